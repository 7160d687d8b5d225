import type { Language, TextKind } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import type { ConsentKey } from '../consent/index.ts'
import { readBusiness } from '../stores/index.ts'
import { businessWords, fillIn, readText } from '../templates/index.ts'
import type { Thread } from './conversation.ts'
import { askGate } from './gate-facts.ts'
import { queueMessage } from './queue.ts'

/**
 * The one automatic answer to STOP, START or HELP (CON-6), with nothing but the answer in it.
 * @param entry the ledger entry it confirms: each is confirmed once
 */
export async function sendAutomatic(
  ctx: Ctx,
  key: ConsentKey,
  thread: Thread,
  kind: TextKind,
  entry: number | null,
): Promise<void> {
  if (entry !== null) {
    const first = await ctx.tx
      .insertInto('confirmations')
      .values({ contact_point_id: key.contactPointId, seq: entry })
      .onConflict(conflict => conflict.doNothing())
      .returning('seq')
      .executeTakeFirst()
    if (!first) return
  }
  const decision = await askGate(ctx, {
    ...key,
    customerId: thread.customerId,
    purpose: 'confirmation',
    permitted: true,
  })
  if (decision.verdict !== 'allow') {
    ctx.log.warn({ storeId: key.storeId, reasons: decision.reasons }, 'an automatic answer could not be sent')
    return
  }
  const place = await ctx.tx
    .selectFrom('stores as s')
    .innerJoin('customers as c', join => join.on('c.id', '=', thread.customerId))
    .where('s.id', '=', key.storeId)
    .select(['s.name', 's.city', 's.language as storeLanguage', 'c.language'])
    .executeTakeFirstOrThrow()
  const business = await readBusiness(ctx)
  const { body } = await readText(ctx, kind, [
    place.language as Language,
    place.storeLanguage as Language,
    business.language,
  ])
  const { messageId } = await queueMessage(ctx, {
    conversation: thread,
    contactPointId: key.contactPointId,
    channel: key.channel,
    body: fillIn(body, {
      business: businessWords(business),
      store: place,
    }),
    kind: 'automatic',
    staffId: null,
    clientId: null,
    decision,
  })
  if (entry === null) return
  await ctx.tx
    .updateTable('confirmations')
    .set({ message_id: messageId })
    .where('contact_point_id', '=', key.contactPointId)
    .where('seq', '=', entry)
    .execute()
}
