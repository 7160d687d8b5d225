import type { EventEmitter } from 'node:events'
import type { FaultPatch, FaultSettings, MessageFaults } from './shapes.ts'

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
