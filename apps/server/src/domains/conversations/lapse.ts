import type { Channel } from '@rapport/contract'
import { inTx, type Runtime } from '../../platform/context.ts'
import { lockConsent, readConsent } from '../consent/index.ts'
import { changeConsent } from './change-consent.ts'

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
  for (const row of due) {
    await inTx(runtime, { kind: 'system' }, async ctx => {
      const key = {
        contactPointId: row.contact_point_id,
        storeId: row.store_id,
        channel: row.channel as Channel,
      }
      await lockConsent(ctx, key.contactPointId)
      const consent = await readConsent(ctx, key)
      if (
        consent.state !== 'requested' ||
        !consent.requestExpiresAt ||
        consent.requestExpiresAt > ctx.clock.now()
      )
        return
      const kept = row.id
        ? await ctx.tx
            .selectFrom('conversations')
            .select(['archive_at', 'active'])
            .where('id', '=', row.id)
            .forUpdate()
            .executeTakeFirst()
        : null
      const thread = row.id ? { id: row.id, storeId: row.store_id, customerId: row.customer_id } : null
      await changeConsent(ctx, key, thread, { after: 'none', cause: 'lapsed', words: null, messageId: null })
      // Lapsing is no activity: the conversation leaves the inbox when it would have.
      if (row.id && kept)
        await ctx.tx
          .updateTable('conversations')
          .set({ archive_at: kept.archive_at })
          .where('id', '=', row.id)
          .execute()
    })
  }
  return due.length
}
