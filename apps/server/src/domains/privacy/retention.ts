import type { RetentionKind, RetentionRule } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTx, type Reading, type Runtime, type StaffCtx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { erasePerson } from './erase.ts'

const kinds: readonly RetentionKind[] = ['customers', 'messages', 'views']
const countedTo = 10_000
const batch = 200
/** Days for which the carrier may still bring back what somebody wrote who was erased. */
const carrierDays = 30

/** A run of messages that is emptied at a time: what was emptied before is not looked at again and again. */
const sliceDays = 1
const dayMs = 24 * 60 * 60_000

/** What is older than that, by the newest thing that happened with it. `from`: what is older yet has been seen to. */
const overdue: Record<RetentionKind, (before: Date, from?: Date | null) => RawBuilder<{ id: string }>> = {
  customers: before => sql`
    select c.id from customers c where c.merged_into is null and c.erased_at is null and c.created_at < ${before} and c.updated_at < ${before}
      and not exists (select from customer_stores k where k.customer_id = c.id and (k.last_contact_at >= ${before} or k.since >= ${before}))
      and not exists (select from orders o where o.customer_id = c.id and o.placed_at >= ${before})`,
  messages: (before, from) => sql`
    select m.id from messages m where m.created_at < ${before} ${from ? sql`and m.created_at >= ${from}` : sql``} and m.body <> '' and m.direction <> 'line' and m.status not in ('queued', 'scheduled', 'sending')`,
  views: before => sql`select v.customer_id as id from customer_views v where v.at < ${before}`,
}

function monthsBefore(now: Date, months: number): Date {
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO('UTC')
    .subtract({ months })
  return new Date(at.epochMilliseconds)
}

