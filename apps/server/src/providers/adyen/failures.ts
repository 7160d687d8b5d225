import { PaymentRejected, PaymentUnavailable } from '../payment.ts'

/** The same key is being worked on just now: asked again, it gives the first answer. Source: Adyen's error codes, 704. */
const underWay = '704'

/** What an answer that is no success means. Asking again is safe, for the key is the same. */
export function failed(answer: { status: number; transient: boolean; body: string }): Error {
  const { errorCode, message } = told(answer.body)
  const why = `${answer.status} ${message ?? ''}`.trim()
  if (answer.status === 401 || answer.status === 403)
    return new PaymentUnavailable(`Adyen does not accept the API key for this: ${why}`, 30_000)
  if (answer.transient || errorCode === underWay || answer.status === 429 || answer.status === 408)
    return new PaymentUnavailable(why, 1000)
  if (answer.status >= 400 && answer.status < 500) return new PaymentRejected(errorCode, message ?? why)
  return new PaymentUnavailable(why)
}

/**
 * What the library throws, in the words of the port. Its own transport rejects with an HttpClientException for an
 * answer, and for a network error with an ApiException, which is no Error and claims a status of 500.
 */
export function translate(error: unknown): Error {
  if (error instanceof PaymentRejected || error instanceof PaymentUnavailable) return error
  const { name, statusCode, responseBody, responseHeaders, message } = (error ?? {}) as {
    name?: string
    statusCode?: number
    responseBody?: string
    responseHeaders?: Record<string, unknown>
    message?: string
  }
  if (name === 'HttpClientException' && statusCode !== undefined)
    return failed({
      status: statusCode,
      transient: responseHeaders?.['transient-error'] === 'true',
      body: responseBody ?? '',
    })
  return new PaymentUnavailable(message ?? 'Adyen did not answer.')
}

function told(body: string): { errorCode: string | null; message: string | null } {
  try {
    const { errorCode, message } = JSON.parse(body) as { errorCode?: unknown; message?: unknown }
    return {
      errorCode: errorCode === undefined ? null : String(errorCode),
      message: typeof message === 'string' ? message : null,
    }
  } catch {
    return { errorCode: null, message: null }
  }
}
