import type { ConsentCause, ConsentState, SystemLine } from '@rapport/contract'

/** A line that is no message, a moment after what caused it. */
export const aLine = (line: SystemLine, at: Date) =>
  ({
    direction: 'line',
    kind: 'line',
    body: '',
    status: 'received',
    line,
    created_at: new Date(at.getTime() + 300),
  }) as const

type Change = {
  after: ConsentState
  cause: ConsentCause
  words: string
  everywhere: boolean
  declined: boolean
}

/** How the thread tells a change of consent that the customer's words brought. */
export function lineOf({ after, cause, words, everywhere, declined }: Change): SystemLine {
  if (declined) return { type: 'declined', words }
  return after === 'opted_out'
    ? { type: 'opted_out', words, cause, everywhere }
    : { type: 'opted_in', words, cause }
}