/** How many a rule would take now; counted up to ten thousand, and nothing is taken. */
export async function tryRetention(
  reading: Reading,
  { kind, months }: { kind: RetentionKind; months: number },
): Promise<RetentionRule['due']> {
  const rule = await reading.tx
    .selectFrom('retention_rules')
    .select('through')
    .where('kind', '=', kind)
    .executeTakeFirst()
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (${overdue[kind](monthsBefore(reading.clock.now(), months), rule?.through)} limit ${sql.lit(countedTo + 1)}) x`.execute(
    reading.tx,
  )
  const n = rows[0]?.n ?? 0
  return { count: Math.min(n, countedTo), more: n > countedTo }
}

export async function readRetention(reading: Reading): Promise<{ rules: RetentionRule[] }> {
  const set = await reading.tx.selectFrom('retention_rules').selectAll().execute()
  const rules: RetentionRule[] = []
  for (const kind of kinds) {
    const rule = set.find(one => one.kind === kind)
    rules.push({
      kind,
      months: rule?.months ?? null,
      changedAt: rule?.changed_at.toISOString() ?? null,
      due: rule ? await tryRetention(reading, { kind, months: rule.months }) : { count: 0, more: false },
    })
  }
  return { rules }
}

/** Keeps for so many months from tonight on, or for ever. */
export async function saveRetention(
  ctx: StaffCtx,
  { kind, months }: { kind: RetentionKind; months: number | null },
): Promise<RetentionRule> {
  const before = await ctx.tx
    .selectFrom('retention_rules')
    .select('months')
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (months === null) await ctx.tx.deleteFrom('retention_rules').where('kind', '=', kind).execute()
  else {
    const change = { months, changed_at: ctx.clock.now(), changed_by: ctx.viewer.staffId }
    await ctx.tx
      .insertInto('retention_rules')
      .values({ kind, ...change })
      .onConflict(conflict => conflict.column('kind').doUpdateSet(change))
      .execute()
  }
  await recordAudit(ctx, 'retention.changed', {
    subject: kind,
    before: { months: before?.months ?? null },
    after: { months },
  })
  const { rules } = await readRetention(ctx)
  const saved = rules.find(rule => rule.kind === kind)
  if (!saved) throw new Error('Every kind has its rule.')
  return saved
}

/** Every night: what the rules say is over goes. Each person in a transaction of their own. @returns how many went */
export async function runRetention(runtime: Runtime): Promise<Record<RetentionKind, number>> {
  const taken: Record<RetentionKind, number> = { customers: 0, messages: 0, views: 0 }
  const rules = await runtime.db.selectFrom('retention_rules').selectAll().execute()
  for (const rule of rules) {
    const kind = rule.kind as RetentionKind
    const before = monthsBefore(runtime.clock.now(), rule.months)
    taken[kind] =
      kind === 'messages'
        ? await emptyMessages(runtime, rule.through, before)
        : await takeAll(runtime, kind, before)
    const count = taken[kind]
    if (count > 0)
      await inTx(runtime, { kind: 'system' }, ctx =>
        recordAudit(ctx, 'retention.run', { subject: kind, after: { months: rule.months, count } }),
      )
  }
  await sql`delete from erased_messages where erased_at < ${new Date(runtime.clock.now().getTime() - carrierDays * 24 * 60 * 60_000)}`.execute(
    runtime.db,
  )
  return taken
}

async function takeAll(runtime: Runtime, kind: RetentionKind, before: Date, from?: Date): Promise<number> {
  for (let taken = 0; ; ) {
    const count = await takeSome(runtime, kind, before, from)
    taken += count
    if (count < batch) return taken
  }
}

/** Day by day from where the last night ended, and what is on its way is left for the next one. */
async function emptyMessages(runtime: Runtime, through: Date | null, before: Date): Promise<number> {
  const { db } = runtime
  const { rows } = await sql<{ oldest: Date | null; unsettled: Date | null }>`
    select (select min(least(oldest_message_at, created_at)) from stores) as oldest,
      (select min(created_at) from messages where status in ('queued', 'scheduled', 'sending') and created_at < ${before}) as unsettled`.execute(
    db,
  )
  const { oldest = null, unsettled = null } = rows[0] ?? {}
  let from = through ?? oldest ?? before
  let taken = 0
  while (from < before) {
    const to = new Date(Math.min(from.getTime() + sliceDays * dayMs, before.getTime()))
    taken += await takeAll(runtime, 'messages', to, from)
    await db
      .updateTable('retention_rules')
      .set({ through: unsettled && unsettled < to ? unsettled : to })
      .where('kind', '=', 'messages')
      .execute()
    from = to
  }
  return taken
}

async function takeSome(runtime: Runtime, kind: RetentionKind, before: Date, from?: Date): Promise<number> {
  const due = overdue[kind](before, from)
  if (kind === 'customers') {
    const { rows } = await sql<{ id: string }>`${due} order by 1 limit ${sql.lit(batch)}`.execute(runtime.db)
    let erased = 0
    for (const { id } of rows) {
      const gone = await inTx(runtime, { kind: 'system' }, ctx => eraseUnlessBack(ctx, id, before)).catch(
        error => {
          runtime.log.error({ error, customerId: id }, 'a customer whose time was over was not erased')
          return false
        },
      )
      if (gone) erased++
    }
    return erased
  }
  return inTx(runtime, { kind: 'system' }, async ctx => {
    const { rows } =
      kind === 'views'
        ? await sql`delete from customer_views where (customer_id, slot, staff_id) in (
            select customer_id, slot, staff_id from customer_views where at < ${before} limit ${sql.lit(batch)}) returning 1`.execute(
            ctx.tx,
          )
        : await sql`with old as materialized (${due} limit ${sql.lit(batch)}),
            gone as (update messages m set body = '' from old where m.id = old.id returning m.conversation_id),
            shown as (update conversations c set preview = '' where c.id in (select conversation_id from gone) and c.last_message_at < ${before})
          select 1 from gone`.execute(ctx.tx)
    return rows.length
  })
}

/** Somebody may have come back since the night's list was read. */
async function eraseUnlessBack(ctx: Ctx, id: string, before: Date): Promise<boolean> {
  const { rows } = await sql`select from (${overdue.customers(before)} and c.id = ${id}) x`.execute(ctx.tx)
  if (rows.length === 0) return false
  try {
    await erasePerson(ctx, id, 'retention')
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
