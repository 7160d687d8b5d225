import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aMessage } from './a-message.ts'
import { emptyThread, hear, mergeMessages, mergePage, type Page, type Thread } from './thread.ts'
import { trim, viewOf } from './view.ts'

const total = 60
const all = Array.from({ length: total }, (_, index) =>
  aMessage(index + 1, index % 3 === 0 ? { direction: 'out', status: 'delivered' } : {}),
)

/** What the server answers. */
function ask(request: { before?: number; after?: number }, limit: number): Page {
  const { before, after } = request
  const inside = all.filter(
    message =>
      (before === undefined || message.sequence < before) &&
      (after === undefined || message.sequence > after),
  )
  const items = after === undefined ? inside.slice(-limit) : inside.slice(0, limit)
  return {
    ...request,
    items,
    hasOlder: (items[0]?.sequence ?? 1) > 1,
    hasNewer: (items.at(-1)?.sequence ?? total) < total,
  }
}

type Step = (thread: Thread) => Thread
const sequence = fc.integer({ min: 1, max: total })
const limit = fc.integer({ min: 1, max: 20 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(
      fc.oneof(
        sequence.map(before => ({ before })),
        sequence.map(after => ({ after })),
        fc.constant({}),
      ),
      limit,
    )
    .map(
      ([request, size]) =>
        (thread: Thread) =>
          mergePage(thread, ask(request, size), 2),
    ),
  sequence.map(at => (thread: Thread) => hear(thread, at)),
  fc.tuple(sequence, fc.constantFrom('queued', 'sent', 'delivered' as const)).map(
    ([at, status]) =>
      (thread: Thread) =>
        mergeMessages(
          thread,
          [{ ...all[at - 1]!, ...(all[at - 1]!.direction === 'out' ? { status } : {}) }],
          1,
        ),
  ),
)
const shown = (thread: Thread) => ({
  spans: thread.spans,
  heard: thread.heard,
  lines: [...thread.lines.values()].map(known => known.message).sort((a, b) => a.sequence - b.sequence),
})

test('INB-6 pages and signals in any order, repeated, give the same thread', () => {
  fc.assert(
    fc.property(
      fc
        .array(step, { maxLength: 12 })
        .chain(steps =>
          fc.tuple(
            fc.constant(steps),
            fc.shuffledSubarray([...steps, ...steps], { minLength: steps.length * 2 }),
          ),
        ),
      ([steps, shuffled]) => {
        const once = steps.reduce((thread, apply) => apply(thread), emptyThread)
        const again = shuffled.reduce((thread, apply) => apply(thread), emptyThread)
        expect(shown(again)).toEqual(shown(once))
      },
    ),
  )
})

test('INB-6 what is shown has no hole and no line twice', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), sequence, (steps, anchor) => {
      const { span, lines } = viewOf(
        steps.reduce((thread, apply) => apply(thread), emptyThread),
        anchor,
      )
      const inside = lines.filter(line => span && line.sequence <= span.to).map(line => line.sequence)
      expect(inside).toEqual(
        span ? Array.from({ length: span.to - span.from + 1 }, (_, i) => span.from + i) : [],
      )
      expect(new Set(lines.map(line => line.id)).size).toBe(lines.length)
    }),
  )
})

test('INB-6 catching up after a gap loses nothing', () => {
  let thread = mergePage(emptyThread, { items: all.slice(0, 5), hasOlder: false, hasNewer: false }, 1)
  thread = hear(thread, total)
  for (let round = 0; viewOf(thread, 'latest').hasNewer; round += 1) {
    expect(round).toBeLessThan(20)
    thread = mergePage(thread, ask({ after: viewOf(thread, 'latest').span!.to }, 7), 2 + round)
  }
  expect(viewOf(thread, 'latest').lines).toHaveLength(total)
})

test('INB-3 a line that overtook another is shown, but the piece without holes ends before it', () => {
  const page = mergePage(emptyThread, { items: all.slice(0, 5), hasOlder: false, hasNewer: false }, 1)
  const overtaken = viewOf(mergeMessages(page, [all[6]!], 2), 'latest')
  expect([overtaken.span?.to, overtaken.lines.length, overtaken.hasNewer]).toEqual([5, 6, true])
  const next = viewOf(mergeMessages(page, [all[5]!, all[6]!], 2), 'latest')
  expect([next.span?.to, next.hasNewer]).toEqual([7, false])
})

test('MSG-1 a status on the screen never goes backwards', () => {
  const sent = aMessage(1, { direction: 'out', status: 'sent' })
  const thread = mergeMessages(emptyThread, [{ ...sent, status: 'delivered' }], 1)
  const late = mergeMessages(thread, [sent], 2)
  expect(late.lines.get(1)?.message.status).toBe('delivered')
})

test('a long thread keeps only what is near the reader', () => {
  const thread = mergePage(emptyThread, { items: all, hasOlder: false, hasNewer: false }, 1)
  const up = viewOf(trim(thread, 1, 20, 'new'), 1)
  expect([up.lines.length, up.span, up.hasNewer]).toEqual([20, { from: 1, to: 20 }, true])
  const down = viewOf(trim(thread, 'latest', 20, 'old'), 'latest')
  expect([down.span, down.hasOlder, down.hasNewer]).toEqual([{ from: 41, to: 60 }, true, false])
})
