import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSimulator, type Simulator, type SimulatorOptions } from '../app.ts'
import { accountSid, authToken } from '../test-stand.ts'
import type { NoticeItem } from './records.ts'

export const apiKey = 'k'.repeat(32)
export const merchantAccount = 'Alder'
export const hmacKey = 'ab'.repeat(32)

export interface PayStand {
  simulator: Simulator
  baseUrl: string
  /** What was told, as it came. */
  told: { body: unknown; item: NoticeItem; authorization: string | undefined }[]
  /** How a notification is answered. */
  answer: { status: number }
  /** Asks the API, as a client of the provider does. */
  ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Headers }>
  close(): Promise<void>
}

/** A simulator that takes payments, and someone who is told of them. */
export async function setUpPayStand(options: Partial<SimulatorOptions> = {}): Promise<PayStand> {
  const told: PayStand['told'] = []
  const answer = { status: 200 }
  const receiver = http.createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text)
    told.push({
      body,
      item: body.notificationItems[0].NotificationRequestItem,
      authorization: request.headers.authorization,
    })
    response.writeHead(answer.status).end('[accepted]')
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks/adyen`
  const simulator = await createSimulator({
    accountSid,
    authToken,
    payments: { apiKey, merchantAccount, hmacKey, webhookUrl },
    ...options,
  })
  simulator.acquirer.switches.set({ delayMs: 0 })
  const baseUrl = await simulator.listen()
  return {
    simulator,
    baseUrl,
    told,
    answer,
    async ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${baseUrl}/adyen/v72${path}`, {
        method,
        headers: { 'x-api-key': apiKey, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: (await response.json()) as T, headers: response.headers }
    },
    async close() {
      await simulator.close()
      receiver.closeAllConnections()
      await new Promise(resolve => receiver.close(resolve))
    },
  }
}

/** A valid request for a link. */
export const aLink = (more: object = {}) => ({
  merchantAccount,
  reference: 'cart-1',
  amount: { currency: 'EUR', value: 12_000 },
  countryCode: 'DE',
  shopperLocale: 'de-DE',
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  lineItems: [{ description: 'Coat', quantity: 2, amountIncludingTax: 6000 }],
  ...more,
})
