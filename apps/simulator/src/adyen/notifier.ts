import type { EventEmitter } from 'node:events'
import type { Clock } from '../clock.ts'
import type { Wire } from '../wire.ts'
import type { Work } from '../work.ts'
import type { PaymentSwitches } from './payment-faults.ts'
import type { Notice, NoticeItem } from './records.ts'
import { signatureOf } from './sign.ts'

export interface Endpoint {
  url: string
  hmacKey: string
  user?: string | undefined
  password?: string | undefined
}

type Parts = {
  clock: Clock
  wire: Wire
  work: Work
  bus: EventEmitter
  switches: PaymentSwitches
  touch(): void
}

/** Three at once, then longer and longer. What are minutes at the provider are seconds here. */
const pausesMs = [0, 0, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 240_000, 480_000]
const answerWithinMs = 10_000
const wrongKey = '0'.repeat(64)

/**
 * Tells the product what happened, as the provider does: until it is answered with success, one after the other, the
 * first holding up the rest; cards’ authorisations beside that.
 */
export class Notifier {
  notices: Notice[] = []
  endpoint: Endpoint | undefined
  private readonly parts: Parts
  private lastId = 0
  private walking = false

  constructor(parts: Parts, endpoint: Endpoint | undefined) {
    this.parts = parts
    this.endpoint = endpoint
  }

  /** Says what happened, by the switches of the moment. */
  tell(item: NoticeItem): void {
    const { switches, work } = this.parts
    const { notices, delayMs, lateMs } = switches.settings
    if (notices === 'missing') this.parts.wire.write('not told', describe(item), 'bad')
    else work.track(this.queueAfter(item, delayMs + (notices === 'late' ? lateMs : 0)))
  }

  /** Goes on with what an earlier run left. */
  resume(notices: Notice[]): void {
    this.lastId = Math.max(0, ...notices.map(one => one.id))
    this.notices = notices
    for (const one of notices.filter(notice => notice.direct)) this.parts.work.track(this.untilTaken(one))
    this.walk()
  }

  private async queueAfter(item: NoticeItem, waitMs: number): Promise<void> {
    await this.parts.work.pause(waitMs)
    this.lastId += 1
    const turned = this.parts.switches.settings.notices === 'out-of-order'
    const direct = !turned && item.eventCode === 'AUTHORISATION' && item.paymentMethod === 'visa'
    const notice: Notice = { id: this.lastId, item, attempts: 0, direct }
    if (turned) {
      this.notices.unshift(notice)
      // What comes meanwhile overtakes it.
      await this.parts.work.pause(150)
    } else this.notices.push(notice)
    this.parts.touch()
    if (direct) await this.untilTaken(notice)
    else this.walk()
  }

  private walk(): void {
    if (this.walking) return
    this.walking = true
    this.parts.work.track(
      (async () => {
        for (let next = this.first(); next; next = this.first()) await this.untilTaken(next)
      })().finally(() => {
        this.walking = false
      }),
    )
  }

  private first(): Notice | undefined {
    return this.notices.find(notice => !notice.direct)
  }

  private async untilTaken(notice: Notice): Promise<void> {
    while (!(await this.attempt(notice))) {
      const pauseMs = pausesMs[Math.min(notice.attempts - 1, pausesMs.length - 1)] ?? 0
      await this.parts.work.pause(pauseMs)
    }
    this.notices = this.notices.filter(one => one !== notice)
    this.parts.touch()
  }

  /** @returns whether it was taken */
  private async attempt(notice: Notice): Promise<boolean> {
    const { switches, bus, wire } = this.parts
    while (switches.settings.api === 'down') await new Promise(resolve => bus.once('payment-faults', resolve))
    notice.attempts += 1
    const times = switches.settings.notices === 'five-in-parallel' ? 5 : 1
    const wrong = switches.settings.notices === 'wrong-signature'
    const answers = await Promise.all(Array.from({ length: times }, () => this.post(notice.item, wrong)))
    const taken = answers.every(answer => answer.ok)
    const bad = answers.find(answer => !answer.ok)
    wire.write(
      notice.item.eventCode.toLowerCase(),
      `${describe(notice.item)}${times > 1 ? ', five times' : ''}${bad ? `: ${bad.why}` : ''}`,
      taken ? (notice.item.success === 'true' ? 'good' : 'plain') : 'bad',
    )
    return taken
  }

  private async post(item: NoticeItem, wrong: boolean): Promise<{ ok: boolean; why: string }> {
    const { endpoint } = this
    if (!endpoint) return { ok: true, why: '' }
    const signature = signatureOf(item, wrong ? wrongKey : endpoint.hmacKey)
    const signed = { ...item, additionalData: { ...item.additionalData, hmacSignature: signature } }
    const { user, password } = endpoint
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ...(user ? { authorization: `Basic ${btoa(`${user}:${password}`)}` } : {}),
        },
        body: JSON.stringify({ live: 'false', notificationItems: [{ NotificationRequestItem: signed }] }),
        signal: AbortSignal.timeout(answerWithinMs),
      })
      await response.arrayBuffer()
      return { ok: response.ok, why: `answered ${response.status}` }
    } catch (error) {
      return { ok: false, why: (error as Error).message }
    }
  }
}

const describe = (item: NoticeItem) =>
  `${item.success === 'true' ? 'yes' : 'no'} ${item.amount.currency} ${item.amount.value} ${item.merchantReference.slice(-12)}`
