import type { Ctx } from '../../platform/context.ts'
import quickReplies from './default-quick-replies.json' with { type: 'json' }
import texts from './default-texts.json' with { type: 'json' }

/** The texts that every business starts with, per language (TPL-1, TPL-2). */
export async function seedTemplates(ctx: Pick<Ctx, 'tx' | 'clock'>): Promise<void> {
  const now = ctx.clock.now()
  await ctx.tx
    .insertInto('texts')
    .values(
      Object.entries(texts).flatMap(([language, byKind]) =>
        Object.entries(byKind).map(([kind, body]) => ({ kind, language, body, version: 1, changed_at: now })),
      ),
    )
    .execute()
  await ctx.tx
    .insertInto('quick_replies')
    .values(
      Object.entries(quickReplies).flatMap(([language, replies]) =>
        replies.map(({ title, message }, position) => ({
          language,
          position,
          title,
          message,
          created_at: now,
        })),
      ),
    )
    .execute()
}
