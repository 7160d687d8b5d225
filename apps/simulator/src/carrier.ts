import { putNumbers, putPeople } from './control.ts'
import type { Exchange } from './exchange.ts'
import type { Faults } from './faults.ts'
import { type Saying, type SayResult, say } from './inbound.ts'
import type { Message, Person, StoreNumber } from './records.ts'
import type { NumberInput } from './seed.ts'
import type { Call, CallOutcome } from './shapes.ts'
import { call, endCall } from './voice.ts'
import type { Wire } from './wire.ts'

/** The carrier in the hands of a test in the same process. */
export interface Carrier {
  /** What the product sent, oldest first. */
  readonly sent: readonly Message[]
  readonly faults: Faults
  readonly wire: Wire
  say(saying: Saying): Promise<SayResult>
  call(from: string, to: string): Promise<Call>
  endCall(sid: string, outcome: CallOutcome): Promise<Call>
  putNumbers(...numbers: NumberInput[]): (StoreNumber | undefined)[]
  putPeople(...people: Person[]): void
  thread(person: string, number: string): readonly Message[]
  isBlocked(person: string, number: string): boolean
  setClockOffset(offsetMs: number): void
  /** Calls back for each message accepted; the function returned ends that. */
  onSend(heard: (message: Message) => void): () => void
  /** Resolves when every delivery and every webhook begun so far has come to its end. */
  idle(): Promise<void>
}

/** Wraps an exchange for use in process. */
export function createCarrier(exchange: Exchange): Carrier {
  return {
    sent: exchange.state.sent,
    faults: exchange.faults,
    wire: exchange.wire,
    say: async saying => say(exchange, saying),
    call: (from, to) => call(exchange, from, to),
    endCall: (sid, outcome) => endCall(exchange, sid, outcome),
    putNumbers: (...numbers) => putNumbers(exchange, numbers),
    putPeople: (...people) => void putPeople(exchange, people),
    thread: (person, number) => exchange.state.thread(person, number),
    isBlocked: (person, number) => exchange.state.blocked.has(`${person}|${number}`),
    setClockOffset: offsetMs => {
      exchange.clock.offsetMs = offsetMs
    },
    onSend: heard => {
      exchange.bus.on('send', heard)
      return () => exchange.bus.off('send', heard)
    },
    idle: () => exchange.work.idle(),
  }
}
