import twilio from 'twilio'

type RequestOptions = Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0]

/**
 * The official client, pointed at one base URL for every Twilio host (their paths do not clash).
 * The SDK has no setting for that; a request client that rewrites the address is its own way to extend it.
 */
class RedirectingClient extends twilio.RequestClient {
  readonly #baseUrl: string

  constructor(baseUrl: string, timeoutMs: number) {
    super({ timeout: timeoutMs })
    this.#baseUrl = baseUrl
  }

  override request<TData>(options: RequestOptions) {
    const { pathname, search } = new URL(options.uri)
    return super.request<TData>({ ...options, uri: this.#baseUrl + pathname + search } as never)
  }
}

export type TwilioAccount = {
  accountSid: string
  authToken: string
  baseUrl?: string | undefined
  timeoutMs: number
}

/** `autoRetry` stays off: Twilio has no idempotency key, so a retried request may be a second message. */
export function twilioClient(account: TwilioAccount) {
  const { accountSid, authToken, baseUrl, timeoutMs } = account
  return twilio(accountSid, authToken, {
    httpClient: baseUrl
      ? new RedirectingClient(baseUrl, timeoutMs)
      : new twilio.RequestClient({ timeout: timeoutMs }),
  })
}
