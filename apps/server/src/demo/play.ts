import type { ConsentCause, ConsentState, SystemLine, TextKind } from '@rapport/contract'
import { isReply, meansStop, nextConsent, providerAnswers, readReply } from '../domains/consent/index.ts'
import { failureReason } from '../providers/twilio/failures.ts'
import { whenHeld } from './held.ts'
import { aLine, lineOf } from './lines.ts'
import { messageRow, type NewMessage } from './message-row.ts'
import { momentOf } from './moment.ts'
import type { PlayedEntry, PlayedMessage, Preview, Scene } from './played.ts'
import type { Line, LineNote, Thread } from './script.ts'
import { automaticText } from './texts.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/**
 * Lets the lines of a thread happen: what the customer says is read and followed as the product reads and follows it,
 * so that consent, confirmations, system lines and what the inbox shows are what they would have been.
 */
export class Play {
  readonly conversationId: string
  readonly messages: PlayedMessage[] = []
  readonly entries: PlayedEntry[] = []
  /** What counts towards the frequency cap. */
  readonly unprompted: PlayedMessage[] = []
  state: ConsentState = 'none'
  awaitingSince: Date | null = null
  lastInboundAt: Date | null = null
  lastMessageAt: Date
  archiveAt: Date
  preview: Preview = { preview: '', preview_by: 'line', preview_staff_id: null, preview_line: null }
  assignedTo: string | null = null
  suspectId: string | null = null
  stopAllId: string | null = null
  readonly #scene: Scene

  constructor(thread: Thread, scene: Scene) {
    this.#scene = scene
    const seen = { now: scene.now, zone: scene.store.zone }
    const moments: Date[] = []
    for (const [when] of thread.lines)
      moments.push(momentOf(when, { ...seen, previous: moments.at(-1) ?? null }))
    const start = moments[0] ?? scene.now
    this.conversationId = scene.chance.id(start)
    this.lastMessageAt = start
    this.archiveAt = start
    thread.lines.forEach((line, n) => {
      this.#happen(line, moments[n] as Date)
    })
    this.#lapse(scene.now)
  }

