import { sql } from 'kysely'
import { inTx, type Runtime } from '../../platform/context.ts'
import { queueReceipt } from '../conversations/index.ts'
import { readSend, settleSend } from './receipt-sends.ts'
import { receiptText } from './receipt-words.ts'

/** Puts a receipt into the outbox, or writes down why the gate does not let it. One transaction, consent first. */
export async function sendByMessage(runtime: Runtime & { publicUrl: string }, id: string): Promise<void> {
  await inTx(runtime, { kind: 'system' }, async ctx => {
    // Tried, not waited for: whoever has it sends it, and the consent comes before every lock that is waited for.
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${id}, 7311)) as mine`.execute(ctx.tx)
    const seen = rows[0]?.mine ? await readSend(ctx, id) : undefined
    if (!seen) return
    const body = await receiptText(ctx, { ...seen, url: `${runtime.publicUrl}/r/${seen.token}` })
    const queued = await queueReceipt(ctx, { ...seen, body })
    await settleSend(
      ctx,
      seen,
      'messageId' in queued
        ? { state: 'sent', messageId: queued.messageId }
        : { state: 'refused', why: queued.refused.join(', ') },
    )
  })
}
