import type { QuickReply } from '@rapport/contract'
import type { Ctx, Reading } from '../../platform/context.ts'
import { fillIn, type TextVariables } from './texts.ts'

/** The quick replies that a store offers in the first of these languages that has any, with the variables filled in. */
export async function quickRepliesFor(
  reading: Reading,
  input: { storeId: string; languages: string[]; variables: TextVariables },
): Promise<QuickReply[]> {
  const rows = await reading.tx
    .selectFrom('quick_replies')
    .selectAll()
    .where('language', 'in', input.languages)
    .where(({ or, eb, val }) =>
      or([eb('store_ids', 'is', null), eb(val(input.storeId), '=', eb.fn.any('store_ids'))]),
    )
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute()
  const language = input.languages.find(wanted => rows.some(row => row.language === wanted))
  return rows
    .filter(row => row.language === language)
    .map(row => ({
      id: row.id,
      language: row.language as QuickReply['language'],
      title: row.title,
      message: fillIn(row.message, input.variables),
      usedCount: row.used_count,
    }))
}

/** Counts a use (TPL-2). */
export async function useQuickReply(ctx: Ctx, quickReplyId: string): Promise<void> {
  await ctx.tx
    .updateTable('quick_replies')
    .set(eb => ({ used_count: eb('used_count', '+', 1) }))
    .where('id', '=', quickReplyId)
    .execute()
}
