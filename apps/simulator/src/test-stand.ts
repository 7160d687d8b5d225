import http from 'node:http'
import type { AddressInfo } from 'node:net'
import twilio from 'twilio'
import { createSimulator, type Simulator, type SimulatorOptions } from './app.ts'

export const accountSid = `AC${'0'.repeat(31)}1`
export const authToken = 'a-token-for-tests'
export const store = '+493012345601'
export const priya = '+491715550101'

type RequestOptions = Parameters<twilio.RequestClient['request']>[0]

/** Sends every host of Twilio to one address, and refuses to speak to any other. */
class LocalClient extends twilio.RequestClient {
  private readonly baseUrl: string

  constructor(baseUrl: string) {
    super({ timeout: 5000 })
    this.baseUrl = baseUrl
  }

  override request<T>(options: RequestOptions) {
    const uri = new URL(options.uri)
    if (!uri.hostname.startsWith('api.')) throw new Error(`No local address for ${uri.hostname}`)
    return super.request<T>({ ...options, uri: this.baseUrl + uri.pathname + uri.search } as never)
  }
}

/** The official SDK, pointed at a simulator. */
export function sdkFor(baseUrl: string, token = authToken) {
  return twilio(accountSid, token, { httpClient: new LocalClient(baseUrl) })
}

export interface Posted {
  path: string
  params: Record<string, string>
  headers: http.IncomingHttpHeaders
  signatureHolds: boolean
}

/** The product's side: takes webhooks, checks their signature with the SDK, answers as told. */
export interface Receiver {
  url: string
  posted: Posted[]
  /** Decides the answer to a post; by default an empty TwiML document. */
  answer: (posted: Posted) => { status?: number; type?: string; body?: string } | 'hang-up'
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()))
      const signature = String(request.headers['x-twilio-signature'])
      const signatureHolds = twilio.validateRequest(authToken, signature, receiver.url + request.url, params)
      const posted = { path: request.url ?? '', params, headers: request.headers, signatureHolds }
      receiver.posted.push(posted)
      const answer = receiver.answer(posted)
      if (answer === 'hang-up') return request.socket.destroy()
      response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'text/xml' })
      return response.end(answer.body ?? '<?xml version="1.0" encoding="UTF-8"?><Response/>')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted: [],
    answer: () => ({}),
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
  return receiver
}

export interface Stand {
  simulator: Simulator
  receiver: Receiver
  sdk: ReturnType<typeof sdkFor>
  baseUrl: string
  /** Asks the control API. */
  control<T>(path: string, body?: unknown): Promise<T>
  close(): Promise<void>
}

/** A simulator with one number whose webhooks go to a receiver, delivering at once. */
export async function setUpStand(options: Partial<SimulatorOptions> = {}): Promise<Stand> {
  const receiver = await startReceiver()
  const simulator = await createSimulator({ accountSid, authToken, ...options })
  const baseUrl = await simulator.listen()
  simulator.carrier.putNumbers({
    phone: store,
    label: 'Berlin Mitte',
    country: 'DE',
    inboundUrl: `${receiver.url}/inbound?store=berlin`,
    voiceUrl: `${receiver.url}/voice`,
  })
  simulator.carrier.putPeople({ phone: priya, name: 'Priya Raman' })
  simulator.carrier.faults.set({ delayMs: 0 })
  return {
    simulator,
    receiver,
    sdk: sdkFor(baseUrl),
    baseUrl,
    async control<T>(path: string, body?: unknown) {
      const asked = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
      const headers = body === undefined ? {} : { 'content-type': 'application/json' }
      const response = await fetch(`${baseUrl}/control${path}`, { ...asked, headers })
      return (await response.json()) as T
    },
    async close() {
      await simulator.close()
      await receiver.close()
    },
  }
}

/** The statuses a receiver was told, in the order they came. */
export function statusesTold({ posted }: Receiver): (string | undefined)[] {
  return posted.filter(one => one.params.MessageStatus).map(one => one.params.MessageStatus)
}
