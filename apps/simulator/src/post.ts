import { randomUUID } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { retryPolicyOf } from './retry-policy.ts'

export interface Answer {
  status: number
  contentType: string
  body: string
}

/** What became of a post: the answer, or why there was none, and how often it was tried. */
export interface PostResult {
  answer: Answer | null
  failure: string | null
  attempts: number
}

/** Posts signed forms to the product, as Twilio's webhooks do. */
export class Poster {
  private readonly authToken: string
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
  }

  constructor(authToken: string) {
    this.authToken = authToken
  }

  /** One webhook with its retries; all attempts carry the same idempotency token. */
  async post(
    address: string,
    params: Record<string, string>,
    token: string = randomUUID(),
  ): Promise<PostResult> {
    const [url = '', fragment = ''] = address.split('#')
    const policy = retryPolicyOf(fragment)
    for (let attempts = 1; ; attempts += 1) {
      const result = await this.attempt(url, params, token).then(
        answer => ({ answer, failure: null }),
        (error: Error) => ({ answer: null, failure: error.message || error.name }),
      )
      if (attempts > policy.retries || !policy.again(result.answer?.status)) return { ...result, attempts }
    }
  }

  close(): void {
    this.agents['http:'].destroy()
    this.agents['https:'].destroy()
  }

  private attempt(address: string, params: Record<string, string>, token: string): Promise<Answer> {
    const url = new URL(address)
    const body = new URLSearchParams(params).toString()
    const secure = url.protocol === 'https:'
    return new Promise((resolve, reject) => {
      const request = (secure ? https : http).request(url, {
        method: 'POST',
        agent: this.agents[secure ? 'https:' : 'http:'],
        signal: AbortSignal.timeout(15_000),
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'TwilioProxy/1.1',
          'x-twilio-signature': webhooks.getExpectedTwilioSignature(this.authToken, address, params),
          'i-twilio-idempotency-token': token,
        },
      })
      request.on('error', reject)
      request.on('response', response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      })
      request.end(body)
    })
  }
}
