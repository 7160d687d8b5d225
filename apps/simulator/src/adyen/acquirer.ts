import type { EventEmitter } from 'node:events'
import type { Clock } from '../clock.ts'
import type { Wire } from '../wire.ts'
import type { Work } from '../work.ts'
import { newLinkId, newPspReference } from './ids.ts'
import { noticeFor } from './notices.ts'
import { Notifier } from './notifier.ts'
import { PaymentSwitches } from './payment-faults.ts'
import type {
  AcquirerSnapshot,
  Amount,
  KeptAnswer,
  LinkRecord,
  LinkRequest,
  Method,
  Modification,
  PaymentRecord,
} from './records.ts'
import { ServiceError } from './service-error.ts'

export interface AcquirerAccount {
  apiKey: string
  merchantAccount: string
  hmacKey: string
  webhookUrl: string
  webhookUser?: string | undefined
  webhookPassword?: string | undefined
}

const longestMs = 70 * 86_400_000
const defaultMs = 86_400_000

type Parts = { clock: Clock; wire: Wire; work: Work; bus: EventEmitter; touch(): void }

/** Takes payments, as the provider does: links, what shoppers do with them, and money that goes back. */
export class Acquirer {
  readonly account: AcquirerAccount | undefined
  readonly switches: PaymentSwitches
  readonly notifier: Notifier
  readonly links = new Map<string, LinkRecord>()
  readonly payments = new Map<string, PaymentRecord>()
  readonly answers = new Map<string, KeptAnswer>()
  private readonly parts: Parts

  constructor(parts: Parts, account: AcquirerAccount | undefined) {
    this.parts = parts
    this.account = account
    this.switches = new PaymentSwitches(parts.bus)
    this.notifier = new Notifier(
      { ...parts, switches: this.switches },
      account && {
        url: account.webhookUrl,
        hmacKey: account.hmacKey,
        user: account.webhookUser,
        password: account.webhookPassword,
      },
    )
  }

  createLink(request: LinkRequest): LinkRecord {
    const nowMs = this.parts.clock.now()
    const expiresAtMs = request.expiresAt ? Date.parse(request.expiresAt) : nowMs + defaultMs
    if (expiresAtMs <= nowMs) throw new ServiceError(422, '14_014', 'expiresAt is in the past')
    if (expiresAtMs > nowMs + longestMs)
      throw new ServiceError(422, '14_015', 'expiresAt is more than 70 days from now')
    const link: LinkRecord = { id: newLinkId(), status: 'active', request, expiresAtMs, updatedAtMs: nowMs }
    this.links.set(link.id, link)
    this.changed('link made', link, 'plain')
    return link
  }

  /** The link as it is now: nothing tells when its time is over, it just is. */
  link(id: string): LinkRecord | undefined {
    const link = this.links.get(id)
    if (
      link &&
      ['active', 'paymentPending'].includes(link.status) &&
      link.expiresAtMs <= this.parts.clock.now()
    )
      link.status = 'expired'
    return link
  }

  expireLink(link: LinkRecord): void {
    if (link.status === 'completed') throw new ServiceError(422, '14_016', 'The payment link is completed')
    if (link.status === 'expired') throw new ServiceError(422, '14_017', 'The payment link is expired')
    link.status = 'expired'
    link.updatedAtMs = this.parts.clock.now()
    this.changed('link ended', link, 'plain')
  }

  /** A payment that was agreed to, whatever the link is by now: also one begun before its end. */
  authorise(link: LinkRecord, method: Method): PaymentRecord {
    const payment = this.newPayment(link, method, 'authorised')
    if (link.status !== 'expired') link.status = 'completed'
    link.updatedAtMs = this.parts.clock.now()
    this.tell(payment, 'AUTHORISATION', true)
    this.capture(payment)
    this.changed('paid', link, 'good')
    return payment
  }

  refuse(link: LinkRecord, method: Method): PaymentRecord {
    const payment = this.newPayment(link, method, 'refused')
    this.tell(payment, 'AUTHORISATION', false, 'Refused')
    this.changed('refused', link, 'bad')
    return payment
  }

  /** A slow method was begun: the link waits, and nothing is told until it is decided. */
  begin(link: LinkRecord, method: Method): PaymentRecord {
    const payment = this.newPayment(link, method, 'pending')
    link.status = 'paymentPending'
    link.updatedAtMs = this.parts.clock.now()
    this.changed('pending', link, 'plain')
    return payment
  }

  /** The money of a slow method came, or will not. */
  decide(payment: PaymentRecord, came: boolean): void {
    const link = this.links.get(payment.linkId)
    payment.state = came ? 'authorised' : 'refused'
    if (link?.status === 'paymentPending') link.status = came ? 'completed' : 'active'
    this.tell(payment, 'AUTHORISATION', came, came ? '' : 'The shopper did not transfer the amount')
    if (came) this.capture(payment)
    if (link) this.changed(came ? 'paid' : 'refused', link, came ? 'good' : 'bad')
  }