  #happen([, by, text, note = {}]: Line, at: Date) {
    this.#lapse(at)
    if (by === '<') return this.#customerWrites(text, at)
    if (by === 'stopall') return this.#stopAllCame(text, at)
    if (by.endsWith('?')) return this.#ask(by.slice(0, -1), text, at)
    const [author = '', mate] = by.split('>')
    if (mate === undefined) return this.#staffWrites(author, text, at, note)
    const [from, to] = [this.#scene.staff(author), this.#scene.staff(mate)]
    this.assignedTo = to.id
    this.#add({
      ...aLine(
        {
          type: 'assigned',
          staffName: `${to.first} ${to.last}`,
          byName: from.first,
          self: to.id === from.id,
        },
        at,
      ),
      contact_point_id: null,
    })
  }

  #customerWrites(body: string, at: Date) {
    const { store, words } = this.#scene
    const reading = readReply(body, words)
    const stopSuspected = reading.kind === 'talk' && this.state !== 'opted_out' && meansStop(body)
    const before = this.state
    const step = nextConsent(before, reading, {
      optInBy: 'any_reply',
      optOutScope: 'store',
      stopSuspected,
    })
    const message = this.#add({ direction: 'in', kind: 'text', body, status: 'received', created_at: at })
    const keyword =
      reading.kind !== 'talk' && (step.cause !== null || step.confirm !== null || step.after === 'opted_out')
    if (!keyword || step.after === 'opted_in') this.awaitingSince ??= at
    this.lastInboundAt = at
    this.#active(at, { preview: body, preview_by: 'customer', preview_staff_id: null, preview_line: null })

    const everywhere = step.scope === 'business'
    const entry =
      step.cause &&
      this.#consent(step.after, step.cause, at, { words: body, message_id: message.id, everywhere })
    if (step.cause) this.#consentLine(lineOf({ ...step, cause: step.cause, words: body, everywhere }), at)
    if (everywhere) this.stopAllId = message.id
    if (stopSuspected) {
      this.suspectId = message.id
      this.#add(aLine({ type: 'stop_suspected', words: body }, at))
    }
    if (!step.confirm) return
    const answered = store.providerAnswersKeywords ? providerAnswers(body) : null
    if (answered && (answered !== 'start' || before === 'opted_out'))
      this.#add(aLine({ type: 'provider_confirmed' }, at))
    else {
      const confirmation = this.#confirm(step.confirm, at)
      if (entry) entry.confirmed_by = confirmation.id
    }
  }

  #confirm(kind: TextKind, at: Date): PlayedMessage {
    const { customer, store } = this.#scene
    const body = automaticText(kind, [customer.language, store.language], store)
    return this.#add({
      direction: 'out',
      kind: 'automatic',
      body,
      status: 'delivered',
      created_at: later(at, 1000),
    })
  }

  #stopAllCame(words: string, at: Date) {
    this.#consent('opted_out', 'keyword', at, {
      words,
      message_id: this.#scene.stopAllMessageId,
      everywhere: true,
    })
    this.#consentLine(
      lineOf({ after: 'opted_out', cause: 'keyword', words, everywhere: true, declined: false }),
      at,
    )
  }

  #ask(author: string, introduction: string, at: Date) {
    const { staff, customer, store } = this.#scene
    const body = `${introduction}\n\n${automaticText('opt_in', [customer.language, store.language], store)}`
    const staff_id = staff(author).id
    const asked = this.#add({
      direction: 'out',
      kind: 'opt_in_request',
      body,
      staff_id,
      status: 'delivered',
      created_at: at,
    })
    const preview_line = { type: 'requested', staffName: '' } as const
    this.#active(at, { preview: body, preview_by: 'line', preview_staff_id: staff_id, preview_line })
    this.#countTowardsCap(asked)
    this.#consent('requested', 'request', at, {
      words: introduction,
      disclosure: body,
      message_id: asked.id,
      staff_id,
    })
  }

  #staffWrites(author: string, body: string, at: Date, note: LineNote) {
    if (this.state !== 'opted_in') throw new Error(`In the demo ${author} writes «${body}» without consent.`)
    const staff_id = this.#scene.staff(author).id
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
      ...(note.held && whenHeld(at, this.#scene)),
    })
    this.awaitingSince = null
    this.#active(sent.created_at, {
      preview: body,
      preview_by: 'staff',
      preview_staff_id: staff_id,
      preview_line: null,
    })
    this.#countTowardsCap(sent)
  }

  #countTowardsCap(sent: PlayedMessage) {
    if (!isReply({ now: sent.created_at, lastInboundAt: this.lastInboundAt })) this.unprompted.push(sent)
  }

  /** A request that nobody answered within its seven days. */
  #lapse(until: Date) {
    const asked = this.entries.at(-1)
    if (this.state !== 'requested' || !asked || later(asked.at, 7 * dayMs) > until) return
    const at = later(asked.at, 7 * dayMs)
    this.#consent('none', 'lapsed', at, {})
    this.#consentLine({ type: 'request_lapsed' }, at)
    this.archiveAt = at
  }

  #consent(after: ConsentState, cause: ConsentCause, at: Date, more: Partial<PlayedEntry>): PlayedEntry {
    const { contactPointId: contact_point_id, store } = this.#scene
    const silent = {
      words: null,
      disclosure: null,
      message_id: null,
      staff_id: null,
      everywhere: false,
      confirmed_by: null,
    }
    const move = { before: this.state, after, cause, at }
    const entry: PlayedEntry = {
      contact_point_id,
      store_id: store.id,
      channel: 'sms',
      ...silent,
      ...move,
      ...more,
    }
    this.entries.push(entry)
    this.state = after
    const days = { none: 7, requested: 7, opted_in: 120, opted_out: 2 }[after]
    this.archiveAt = later(at, days * dayMs)
    if (after === 'opted_out') this.awaitingSince = null
    return entry
  }

  #active(at: Date, preview: Preview) {
    this.lastMessageAt = at
    this.archiveAt = later(at, 120 * dayMs)
    this.preview = { ...preview, preview: preview.preview.slice(0, 200) }
  }

  #consentLine(line: SystemLine, at: Date) {
    this.#add(aLine(line, at))
    // Who has just written something is shown by their words; a keyword is shown by what it did.
    if (line.type === 'opted_in' && line.cause !== 'keyword') return
    this.preview = { preview: '', preview_by: 'line', preview_staff_id: null, preview_line: line }
  }

  #add(message: NewMessage): PlayedMessage {
    const before = this.messages.at(-1)?.created_at
    if (message.created_at > this.#scene.now || (before && before > message.created_at))
      throw new Error(
        `The demo's thread is out of order at «${message.body}» (${message.created_at.toISOString()}).`,
      )
    const row = messageRow(
      this.#scene,
      { conversation_id: this.conversationId, sequence: this.messages.length + 1 },
      message,
    )
    this.messages.push(row)
    return row
  }
}

const later = (at: Date, ms: number) => new Date(at.getTime() + ms)
