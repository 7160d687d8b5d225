import type { Message } from '@rapport/contract'
import type { StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { messageOf, selectMessages } from './messages.ts'
import { visibleConversation } from './visible.ts'

type PageInput = {
  conversationId: string
  before?: number | undefined
  after?: number | undefined
  around?: number | undefined
  limit: number
}

/** Lines of a thread, ascending: the last ones, those before or after a sequence, or half a page either side of one. */
export async function readMessages(
  reading: StaffReading,
  input: PageInput,
): Promise<{ items: Message[]; hasOlder: boolean; hasNewer: boolean }> {
  const { id } = await visibleConversation(reading, input.conversationId)
  const older = async (before: number | undefined, limit: number) => {
    const rows = await selectMessages(reading)
      .where('m.conversation_id', '=', id)
      .$if(before !== undefined, query => query.where('m.sequence', '<', before ?? 0))
      .orderBy('m.sequence', 'desc')
      .limit(limit + 1)
      .execute()
    return { items: rows.slice(0, limit).reverse().map(messageOf), more: rows.length > limit }
  }
  const newer = async (after: number, limit: number) => {
    const rows = await selectMessages(reading)
      .where('m.conversation_id', '=', id)
      .where('m.sequence', '>', after)
      .orderBy('m.sequence')
      .limit(limit + 1)
      .execute()
    return { items: rows.slice(0, limit).map(messageOf), more: rows.length > limit }
  }
  if (input.after !== undefined) {
    const page = await newer(input.after, input.limit)
    return { items: page.items, hasOlder: input.after > 0, hasNewer: page.more }
  }
  if (input.around !== undefined) {
    const half = Math.ceil(input.limit / 2)
    const [back, forth] = [await older(input.around + 1, half), await newer(input.around, half)]
    return { items: [...back.items, ...forth.items], hasOlder: back.more, hasNewer: forth.more }
  }
  const page = await older(input.before, input.limit)
  return { items: page.items, hasOlder: page.more, hasNewer: input.before !== undefined }
}

/** @throws Refusal NOT_FOUND when it is not in a conversation of theirs */
export async function readVisibleMessage(reading: StaffReading, messageId: string): Promise<Message> {
  const row = await selectMessages(reading).where('m.id', '=', messageId).executeTakeFirst()
  if (!row) throw notFound()
  await visibleConversation(reading, row.conversation_id)
  return messageOf(row)
}
