import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, hasStatus, messageRow, talkOf, writes, writesFirst } from '../../../test/scene.ts'
import { createWorld, type World } from '../../../test/world.ts'
import { inTx } from '../../platform/context.ts'
import { reconcileSilent } from './reconcile.ts'
import { recordStatus } from './status.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.carrier.faults.clear()
})

async function sends(
  callbacks: 'twice' | 'five-times' | 'out-of-order' | 'before-response' | 'missing' | 'late',
  body: string,
) {
  const conversationId = await writesFirst(world, freshPhone())
  world.carrier.faults.set({ delayMs: 0, next: { callbacks, lateMs: 50 } })
  return (await writes(await world.as('maya'), conversationId, body)).message.id
}
const tells = (
  messageId: string,
  providerMessageId: string,
  status: 'sent' | 'delivered' | 'failed',
  errorCode: string | null = null,
) =>
  inTx(world.server, { kind: 'system' }, ctx =>
    recordStatus(ctx, {
      messageId,
      providerMessageId,
      status,
      rawStatus: status,
      errorCode,
      reason: 'unreachable',
    }),
  )

describe('what the carrier calls back', () => {
  test.each(['twice', 'five-times', 'out-of-order', 'before-response', 'late'] as const)(
    'MSG-1: %s leads to delivered, and no screen is told of a step back',
    async callbacks => {
      const messageId = await sends(callbacks, `called back ${callbacks}`)
      await hasStatus(world, messageId, 'delivered')
      await world.carrier.idle()
      expect((await messageRow(world, messageId)).status).toBe('delivered')
      const told = await world.db
        .selectFrom('events')
        .select('data')
        .where('type', '=', 'message.status_changed')
        .orderBy('xid')
        .orderBy('id')
        .execute()
      const ways = told
        .map(event => event.data as { messageId: string; status: string })
        .filter(data => data.messageId === messageId)
      const rank = (status: string) => ['queued', 'sending', 'sent', 'delivered'].indexOf(status)
      for (const [at, { status }] of ways.entries())
        expect(rank(status)).toBeGreaterThanOrEqual(rank(ways[at - 1]?.status ?? 'queued'))
      const kept = await world.db
        .selectFrom('message_callbacks')
        .select('status')
        .where('message_id', '=', messageId)
        .execute()
      expect(new Set(kept.map(row => row.status)).size).toBe(kept.length)
    },
  )

  test('MSG-1 INB-6: a callback that waits for another takes its place among the events behind it', async () => {
    const messageId = await sends('missing', 'two at once')
    const sid = await world.until(
      'taken',
      async () => (await messageRow(world, messageId)).provider_message_id,
    )
    let waiting: Promise<void> | undefined
    await world.db.transaction().execute(async holder => {
      await holder.selectFrom('messages').select('id').where('id', '=', messageId).forUpdate().execute()
      waiting = tells(messageId, sid, 'delivered')
      const waits = await world.until('the callback to wait', async () => {
        const { rows } = await sql<{ placed: boolean }>`
          select backend_xid is not null as placed from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(world.db)
        return rows[0]
      })
      expect(waits.placed).toBe(false)
    })
    await waiting
    expect((await messageRow(world, messageId)).status).toBe('delivered')
  })

  test('MSG-1: nothing at all, so the carrier is asked', async () => {
    const messageId = await sends('missing', 'never called back')
    await world.until('taken', async () => (await messageRow(world, messageId)).provider_message_id)
    await world.carrier.idle()
    expect((await messageRow(world, messageId)).status).toBe('sending')
    await reconcileSilent(talkOf(world), 0)
    expect((await messageRow(world, messageId)).status).toBe('delivered')
  })

  test('MSG-1: a late delivered does not undo a failure, and every word is kept', async () => {
    const messageId = await sends('missing', 'failed, then delivered')
    const { provider_message_id: sid } = await world.until('taken', async () => {
      const row = await messageRow(world, messageId)
      return row.provider_message_id !== null && row
    })
    await tells(messageId, sid ?? '', 'failed', '30003')
    await tells(messageId, sid ?? '', 'delivered')
    expect(await messageRow(world, messageId)).toMatchObject({
      status: 'failed',
      failure_reason: 'unreachable',
      failure_code: '30003',
    })
    const kept = await world.db
      .selectFrom('message_callbacks')
      .select('status')
      .where('message_id', '=', messageId)
      .execute()
    expect(kept.map(row => row.status)).toEqual(['failed', 'delivered'])
  })

  test('MSG-1: about another message id, or no message of ours, changes nothing', async () => {
    const messageId = await sends('missing', 'somebody else')
    await world.until('taken', async () => (await messageRow(world, messageId)).provider_message_id)
    await tells(messageId, `SM${'9'.repeat(32)}`, 'delivered')
    await tells(messageId, `SM${'8'.repeat(32)}`, 'failed', '21610')
    await tells('00000000-0000-4000-8000-000000000000', `SM${'9'.repeat(32)}`, 'delivered')
    expect((await messageRow(world, messageId)).status).toBe('sending')
  })

  test('MSG-2: before our own answer tells which id the message has', async () => {
    const messageId = await sends('before-response', 'told early')
    const row = await hasStatus(world, messageId, 'delivered')
    expect(world.carrier.sent.find(message => message.body === 'told early')?.sid).toBe(
      row.provider_message_id,
    )
  })
})
