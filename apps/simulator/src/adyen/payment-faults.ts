import type { EventEmitter } from 'node:events'

/** What can be different about payments. */
export interface PaymentFaults {
  /** `down` closes every connection without an answer, and holds back what would be notified. */
  api: 'up' | 'down'
  /** How the API answers; `accept-then-…` does what was asked and leaves the caller in doubt. */
  answer: 'normal' | 'error-500' | 'accept-then-500' | 'accept-then-silent' | 'accept-then-drop' | 'refused'
  notices: 'once' | 'five-in-parallel' | 'out-of-order' | 'late' | 'missing' | 'wrong-signature'
  /** From what happened to its notification. */
  delayMs: number
  /** How much later `late` ones come. */
  lateMs: number
  captures: 'told' | 'fails' | 'silent'
  /** How a refund that was taken ends. `come-back` and `fail-later` say first that it went well. */
  refunds: 'done' | 'refused' | 'fail-later' | 'come-back' | 'silent'
  /** For the next call of the API alone. */
  nextAnswer: Exclude<PaymentFaults['answer'], 'normal'> | null
}

const none: PaymentFaults = {
  api: 'up',
  answer: 'normal',
  notices: 'once',
  delayMs: 300,
  lateMs: 5000,
  captures: 'told',
  refunds: 'done',
  nextAnswer: null,
}

/** The switches of payments. */
export class PaymentSwitches {
  settings: PaymentFaults = { ...none }
  private readonly bus: EventEmitter

  constructor(bus: EventEmitter) {
    this.bus = bus
  }

  set(patch: Partial<PaymentFaults>): PaymentFaults {
    this.settings = { ...this.settings, ...patch }
    this.bus.emit('payment-faults', this.settings)
    return this.settings
  }

  clear(): PaymentFaults {
    return this.set({ ...none })
  }

  takeAnswer(): PaymentFaults['answer'] {
    const { nextAnswer, answer } = this.settings
    if (nextAnswer) this.set({ nextAnswer: null })
    return nextAnswer ?? answer
  }
}
