import adyenClient from '@adyen/api-library/lib/src/client.js'
import adyenConfig, { EnvironmentEnum } from '@adyen/api-library/lib/src/config.js'
import type transport from '@adyen/api-library/lib/src/httpClient/clientInterface.js'
import { PaymentUnavailable } from '../payment.ts'
import { failed } from './failures.ts'

export type AdyenAccount = {
  apiKey: string
  merchantAccount: string
  /** Stands for Adyen's own hosts; unset: Adyen itself. */
  baseUrl?: string | undefined
  /** Given by Adyen with a live account; unset: Adyen's test platform. */
  livePrefix?: string | undefined
  timeoutMs: number
}

/** Parts of the library are imported by themselves: all of it takes seconds to load, and is thirty other products. */
const Client = adyenClient.default
const Config = adyenConfig.default

const checkoutHosts = /^(checkout-test\.adyen\.com|[\w-]+-checkout-live\.adyenpayments\.com)$/

/**
 * The library's transport, pointed at one base URL. The library has no setting for that; a client that implements its
 * interface is its own way to extend it, and its stock transport speaks https only. A host that is none of Adyen's
 * checkout is refused, so that a product that was not thought of never goes out to the internet by accident.
 */
class RedirectingClient implements transport.default {
  readonly #baseUrl: string
  readonly #timeoutMs: number

  constructor(baseUrl: string, timeoutMs: number) {
    this.#baseUrl = baseUrl
    this.#timeoutMs = timeoutMs
  }

  request: transport.default['request'] = async (endpoint, json, config, _needsKey, options) => {
    const { hostname, pathname } = new URL(endpoint)
    if (!checkoutHosts.test(hostname))
      throw new Error(`${hostname} is not a host of Adyen’s checkout that ADYEN_API_BASE_URL stands for.`)
    const response = await fetch(this.#baseUrl + pathname, {
      method: options?.method ?? 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': config.apiKey ?? '',
        ...(options?.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
      },
      ...(json.length > 0 ? { body: json.toString() } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(this.#timeoutMs),
    }).catch(error => {
      throw new PaymentUnavailable(`Adyen did not answer: ${(error as Error).message}`)
    })
    const text = await response.text().catch(error => {
      throw new PaymentUnavailable(`Adyen’s answer broke off: ${(error as Error).message}`)
    })
    if (response.ok) return text
    throw failed({
      status: response.status,
      transient: response.headers.get('transient-error') === 'true',
      body: text,
    })
  }
}

export function createClient({ apiKey, baseUrl, livePrefix, timeoutMs }: AdyenAccount) {
  const config = new Config({
    apiKey,
    environment: livePrefix ? EnvironmentEnum.LIVE : EnvironmentEnum.TEST,
    connectionTimeoutMillis: timeoutMs,
    applicationName: 'Rapport',
    ...(livePrefix ? { liveEndpointUrlPrefix: livePrefix } : {}),
  })
  return baseUrl ? new Client(config, new RedirectingClient(baseUrl, timeoutMs)) : new Client(config)
}
