import type { EventEmitter } from 'node:events'

/** What can be different for one message the product sends. */
export interface MessageFaults {
  /** How the API answers the send. `accept-then-…` takes the message and leaves the caller in doubt. */
  answer: 'normal' | 'error-500' | 'busy-429' | 'accept-then-silent' | 'accept-then-drop'
  outcome: 'arrives' | 'fails' | 'blocked' | 'refused'
  /** Twilio's code for `fails` (30003 unless told) and for `refused` (21612 unless told). */
  errorCode: number | null
  /** From acceptance to the last status. */
  delayMs: number
  callbacks: 'once' | 'twice' | 'five-times' | 'late' | 'out-of-order' | 'missing' | 'before-response'
  /** How much later `late` callbacks come. */
  lateMs: number
}

export interface FaultSettings extends MessageFaults {
  /** `down` closes every connection without an answer, and holds back what the carrier would post. */
  carrier: 'up' | 'down'
  inbound: 'once' | 'five-in-parallel' | 'out-of-order' | 'missing'
  /** For the next message alone; taken by the first that comes. */
  next: Partial<MessageFaults> | null
}

export type FaultPatch = Partial<FaultSettings>

const noFaults: FaultSettings = {
  answer: 'normal',
  outcome: 'arrives',
  errorCode: null,
  delayMs: 400,
  callbacks: 'once',
  lateMs: 5000,
  carrier: 'up',
  inbound: 'once',
  next: null,
}

/** The switches a demo or a test turns. */
export class Faults {
  settings: FaultSettings = { ...noFaults }
  private readonly bus: EventEmitter

  constructor(bus: EventEmitter) {
    this.bus = bus
  }

  set(patch: FaultPatch): FaultSettings {
    this.settings = { ...this.settings, ...patch }
    this.bus.emit('faults', this.settings)
    if (this.settings.carrier === 'up') this.bus.emit('carrier-up')
    return this.settings
  }

  clear(): FaultSettings {
    return this.set({ ...noFaults })
  }

  /** What applies to the message being sent now; uses up `next`. */
  takeForMessage(): MessageFaults {
    const { next, ...lasting } = this.settings
    if (next) this.set({ next: null })
    return { ...lasting, ...next }
  }

  /** Resolves when the carrier is up. */
  async carrierUp(): Promise<void> {
    while (this.settings.carrier === 'down') {
      await new Promise(resolve => this.bus.once('carrier-up', resolve))
    }
  }
}
