import type { ConsentCause, ConsentState, Language, SystemLine, TextKind } from '@rapport/contract'
import { providerAnswers } from '../domains/consent/provider-words.ts'
import { nextConsent, readReply } from '../domains/consent/reply.ts'
import { wordLists } from '../domains/consent/words/built-in.ts'
import { failureReason } from '../providers/twilio/failures.ts'
import type { Chance } from './chance.ts'
import { hourAt, momentOf, nextTime } from './moment.ts'
import type { Line, LineNote, Thread } from './script.ts'
import { automaticText } from './texts.ts'

export type DemoStaff = { id: string; first: string; stores: readonly string[]; active: boolean }
export type DemoStore = {
  id: string
  name: string
  city: string
  zone: string
  numberId: string
  providerAnswersKeywords: boolean
}

/** Where and between whom a thread is played. */
export type Scene = {
  now: Date
  chance: Chance
  store: DemoStore
  staff: (key: string) => DemoStaff
  customer: { id: string; language: Language; zone: string }
  contactPointId: string
  /** The message that said STOPALL to another store. */
  stopAllMessageId: string | null
}

export type PlayedMessage = {
  id: string
  conversation_id: string
  sequence: number
  store_id: string
  direction: 'in' | 'out' | 'line'
  kind: 'text' | 'opt_in_request' | 'automatic' | 'line'
  channel: 'sms'
  body: string
  line: SystemLine | null
  staff_id: string | null
  contact_point_id: string | null
  store_number_id: string | null
  client_id: string | null
  provider_message_id: string | null
  status: 'received' | 'scheduled' | 'sent' | 'delivered' | 'failed'
  failure_reason: string | null
  failure_code: string | null
  held_because: string[] | null
  due_at: Date | null
  attempted_at: Date | null
  attempts: number
  created_at: Date
}

export type PlayedEntry = {
  contact_point_id: string
  store_id: string
  channel: 'sms'
  before: ConsentState
  after: ConsentState
  cause: ConsentCause
  words: string | null
  disclosure: string | null
  message_id: string | null
  staff_id: string | null
  everywhere: boolean
  at: Date
  /** The customer was told; by the provider when null. */
  confirmation?: { message_id: string | null }
}

const settings = { optInBy: 'any_reply', optOutScope: 'store' } as const
const dayMs = 24 * 60 * 60_000
const hourMs = 60 * 60_000

/**
 * Lets the lines of a thread happen: what the customer says is read and followed as the product reads and follows it,
 * so that consent, confirmations and system lines are what they would have been.
 */
export class Play {
  readonly messages: PlayedMessage[] = []
  readonly entries: PlayedEntry[] = []
  readonly unprompted: PlayedMessage[] = []
  readonly conversationId: string
  state: ConsentState = 'none'
  since: Date | null = null
  awaitingSince: Date | null = null
  lastInboundAt: Date | null = null
  assignedTo: string | null = null
  suspectId: string | null = null
  stopAllId: string | null = null
  readonly #scene: Scene

  constructor(thread: Thread, scene: Scene) {
    this.#scene = scene
    let previous: Date | null = null
    const moments = thread.lines.map(([when]) => {
      previous = momentOf(when, { now: scene.now, zone: scene.store.zone, previous })
      return previous
    })
    this.conversationId = scene.chance.id(moments[0] ?? scene.now)
    thread.lines.forEach((line, n) => {
      this.#happen(line, moments[n] as Date)
    })
    this.#lapse(scene.now)
  }

