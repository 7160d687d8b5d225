import { EventEmitter } from 'node:events'
import { Acquirer, type AcquirerAccount } from './adyen/acquirer.ts'
import { type Clock, createClock } from './clock.ts'
import { Faults } from './faults.ts'
import { Poster } from './post.ts'
import { type Message, pairOf } from './records.ts'
import { State } from './state.ts'
import { openStateFile, type StateFile } from './state-file.ts'
import { Wire } from './wire.ts'
import { Work } from './work.ts'

/** The parts every piece of the carrier works with. */
export interface Exchange {
  accountSid: string
  /** Where the product reaches this simulator; known once it listens. */
  publicUrl: string
  acceptAnyNumber: boolean
  /** Where webhooks of numbers go that nobody has set up; empty: such numbers are unknown. */
  webhooksAt: string
  state: State
  stateFile: StateFile
  clock: Clock
  faults: Faults
  wire: Wire
  work: Work
  poster: Poster
  /** Takes payments. */
  acquirer: Acquirer
  /** Events: `message`, `wire`, `faults`, `clock`, `call`, `directory` (numbers and people), `send`, `payment`, `payment-faults`. */
  bus: EventEmitter
}

/** Puts the parts together over an empty state. */
export function createExchange(options: {
  accountSid: string
  authToken: string
  acceptAnyNumber: boolean
  webhooksAt: string
  statePath: string | undefined
  payments: AcquirerAccount | undefined
}): Exchange {
  const bus = new EventEmitter().setMaxListeners(0)
  const clock = createClock()
  const state = new State()
  const wire = new Wire(clock, bus)
  const work = new Work()
  const stateFile = openStateFile(options.statePath, () => ({
    ...state.snapshot(),
    payments: acquirer.snapshot(),
  }))
  const acquirer = new Acquirer({ clock, wire, work, bus, touch: () => stateFile.touch() }, options.payments)
  return {
    accountSid: options.accountSid,
    publicUrl: '',
    acceptAnyNumber: options.acceptAnyNumber,
    webhooksAt: options.webhooksAt,
    state,
    stateFile,
    clock,
    faults: new Faults(bus),
    wire,
    work,
    poster: new Poster(options.authToken),
    acquirer,
    bus,
  }
}

/** Notes that a message is new or changed: for the file and for whoever watches. */
export function noteChange(exchange: Exchange, message: Message): void {
  exchange.stateFile.touch()
  exchange.bus.emit('message', { ...pairOf(message), sid: message.sid, status: message.status })
}

/** The end of a sid is enough to tell two lines of the log apart. */
export function shortSid(sid: string): string {
  return `${sid.slice(0, 2)}…${sid.slice(-4)}`
}
