import { z } from 'zod'
import { operation } from './operation.ts'
import { Id, Instant, Language } from './shapes.ts'

/** The business's automatic texts (TPL-1). */
export const TextKind = z.enum(['opt_in', 'opted_out', 'opted_in', 'help', 'receipt', 'cart_share'])
export type TextKind = z.infer<typeof TextKind>

export const Text = z.object({
  kind: TextKind,
  language: Language,
  version: z.number().int(),
  body: z.string(),
  changedAt: Instant,
  changedBy: z.string().nullable(),
})

export const QuickReply = z.object({
  id: Id,
  language: Language,
  title: z.string(),
  /** With the variables of the conversation filled in. */
  message: z.string(),
  usedCount: z.number().int(),
})
export type QuickReply = z.infer<typeof QuickReply>

export const templates = {
  texts: operation('template.manage')
    .route({
      method: 'GET',
      path: '/texts',
      tags: ['Templates'],
      summary: 'The automatic texts, newest version of each',
    })
    .output(z.object({ texts: z.array(Text) })),
  saveText: operation('template.manage')
    .route({
      method: 'PUT',
      path: '/texts/{kind}/{language}',
      tags: ['Templates'],
      summary: 'Write a new version of an automatic text',
    })
    .errors({
      TEXT_REFUSED: {
        status: 422,
        data: z.object({
          problems: z.array(
            z.enum([
              'no_business_name',
              'no_way_to_stop',
              'no_way_to_start',
              'limit_beside_answers',
              'no_receipt_link',
              'no_cart_link',
              'unknown_variable',
              'too_long',
            ]),
          ),
        }),
        message: 'An opt-in message names the business and says how to start and how to stop.',
      },
    })
    .input(z.object({ kind: TextKind, language: Language, body: z.string().trim().min(1).max(1000) }))
    .output(Text),
  quickReplies: operation('message.send')
    .route({
      method: 'GET',
      path: '/conversations/{conversationId}/quick-replies',
      tags: ['Templates'],
      summary: 'Quick replies for a conversation, filled in',
    })
    .input(z.object({ conversationId: Id }))
    .output(z.object({ quickReplies: z.array(QuickReply) })),
}
