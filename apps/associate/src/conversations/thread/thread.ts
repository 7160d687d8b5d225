import type { Message, MessageStatus } from '@rapport/contract'

/** A line as some request told it; `stamp` grows with each request, so the later told wins. */
type Known = { readonly message: Message; readonly stamp: number }

/** Sequences `from` to `to`, both included, of which nothing is missing. */
export type Span = { readonly from: number; readonly to: number }

/**
 * What this device knows of a conversation. Pages and signals may come in any order and more than once:
 * merging is commutative and idempotent, so a gap or a late answer cannot lose or double a line.
 */
export type Thread = {
  readonly lines: ReadonlyMap<number, Known>
  readonly spans: readonly Span[]
  /** The highest sequence that anything has told of, loaded or not. */
  readonly heard: number
}

/** An answer of `conversations.messages`, with what was asked. */
export type Page = {
  readonly items: readonly Message[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
  readonly before?: number | undefined
  readonly after?: number | undefined
}

export const emptyThread: Thread = { lines: new Map(), spans: [], heard: 0 }

/** Adds a page: its lines, and that nothing between them is missing. */
export function mergePage(thread: Thread, page: Page, stamp: number): Thread {
  const span = spanOf(page)
  return {
    lines: withLines(thread.lines, page.items, stamp),
    spans: span ? joinSpans([...thread.spans, span]) : thread.spans,
    heard: Math.max(
      thread.heard,
      page.items.at(-1)?.sequence ?? 0,
      span && page.hasNewer && page.before === undefined ? span.to + 1 : 0,
    ),
  }
}

/** Adds lines told one by one: an answer to a send, or a status that changed. */
export function mergeMessages(thread: Thread, messages: readonly Message[], stamp: number): Thread {
  const heard = Math.max(thread.heard, ...messages.map(message => message.sequence))
  return { ...thread, lines: withLines(thread.lines, messages, stamp), heard }
}

/** Notes that the conversation goes at least as far as `sequence`. */
export function hear(thread: Thread, sequence: number): Thread {
  return sequence > thread.heard ? { ...thread, heard: sequence } : thread
}

function spanOf(page: Page): Span | null {
  const first = page.items[0]?.sequence
  const last = page.items.at(-1)?.sequence
  let from = page.after === undefined ? first : page.after + 1
  const to = page.before === undefined ? (last ?? page.after) : page.before - 1
  if (!page.hasOlder && page.after === undefined) from = 1
  if (to === undefined || from === undefined || from > to) return null
  return { from, to }
}

function withLines(lines: Thread['lines'], messages: readonly Message[], stamp: number): Thread['lines'] {
  const next = new Map(lines)
  for (const message of messages) {
    const known = next.get(message.sequence)
    if (!known || isNewer({ message, stamp }, known)) next.set(message.sequence, { message, stamp })
  }
  return next
}

const settled: Partial<Record<MessageStatus, number>> = {
  sent: 1,
  delivered: 2,
  read: 3,
  failed: 4,
  canceled: 4,
}

function isNewer(next: Known, known: Known): boolean {
  const gain = (settled[next.message.status] ?? 0) - (settled[known.message.status] ?? 0)
  return gain === 0 ? next.stamp > known.stamp : gain > 0
}

function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && span.from <= last.to + 1)
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, span.to) }
    else joined.push(span)
  }
  return joined
}