  #happen([, by, text, note = {}]: Line, at: Date) {
    this.#lapse(at)
    if (by === '<') return this.#customerWrites(text, at, note)
    if (by === 'stopall') return this.#stopAllCame(text, at)
    if (by.endsWith('?')) return this.#ask(by.slice(0, -1), text, at)
    const [author = '', mate] = by.split('>')
    if (mate === undefined) return this.#staffWrites(author, text, at, note)
    const { staff } = this.#scene
    this.assignedTo = staff(mate).id
    this.#line({ type: 'assigned', staffName: staff(mate).first, byName: staff(author).first }, at)
  }

  #customerWrites(body: string, at: Date, note: LineNote) {
    const { customer, store } = this.#scene
    const message = this.#add({ direction: 'in', kind: 'text', body, status: 'received', created_at: at })
    this.lastInboundAt = at
    const reading = readReply(body, wordLists([customer.language, 'en']))
    const step = nextConsent(this.state, reading, { ...settings, stopSuspected: note.suspect ?? false })
    const everywhere = step.scope === 'business'
    const entry =
      step.cause &&
      this.#consent(step.after, step.cause, at, { words: body, message_id: message.id, everywhere })
    if (step.cause && step.declined) this.#line({ type: 'declined', words: body }, at)
    else if (step.cause && step.after === 'opted_out')
      this.#line({ type: 'opted_out', words: body, cause: step.cause, everywhere }, at)
    else if (step.cause) this.#line({ type: 'opted_in', words: body, cause: step.cause }, at)
    if (everywhere) this.stopAllId = message.id
    if (note.suspect) {
      this.suspectId = message.id
      this.#line({ type: 'stop_suspected', words: body }, at)
    }
    if (step.after === 'opted_out') this.awaitingSince = null
    else if (reading.kind === 'talk') this.awaitingSince ??= at
    if (!step.confirm) return
    const byProvider = store.providerAnswersKeywords && providerAnswers(body) !== null
    const confirmation = byProvider ? this.#providerConfirmed(at) : this.#confirm(step.confirm, at)
    if (entry) entry.confirmation = { message_id: confirmation }
  }

  #providerConfirmed(at: Date): null {
    this.#line({ type: 'provider_confirmed' }, at)
    return null
  }

  #confirm(kind: TextKind, at: Date): string {
    const { customer, store } = this.#scene
    const body = automaticText(kind, customer.language, store)
    return this.#add({
      direction: 'out',
      kind: 'automatic',
      body,
      status: 'delivered',
      created_at: later(at, 1000),
    }).id
  }

  #stopAllCame(words: string, at: Date) {
    this.#consent('opted_out', 'keyword', at, {
      words,
      message_id: this.#scene.stopAllMessageId,
      everywhere: true,
    })
    this.#line({ type: 'opted_out', words, cause: 'keyword', everywhere: true }, at)
    this.awaitingSince = null
  }

  #ask(author: string, introduction: string, at: Date) {
    const { staff, customer, store } = this.#scene
    const body = `${introduction}\n\n${automaticText('opt_in', customer.language, store)}`
    const staff_id = staff(author).id
    const asked = this.#add({
      direction: 'out',
      kind: 'opt_in_request',
      body,
      staff_id,
      status: 'delivered',
      created_at: at,
    })
    this.unprompted.push(asked)
    this.#consent('requested', 'request', at, { disclosure: body, message_id: asked.id, staff_id })
    this.#line({ type: 'requested', staffName: staff(author).first }, at)
  }

  #staffWrites(author: string, body: string, at: Date, note: LineNote) {
    if (this.state !== 'opted_in') throw new Error(`In the demo ${author} writes «${body}» without consent.`)
    const staff_id = this.#scene.staff(author).id
    const answers = this.lastInboundAt !== null && at.getTime() - this.lastInboundAt.getTime() <= hourMs
    const sent = this.#add({
      direction: 'out',
      kind: 'text',
      body,
      staff_id,
      status: note.onItsWay ? 'sent' : 'delivered',
      created_at: at,
      ...(note.failed && {
        status: 'failed',
        failure_code: note.failed,
        failure_reason: failureReason(note.failed),
      }),
      ...(note.held && this.#heldSince(at)),
    })
    if (!answers && this.awaitingSince === null) this.unprompted.push(sent)
    this.awaitingSince = null
  }

  /** At night it waits; by day it is one of last night's that went in the morning. */
  #heldSince(at: Date) {
    const { customer, now } = this.#scene
    const hour = hourAt(at, customer.zone)
    const morning = nextTime('8:00', customer.zone, now)
    const held_because = ['quiet_hours']
    if (hour < 8 || hour >= 21)
      return {
        status: 'scheduled',
        held_because,
        due_at: morning,
        attempted_at: null,
        attempts: 0,
        provider_message_id: null,
      } as const
    const gone = later(morning, -dayMs)
    return { held_because, due_at: gone, attempted_at: gone, created_at: later(gone, -10 * hourMs) }
  }

  /** A request that nobody answered within its seven days. */
  #lapse(until: Date) {
    const lapses = later(this.since ?? until, 7 * dayMs)
    if (this.state !== 'requested' || lapses > until) return
    this.#consent('none', 'lapsed', lapses, {})
    this.#line({ type: 'request_lapsed' }, lapses)
  }

  #consent(after: ConsentState, cause: ConsentCause, at: Date, more: Partial<PlayedEntry>): PlayedEntry {
    const entry: PlayedEntry = {
      contact_point_id: this.#scene.contactPointId,
      store_id: this.#scene.store.id,
      channel: 'sms',
      before: this.state,
      after,
      cause,
      words: null,
      disclosure: null,
      message_id: null,
      staff_id: null,
      everywhere: false,
      at,
      ...more,
    }
    this.entries.push(entry)
    this.state = after
    this.since = at
    return entry
  }

  #line(line: SystemLine, at: Date) {
    this.#add({
      direction: 'line',
      kind: 'line',
      line,
      body: '',
      status: 'delivered',
      created_at: later(at, 300),
    })
  }

  #add(
    message: Pick<PlayedMessage, 'direction' | 'kind' | 'body' | 'status' | 'created_at'> &
      Partial<PlayedMessage>,
  ) {
    const { chance, store, contactPointId } = this.#scene
    const told = message.direction !== 'line'
    const out = message.direction === 'out'
    const before = this.messages.at(-1)?.created_at
    if (message.created_at > this.#scene.now || (before && before > message.created_at))
      throw new Error(
        `The demo's thread is out of order at «${message.body}» (${message.created_at.toISOString()}).`,
      )
    const row: PlayedMessage = {
      id: chance.id(message.created_at),
      conversation_id: this.conversationId,
      sequence: this.messages.length + 1,
      store_id: store.id,
      channel: 'sms',
      line: null,
      staff_id: null,
      contact_point_id: told ? contactPointId : null,
      store_number_id: told ? store.numberId : null,
      client_id: out && message.staff_id ? chance.id(message.created_at) : null,
      provider_message_id: told ? `SM${chance.hex(32)}` : null,
      failure_reason: null,
      failure_code: null,
      held_because: null,
      due_at: null,
      attempted_at: out ? message.created_at : null,
      attempts: out ? 1 : 0,
      ...message,
    }
    this.messages.push(row)
    return row
  }
}

const later = (at: Date, ms: number) => new Date(at.getTime() + ms)
