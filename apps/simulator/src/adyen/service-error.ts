import { newPspReference } from './ids.ts'

/** An answer that is no success, in the provider’s shape. */
export class ServiceError extends Error {
  readonly status: number
  readonly errorCode: string
  readonly errorType: 'validation' | 'security' | 'configuration' | 'internal'

  constructor(
    status: number,
    errorCode: string,
    message: string,
    errorType: ServiceError['errorType'] = 'validation',
  ) {
    super(message)
    this.status = status
    this.errorCode = errorCode
    this.errorType = errorType
  }

  body() {
    const { status, errorCode, message, errorType } = this
    return { status, errorCode, message, errorType, pspReference: newPspReference() }
  }
}
