import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  getPayment,
  listFailedRefunds,
  listPayments,
  listStuck,
} from '../src/domains/payments/list-payments.ts'
import { claimNextLink } from '../src/domains/payments/make-link.ts'
import { linkByReference, linkOf } from '../src/domains/payments/read-link.ts'
import { reconcileLinks } from '../src/domains/payments/reconcile.ts'
import { settleRefund } from '../src/domains/payments/refunds.ts'
import { claimNextRefund } from '../src/domains/payments/send-refund.ts'
import { countStuck } from '../src/domains/payments/stuck.ts'
import type { ProviderTalk } from '../src/domains/payments/talk.ts'
import { workOffNext } from '../src/domains/payments/work-off.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { Ctx, StaffReading, Viewer } from '../src/platform/context.ts'
import type { DB } from '../src/platform/db/database.ts'
import { createLog } from '../src/platform/log.ts'
import { openPlans, type Plans } from './plan-scene.ts'
import { newId } from './world.ts'

const big = ['payment_links', 'payment_notifications', 'payments', 'refunds']
/** As `plans.test.ts`, for money: what the jobs ask every second must cost a page of work, not the history of payments. */
describe('the plans of payments', () => {
  let plans: Plans
  let db: Kysely<DB>

  beforeAll(async () => {
    plans = await openPlans(big, at => seed(at.db), 2)
    db = plans.db
  }, 120_000)
  afterAll(() => plans?.close())

  const scansOf = (work: () => Promise<unknown>) => plans.scansOf(work)
  const reading = (): StaffReading => ({
    tx: db,
    clock: systemClock,
    viewer: { staffId: newId(), storeIds: [newId()], permissions: new Set() } as unknown as Viewer,
  })
  const ctxOf = (tx: unknown) =>
    ({ tx, clock: systemClock, actor: { kind: 'system' }, nudgeAfterCommit() {} }) as unknown as Ctx
  const talk = () =>
    ({
      db,
      clock: systemClock,
      log: createLog('silent'),
      bus: { nudge() {} },
      payments: { readLink: async () => ({ state: 'pending' }) },
    }) as unknown as ProviderTalk

  it('PAY-1: the next link and the next refund to ask the provider for', async () => {
    expect(
      await scansOf(async () => {
        await claimNextLink(talk())
        await claimNextRefund(talk())
        await reconcileLinks(talk())
      }),
    ).toEqual([])
  })
  it('PAY-2: the next notification', async () => {
    expect(await scansOf(() => workOffNext(talk(), async () => ({ done: 'heard' })))).toEqual([])
  })
  it('PAY-2: a link by its cart and by its reference', async () => {
    expect(
      await scansOf(async () => {
        await linkOf({ tx: db }, newId(), 1)
        await linkByReference({ tx: db }, 'r77')
      }),
    ).toEqual([])
  })
  it('PAY-5: the refund that a notification is about', async () => {
    const told = {
      kind: 'refund_failed' as const,
      success: true,
      pspReference: 'x',
      originalReference: 'psp77',
      merchantReference: 'nobody’s',
      amountMinor: 1,
      details: { method: null, methodDetail: null, providerLinkId: null, reason: null },
    }
    expect(await scansOf(() => db.transaction().execute(tx => settleRefund(ctxOf(tx), told)))).toEqual([])
  })
  const from = new Date(Date.now() - 30 * 86_400_000).toISOString()
  const until = new Date(Date.now() - 20 * 86_400_000).toISOString()
  it('PAY-3: the lists of the Console, and what the metrics count', async () => {
    expect(
      await scansOf(async () => {
        for (const show of ['all', 'problem', 'kept'] as const)
          for (const first of ['newest', 'oldest'] as const)
            await listPayments(reading(), { show, first, limit: 20 })
        const viewer = reading()
        const [storeId = ''] = viewer.viewer.storeIds
        for (const more of [{ storeId }, { kind: 'cash' }, { q: 'psp77' }, { from, until }] as const)
          await listPayments(viewer, { show: 'all', first: 'oldest', limit: 20, ...more })
        await getPayment(reading(), { paymentId: newId() }).catch(() => undefined)
        await listFailedRefunds(reading(), { first: 'oldest', limit: 20 })
        await listStuck(reading(), { limit: 20 })
        await countStuck(reading())
      }),
    ).toEqual([])
  })
})

/** A year of a busy business: 20,000 payments, a few of which are open in every way. */
async function seed(db: Kysely<DB>): Promise<void> {
  for (const statement of [
    `insert into payment_links (id, cart_id, cart_version, reference, idempotency_key, currency, amount_minor, country, language,
        lines, expires_at, state, provider_link_id, created_at, ended_at, due_at)
      select uuidv7(), uuidv7(), 1, 'r' || n, uuidv7(), 'EUR', 100, 'DE', 'de', '[]', now() - n * interval '20 minutes',
        case when n % 2000 = 0 then 'active' when n % 1999 = 0 then 'ending' when n % 3 = 0 then 'ended' else 'completed' end,
        'PL' || n, now() - n * interval '20 minutes', case when n % 3 = 0 then now() end, now()
      from generate_series(1, 20000) n`,
    `insert into payments (id, kind, reference, link_id, currency, amount_minor, state, problem, paid_at)
      select uuidv7(), 'link', 'psp' || row_number() over (), id, 'EUR', 100, case when right(reference, 2) = '77' then 'kept' else 'taken' end,
        case when right(reference, 2) = '77' then 'late' end, created_at from payment_links`,
    `insert into refunds (id, payment_id, amount_minor, reason, reference, idempotency_key, state, created_at, due_at, sent_at)
      select uuidv7(), id, 1, 'x', reference, uuidv7(),
        case right(reference, 3) when '111' then 'wanted' when '222' then 'sent' when '333' then 'failed' else 'done' end, paid_at, now(), paid_at
      from payments`,
    `insert into payment_notifications (id, merchant_account, event_code, kind, psp_reference, merchant_reference, success, currency,
        amount_minor, event_at, payload, received_at, due_at, handled_at)
      select uuidv7(), 'A', 'AUTHORISATION', 'authorisation', 'psp' || n, 'r' || n, true, 'EUR', 100, now(), '{}', now() - interval '1 day',
        now(), case when n % 4000 <> 0 then now() end from generate_series(1, 20000) n`,
    `analyze`,
  ])
    await sql.raw(statement).execute(db)
}