  /** @returns the reference of the refund, which is only taken: how it ends is told later */
  refund(payment: PaymentRecord, amount: Amount, reference: string): string {
    const pspReference = newPspReference()
    const left = payment.amount.value - payment.refundedValue - payment.refundingValue
    const refusal =
      payment.state !== 'captured'
        ? "Transaction hasn't been captured, refund not possible"
        : amount.value > left
          ? 'Insufficient balance on payment'
          : this.switches.settings.refunds === 'refused'
            ? 'Refund refused by the issuer'
            : null
    this.settle(payment, { code: 'REFUND', pspReference, reference, amount, refusal })
    return pspReference
  }

  /** Undoes all of a payment: cancelled while it is not captured, given back afterwards. */
  reverse(payment: PaymentRecord, reference: string): string {
    const pspReference = newPspReference()
    const captured = payment.state === 'captured'
    const refusal =
      this.switches.settings.refunds === 'refused'
        ? 'Refund refused by the issuer'
        : payment.refundedValue + payment.refundingValue > 0 || payment.state === 'cancelled'
          ? 'Insufficient balance on payment'
          : null
    this.settle(payment, {
      code: 'CANCEL_OR_REFUND',
      pspReference,
      reference,
      amount: payment.amount,
      refusal,
      action: captured ? 'refund' : 'cancel',
    })
    return pspReference
  }

  cancel(payment: PaymentRecord, reference: string): string {
    const pspReference = newPspReference()
    const refusal = payment.state === 'authorised' ? null : 'Transaction was captured already'
    if (!refusal) payment.state = 'cancelled'
    const told = { pspReference, reference, amount: payment.amount }
    this.tell(payment, 'CANCELLATION', refusal === null, refusal ?? '', told)
    return pspReference
  }

  snapshot(): AcquirerSnapshot {
    return {
      links: [...this.links.values()],
      payments: [...this.payments.values()],
      answers: [...this.answers.values()],
      notices: this.notifier.notices,
    }
  }

  restore(kept: AcquirerSnapshot): void {
    for (const link of kept.links) this.links.set(link.id, link)
    for (const payment of kept.payments) this.payments.set(payment.pspReference, payment)
    for (const answer of kept.answers) this.answers.set(answer.key, answer)
    this.notifier.resume(kept.notices)
  }

  private newPayment(link: LinkRecord, method: Method, state: PaymentRecord['state']): PaymentRecord {
    const { reference, amount } = link.request
    const payment: PaymentRecord = {
      pspReference: newPspReference(),
      linkId: link.id,
      reference,
      amount,
      method,
      state,
      refundedValue: 0,
      refundingValue: 0,
    }
    this.payments.set(payment.pspReference, payment)
    return payment
  }

  /** Captured at once, as a merchant account is set up unless told otherwise. */
  private capture(payment: PaymentRecord): void {
    const { captures } = this.switches.settings
    if (captures !== 'fails') payment.state = 'captured'
    if (captures === 'silent') return
    this.tell(payment, 'CAPTURE', captures === 'told', captures === 'told' ? '' : 'Capture refused', {
      pspReference: newPspReference(),
      reference: payment.reference,
      amount: payment.amount,
    })
  }

  private settle(
    payment: PaymentRecord,
    one: {
      code: 'REFUND' | 'CANCEL_OR_REFUND'
      pspReference: string
      reference: string
      amount: Amount
      refusal: string | null
      action?: string
    },
  ): void {
    const { refunds } = this.switches.settings
    if (refunds === 'silent') return
    const told = {
      pspReference: one.pspReference,
      reference: one.reference,
      amount: one.amount,
      action: one.action,
    }
    if (!one.refusal && one.action === 'cancel') payment.state = 'cancelled'
    else if (!one.refusal) payment.refundedValue += one.amount.value
    this.tell(payment, one.code, one.refusal === null, one.refusal ?? '', told)
    if (one.refusal || refunds === 'done') return
    payment.refundedValue = Math.max(0, payment.refundedValue - one.amount.value)
    const code = refunds === 'come-back' ? 'REFUNDED_REVERSED' : 'REFUND_FAILED'
    this.tell(payment, code, true, 'The shopper’s account is closed', told)
  }

  private tell(
    payment: PaymentRecord,
    code: string,
    success: boolean,
    reason = '',
    modification?: Modification,
  ): void {
    if (!this.account) return
    this.notifier.tell(
      noticeFor({
        payment,
        code,
        success,
        reason,
        modification,
        atMs: this.parts.clock.now(),
        merchantAccount: this.account.merchantAccount,
      }),
    )
  }

  private changed(what: string, link: LinkRecord, tone: 'plain' | 'good' | 'bad'): void {
    const { currency, value } = link.request.amount
    this.parts.wire.write(what, `${currency} ${value} …${link.id.slice(-6)}`, tone)
    this.parts.touch()
    this.parts.bus.emit('payment')
  }
}
