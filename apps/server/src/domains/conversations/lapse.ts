import type { Channel } from '@rapport/contract'
import { type Ctx, inTx, type Runtime } from '../../platform/context.ts'
import { type ConsentKey, lockConsent, readConsent } from '../consent/index.ts'
import { changeConsent } from './change-consent.ts'
import type { Thread } from './conversation.ts'

/** Opt-in requests that nobody answered lapse: the customer may be asked again, later (CON-3). @returns how many */
export async function lapseRequests(runtime: Runtime): Promise<number> {
  const due = await runtime.db
    .selectFrom('consent_states as s')
    .innerJoin('contact_points as p', 'p.id', 's.contact_point_id')
    .leftJoin('conversations as c', join =>
      join.onRef('c.store_id', '=', 's.store_id').onRef('c.customer_id', '=', 'p.customer_id'),
    )
    .where('s.state', '=', 'requested')
    .where('s.request_expires_at', '<=', runtime.clock.now())
    .select(['s.contact_point_id', 's.store_id', 's.channel', 'c.id', 'p.customer_id'])
    .orderBy('s.request_expires_at')
    .limit(1000)
    .execute()
  for (const { id, contact_point_id: contactPointId, store_id: storeId, ...row } of due) {
    const key = { contactPointId, storeId, channel: row.channel as Channel }
    const thread = id ? { id, storeId, customerId: row.customer_id } : null
    await inTx(runtime, { kind: 'system' }, ctx => lapse(ctx, key, thread))
  }
  return due.length
}

async function lapse(ctx: Ctx, key: ConsentKey, thread: Thread | null): Promise<void> {
  await lockConsent(ctx, key.contactPointId)
  const { state, requestExpiresAt } = await readConsent(ctx, key)
  // Answered, or asked again, since it was found.
  if (state !== 'requested' || !requestExpiresAt || requestExpiresAt > ctx.clock.now()) return
  const planned = thread && (await archivePlanOf(ctx, thread.id))
  await changeConsent(ctx, key, thread, { after: 'none', cause: 'lapsed', words: null, messageId: null })
  // Lapsing is no activity: the conversation leaves the inbox when it would have.
  if (thread && planned)
    await ctx.tx.updateTable('conversations').set(planned).where('id', '=', thread.id).execute()
}

const archivePlanOf = (ctx: Ctx, conversationId: string) =>
  ctx.tx
    .selectFrom('conversations')
    .select('archive_at')
    .where('id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst()
