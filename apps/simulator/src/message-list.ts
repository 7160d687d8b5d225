import { type Form, one } from './form.ts'
import type { Message } from './records.ts'
import type { State } from './state.ts'

const dayMs = 86_400_000

/** The account's log, newest first, through the filters of the Messages list. */
export function* listMessages(state: State, query: Form): Generator<Message> {
  const to = one(query, 'To')
  const from = one(query, 'From')
  const onDay = moment(query, 'DateSent')
  const notAfterMs = moment(query, 'DateSent<') ?? Number.POSITIVE_INFINITY
  const notBeforeMs = moment(query, 'DateSent>') ?? Number.NEGATIVE_INFINITY
  // A pair has its own list; without it, reconciling one message would walk the whole log.
  const source =
    to && from
      ? [...state.thread(to, from), ...state.thread(from, to)].sort((a, b) => a.createdAtMs - b.createdAtMs)
      : state.log
  for (let at = source.length - 1; at >= 0; at -= 1) {
    const message = source[at]
    if (!message?.inLog) continue
    if (to && message.to !== to) continue
    if (from && message.from !== from) continue
    // A message still queued has no date_sent; it is found by when it was accepted.
    const sentAtMs = message.sentAtMs ?? message.createdAtMs
    if (sentAtMs > notAfterMs || sentAtMs < notBeforeMs) continue
    if (onDay !== undefined && Math.floor(sentAtMs / dayMs) !== Math.floor(onDay / dayMs)) continue
    yield message
  }
}

function moment(query: Form, key: string): number | undefined {
  const atMs = Date.parse(one(query, key) ?? '')
  return Number.isNaN(atMs) ? undefined : atMs
}
