import type { Message } from '@rapport/contract'
import type { Span, Thread } from './thread.ts'

/** The gapless piece of a thread that is on the screen. */
export type View = {
  readonly span: Span | null
  readonly lines: readonly Message[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

/**
 * The piece around `anchor`, or the newest one. The newest also shows lines known beyond it, such as the
 * answer to a send that overtook a colleague's line still being fetched.
 */
export function viewOf(thread: Thread, anchor: number | 'latest'): View {
  const newest = thread.spans.at(-1) ?? null
  const found =
    anchor === 'latest'
      ? newest
      : (thread.spans.find(each => each.from <= anchor && anchor <= each.to) ?? newest)
  const span = found && withNext(thread, found)
  if (!span) return { span, lines: [], hasOlder: false, hasNewer: thread.heard > 0 }
  const last = found === newest ? Number.POSITIVE_INFINITY : span.to
  const lines = [...thread.lines.values()]
    .map(known => known.message)
    .filter(message => message.sequence >= span.from && message.sequence <= last)
    .sort((a, b) => a.sequence - b.sequence)
  return { span, lines, hasOlder: span.from > 1, hasNewer: thread.heard > span.to }
}

/** Sequences grow by one, so the line after the last is the next one, however it was learnt. */
function withNext({ lines }: Thread, { from, to }: Span): Span {
  let end = to
  while (lines.has(end + 1)) end += 1
  return { from, to: end }
}

/** Forgets all but `keep` lines of the piece on screen, from the end that the reader is leaving. */
export function trim(
  thread: Thread,
  anchor: number | 'latest',
  keep: number,
  leaving: 'old' | 'new',
): Thread {
  const { span, lines } = viewOf(thread, anchor)
  if (!span || lines.length <= keep) return thread
  const kept = leaving === 'old' ? lines.slice(-keep) : lines.slice(0, keep)
  const from = leaving === 'old' ? (kept[0]?.sequence ?? span.from) : span.from
  const to = leaving === 'new' ? (kept.at(-1)?.sequence ?? span.to) : span.to
  const inside = new Map([...thread.lines].filter(([sequence]) => sequence >= from && sequence <= to))
  return { lines: inside, spans: [{ from, to }], heard: thread.heard }
}
