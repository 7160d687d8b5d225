/**
 * An expected "no": a code of the contract, its HTTP status, a sentence, and data that says what to do.
 * Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly data: unknown

  constructor(code: string, status: number, message: string, data?: unknown) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.data = data
  }
}

/** Also for what exists but belongs to a store that is not the caller's: both look the same from outside. */
export const notFound = () =>
  new Refusal('NOT_FOUND', 404, 'There is nothing here, or it belongs to a store that is not yours.')
export const notPermitted = () =>
  new Refusal('NOT_PERMITTED', 403, 'Your role does not allow this. An admin can change that.')
export const invalid = (message: string, data?: unknown) => new Refusal('INVALID', 422, message, data)
