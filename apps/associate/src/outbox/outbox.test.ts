import type { Message } from '@rapport/contract'
import { expect, test, vi } from 'vitest'
import { aMessage } from '../conversations/thread/a-message.ts'
import type { OutboxEntry } from './entry.ts'
import { createOutbox } from './outbox.ts'
import { memoryStorage } from './storage.ts'

const entry = (clientId: string, order: number): OutboxEntry => ({
  clientId,
  staffId: 'maya',
  conversationId: 'c1',
  order,
  at: '2026-11-22T09:00:00.000Z',
  body: clientId,
  seenSequence: 0,
  quickReplyId: null,
  retryOf: null,
  attempts: 0,
  movedOn: null,
})

/** One lock per name, as Web Locks keep over all tabs. */
function locks() {
  const tails = new Map<string, Promise<void>>()
  return (name: string, work: () => Promise<void>) => {
    const next = (tails.get(name) ?? Promise.resolve()).then(work)
    tails.set(name, next)
    return next
  }
}

function setUp(transport: (entry: OutboxEntry) => Promise<Message>, tabs = 1) {
  const storage = memoryStorage()
  const alone = locks()
  return Array.from({ length: tabs }, () =>
    createOutbox({ staffId: 'maya', storage, transport, alone, onOutcome: () => {}, onChange: () => {} }),
  )
}
const idle = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

test('MSG-2 two tabs do not send one tap twice', async () => {
  const transport = vi.fn(async (each: OutboxEntry) => aMessage(each.order, { direction: 'out' }))
  const [one, two] = setUp(transport, 2)
  await one!.add(entry('a', 1))
  await two!.refresh()
  await idle()
  expect(transport).toHaveBeenCalledTimes(1)
  await two!.refresh()
  expect(two!.snapshot().entries).toEqual([])
})

test('MSG-7 after a break everything goes, in order, with the client ids it had', async () => {
  vi.useFakeTimers()
  let online = false
  const sent: string[] = []
  const [outbox] = setUp(async each => {
    if (!online) throw new TypeError('Failed to fetch')
    sent.push(each.clientId)
    return aMessage(each.order, { direction: 'out' })
  })
  await outbox!.add(entry('a', 1))
  await outbox!.add(entry('b', 2))
  await idle()
  expect([sent, outbox!.snapshot().stalled, outbox!.snapshot().entries.length]).toEqual([[], true, 2])
  online = true
  await vi.advanceTimersByTimeAsync(5_000)
  expect([sent, outbox!.snapshot().stalled, outbox!.snapshot().entries.length]).toEqual([
    ['a', 'b'],
    false,
    0,
  ])
  vi.useRealTimers()
})

test('INB-3 what moved on waits for its author and goes when confirmed', async () => {
  const asked: number[] = []
  const [outbox] = setUp(async each => {
    asked.push(each.seenSequence)
    if (each.seenSequence < 4)
      throw {
        code: 'CONVERSATION_MOVED_ON',
        status: 409,
        data: { inBetween: [aMessage(4)], lastSequence: 4 },
      }
    return aMessage(5, { direction: 'out' })
  })
  await outbox!.add(entry('a', 1))
  await idle()
  expect(outbox!.snapshot().entries[0]?.movedOn?.lastSequence).toBe(4)
  await outbox!.confirm('a')
  await idle()
  expect([asked, outbox!.snapshot().entries]).toEqual([[0, 4], []])
})
