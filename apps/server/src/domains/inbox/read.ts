import type { Conversation, Language } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { askGate } from '../conversations/index.ts'
import { shownPhone } from '../customers/index.ts'
import { maskAddress } from './mask-address.ts'
import { conversationRowOf, type InboxRow, inboxColumns, inboxJoins } from './rows.ts'
import { visibleConversation } from './visible.ts'

type HeaderRow = InboxRow & {
  pronoun: Conversation['customerPronoun']
  first_name: string
  language: string
  contact_point_id: string
  address: string
  store_name: string
  store_number: string | null
  landline: string | null
  archived_at: Date | null
  archive_reason: Conversation['archiveReason']
  suspected_id: string | null
  suspected_words: string | null
  consent_since: Date | null
}

/** One conversation with its head: who, how they are reached, and what the gate says of writing now. Presence is added by the edge. */
export async function readConversation(
  reading: StaffReading,
  conversationId: string,
): Promise<Omit<Conversation, 'presence'>> {
  const { viewer } = reading
  const { storeId, customerId, contactPointId, channel } = await visibleConversation(reading, conversationId)
  const { rows } = await sql<HeaderRow>`
    ${inboxColumns(viewer.staffId)}, cu.pronoun, cu.first_name, cu.language, c.contact_point_id, cp.value as address,
      s.name as store_name, n.phone as store_number, s.landline, c.archived_at, c.archive_reason,
      cs.stop_suspected_message_id as suspected_id, sm.body as suspected_words, coalesce(cs.since, ch.stopped_everywhere_at) as consent_since
    from conversations c ${inboxJoins}
    left join consent_states cs on cs.contact_point_id = c.contact_point_id and cs.store_id = c.store_id and cs.channel = c.channel
    left join consent_heads ch on ch.contact_point_id = c.contact_point_id
    join contact_points cp on cp.id = c.contact_point_id
    join stores s on s.id = c.store_id
    left join store_numbers n on n.store_id = c.store_id and n.channel = c.channel and n.state = 'active'
    left join messages sm on sm.id = cs.stop_suspected_message_id
    where c.id = ${conversationId}`.execute(reading.tx)
  const row = rows[0]
  if (!row) throw notFound()
  const gate = await askGate(reading, {
    storeId,
    customerId,
    contactPointId,
    channel,
    purpose: 'text',
    permitted: viewer.permissions.has('message.send'),
  })
  return {
    ...conversationRowOf(row, viewer.staffId),
    customerPronoun: row.pronoun,
    customerFirstName: row.first_name,
    customerLanguage: row.language as Language,
    contactPointId: row.contact_point_id,
    addressMasked: maskAddress(row.address.startsWith('+') ? shownPhone(row.address) : row.address),
    storeName: row.store_name,
    storeNumber: row.store_number && shownPhone(row.store_number),
    landline: row.landline && shownPhone(row.landline),
    archivedAt: row.archived_at?.toISOString() ?? null,
    archiveReason: row.archive_reason,
    stopSuspected: row.suspected_id
      ? { messageId: row.suspected_id, words: row.suspected_words ?? '' }
      : null,
    consentSince: row.consent_since?.toISOString() ?? null,
    gate,
  }
}
