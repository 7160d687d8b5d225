import type { AcquirerSnapshot } from './adyen/records.ts'
import type { Message, Person, StoreNumber } from './records.ts'
import { pairOf } from './records.ts'

/** What is written to the state file and read back. */
export interface Snapshot {
  numbers: StoreNumber[]
  people: Person[]
  /** `person|number` pairs the provider holds back after STOP. */
  blocked: string[]
  messages: Message[]
  payments?: AcquirerSnapshot
}

/** Everything the carrier remembers, in memory, found by id. */
export class State {
  readonly numbers = new Map<string, StoreNumber>()
  readonly people = new Map<string, Person>()
  readonly blocked = new Set<string>()
  readonly bySid = new Map<string, Message>()
  /** The account's log, oldest first; holds provider-made replies, too. */
  log: Message[] = []
  readonly threads = new Map<string, Message[]>()
  /** What the product sent, oldest first. */
  readonly sent: Message[] = []
  private readonly keptMessages: number

  constructor(keptMessages = 200_000) {
    this.keptMessages = keptMessages
  }

  add(message: Message): void {
    const { person, number } = pairOf(message)
    const key = `${person}|${number}`
    const thread = this.threads.get(key)
    if (thread) thread.push(message)
    else this.threads.set(key, [message])
    this.bySid.set(message.sid, message)
    this.log.push(message)
    if (message.direction === 'outbound-api') this.sent.push(message)
    if (!this.people.has(person)) this.people.set(person, { phone: person, name: '' })
    // A twentieth more than is kept, so that forgetting is rare.
    if (this.log.length > this.keptMessages * 1.05) this.forgetOldest(this.log.length - this.keptMessages)
  }

  thread(person: string, number: string): Message[] {
    return this.threads.get(`${person}|${number}`) ?? []
  }

  snapshot(): Snapshot {
    return {
      numbers: [...this.numbers.values()],
      people: [...this.people.values()],
      blocked: [...this.blocked],
      messages: this.log,
    }
  }

  restore(snapshot: Snapshot): void {
    for (const number of snapshot.numbers) this.numbers.set(number.phone, number)
    for (const person of snapshot.people) this.people.set(person.phone, person)
    for (const pair of snapshot.blocked) this.blocked.add(pair)
    for (const message of snapshot.messages) this.add(message)
  }

  private forgetOldest(count: number): void {
    const kept = this.log.slice(count)
    this.log = []
    this.sent.length = 0
    this.bySid.clear()
    this.threads.clear()
    for (const message of kept) this.add(message)
  }
}
