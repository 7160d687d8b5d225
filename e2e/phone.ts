import { expect } from '@playwright/test'

export const berlin = '+493055570142'
export const newYork = '+16465550142'

export type OnPhone = {
  sid: string
  direction: 'inbound' | 'outbound-api' | 'outbound-reply'
  body: string
  status: string
  onPhone: boolean
}

/** The customers' phones and the carrier between, through the simulator's control API. */
export class Carrier {
  private readonly url: string

  constructor(url: string) {
    this.url = url
  }

  private async ask<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/control${path}`, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response.json() as Promise<T>
  }

  say = (from: string, body: string, to = berlin) => this.ask('/say', { from, to, body })
  faults = (patch: unknown) => this.ask('/faults', patch)
  paymentFaults = (patch: unknown) => this.ask('/payment-faults', patch)
  nameOf = (phone: string, name: string) => this.ask('/people', { phone, name })
  clock = () => this.ask<{ offsetMs: number }>('/clock')
  moveClock = async (days: number) => {
    const { offsetMs } = await this.clock()
    await this.ask('/clock', { offsetMs: offsetMs + days * 86_400_000 })
  }

  /** What the mail server says to the next mails. */
  mails = (answer: 'takes' | 'refuses' | 'later') => this.ask('/mails/answer', { answer })
  /** The address of the last mail to somebody, as it is seen. */
  async mailTo(email: string): Promise<string> {
    const { mails } = await this.ask<{ mails: { id: number; to: string }[] }>('/mails')
    const found = mails.find(mail => mail.to === email)
    if (!found) throw new Error(`${email} has no mail.`)
    return `${this.url}/control/mails/${found.id}/html`
  }

  thread = (person: string, number = berlin) => this.ask<OnPhone[]>(`/threads/${person}/${number}`)

  /** What the store's number has sent to this phone and the phone shows, oldest first. */
  async got(person: string, number = berlin): Promise<string[]> {
    const thread = await this.thread(person, number)
    return thread.filter(each => each.direction !== 'inbound' && each.onPhone).map(each => each.body)
  }

  /** Waits until the phone shows these words, and only once. */
  async hasOnce(person: string, words: string | RegExp, number = berlin) {
    const times = async () => (await this.got(person, number)).filter(body => body.match(words)).length
    await expect.poll(times, { message: `${person} has «${words}» once` }).toBe(1)
  }
}
