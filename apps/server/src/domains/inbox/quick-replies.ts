import type { Language, QuickReply } from '@rapport/contract'
import type { StaffReading } from '../../platform/context.ts'
import { readBusiness } from '../stores/index.ts'
import { businessWords, quickRepliesFor } from '../templates/index.ts'
import { visibleConversation } from './visible.ts'

/** The quick replies for a conversation: in the customer's language if there are any, filled in for them. */
export async function readQuickReplies(
  reading: StaffReading,
  input: { conversationId: string },
): Promise<{ quickReplies: QuickReply[] }> {
  const { storeId, customerId } = await visibleConversation(reading, input.conversationId)
  const row = await reading.tx
    .selectFrom('stores as s')
    .innerJoin('customers as c', join => join.on('c.id', '=', customerId))
    .where('s.id', '=', storeId)
    .select(['s.name', 's.city', 's.language as storeLanguage', 'c.first_name', 'c.language'])
    .executeTakeFirstOrThrow()
  const business = await readBusiness(reading)
  const quickReplies = await quickRepliesFor(reading, {
    storeId,
    languages: [row.language, row.storeLanguage, business.language, 'en'] as Language[],
    variables: {
      business: businessWords(business),
      store: { name: row.name, city: row.city },
      customer: { first_name: row.first_name },
      staff: { first_name: reading.viewer.firstName },
    },
  })
  return { quickReplies }
}
