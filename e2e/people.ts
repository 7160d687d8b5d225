import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { expect } from '@playwright/test'
import { password } from './password.ts'
import { berlin, type Carrier } from './phone.ts'

export type Who = 'maya' | 'theo' | 'sena' | 'luca' | 'clara' | 'eli' | 'hanna'
export const emailOf = (who: Who) => `${who}@maisonalder.example`

/** Someone of the staff at the API, as their app would be. */
export class Colleague {
  private readonly api: APIRequestContext
  private readonly url: string

  constructor(api: APIRequestContext, url: string) {
    this.api = api
    this.url = url
  }

  async signIn(who: Who) {
    const response = await this.api.post(`${this.url}/api/auth/sign-in/email`, {
      headers: { origin: this.url },
      data: { email: emailOf(who), password },
    })
    expect(response.status()).toBe(200)
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.api.get(`${this.url}/api/v1${path}`)
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`)
    return response.json()
  }

  async post<T>(path: string, data: unknown): Promise<T> {
    const response = await this.api.post(`${this.url}/api/v1${path}`, {
      headers: { origin: this.url },
      data,
    })
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`)
    return response.json()
  }

  /** Changes something from another device of the same person. */
  async patch(path: string, data: unknown): Promise<void> {
    const response = await this.api.patch(`${this.url}/api/v1${path}`, {
      headers: { origin: this.url },
      data,
    })
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`)
  }

  async put<T>(path: string, data: unknown): Promise<T> {
    const response = await this.api.put(`${this.url}/api/v1${path}`, {
      headers: { origin: this.url },
      data,
    })
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`)
    return response.json()
  }

  /** Sends a line a thing, as other systems do; every line has to be taken. */
  async sends(path: string, things: readonly object[]): Promise<void> {
    const response = await this.api.post(`${this.url}/api/v1${path}`, {
      headers: { origin: this.url, 'content-type': 'application/x-ndjson' },
      data: Buffer.from(things.map(thing => `${JSON.stringify(thing)}\n`).join('')),
    })
    const answer = await response.text()
    if (!response.ok() || answer.includes('"refused"')) throw new Error(`${path} answered ${answer}`)
  }

  async storeId(): Promise<string> {
    const session = await this.get<{ stores: { id: string }[] }>('/session')
    return session.stores[0]?.id ?? ''
  }

  async customerId(name: string): Promise<string> {
    const q = encodeURIComponent(name)
    type Found = { items: { id: string; name: string }[] }
    const { items } = await this.get<Found>(`/stores/${await this.storeId()}/customers?list=store&q=${q}`)
    const found = items.find(each => each.name === name)
    if (!found) throw new Error(`There is no customer ${name}.`)
    return found.id
  }

  /** @returns the id of the one conversation with this customer, opened when there was none */
  async conversationWith(name: string): Promise<string> {
    const customerId = await this.customerId(name)
    const path = `/stores/${await this.storeId()}/conversations`
    return (await this.post<{ conversationId: string }>(path, { customerId })).conversationId
  }

  /** Adds a customer of their own to the store. */
  async meets(customer: { firstName: string; lastName: string; phone: string; pronoun?: 'she' | 'he' }) {
    const storeId = await this.storeId()
    const data = { language: 'en', ...customer }
    const { customerId } = await this.post<{ customerId: string }>(`/stores/${storeId}/customers`, data)
    return { storeId, customerId, name: `${customer.firstName} ${customer.lastName}` }
  }

  /**
   * A customer of their own who has written first, and so may be written to.
   * @returns the id of the conversation
   */
  async hasWritten(
    carrier: Carrier,
    customer: { firstName: string; lastName: string; phone: string; pronoun?: 'she' | 'he' },
    number = berlin,
  ): Promise<string> {
    const { storeId, customerId } = await this.meets(customer)
    await carrier.nameOf(customer.phone, `${customer.firstName} ${customer.lastName}`)
    await carrier.say(customer.phone, `Good day, it is ${customer.firstName}`, number)
    const { conversationId } = await this.post<{ conversationId: string }>(
      `/stores/${storeId}/conversations`,
      { customerId },
    )
    return conversationId
  }

  /** Answers from another screen, having seen everything. */
  async answers(conversationId: string, body: string): Promise<void> {
    const { lastSequence } = await this.get<{ lastSequence: number }>(`/conversations/${conversationId}`)
    await this.post(`/conversations/${conversationId}/messages`, {
      clientId: randomUUID(),
      body,
      seenSequence: lastSequence,
    })
  }
}
