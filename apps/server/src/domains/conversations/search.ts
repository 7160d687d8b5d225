import type { SearchHit } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { listCustomers } from '../customers/index.ts'
import { readRows } from './read.ts'

type Found = {
  id: string
  conversation_id: string
  sequence: number
  body: string
  direction: 'in' | 'out' | 'line'
  created_at: Date
}

/**
 * Conversations of a store by words, customer or number (INB-5): customers first, then messages, newest first.
 * Every word must occur; the last one may be only begun.
 */
export async function searchConversations(
  reading: StaffReading,
  input: { storeId: string; q: string; limit: number },
): Promise<{ hits: SearchHit[] }> {
  const { viewer } = reading
  mustSeeStore(viewer, input.storeId)
  const people = await listCustomers(reading, { storeId: input.storeId, list: 'store', q: input.q, limit: 5 })
  const messages = await searchMessages(reading, input)
  const wanted = [
    ...people.items.flatMap(person => person.conversationId ?? []),
    ...messages.map(message => message.conversation_id),
  ]
  const rows = await readRows(reading, [...new Set(wanted)])
  const seen = (id: string | null) => {
    const row = id ? rows.get(id) : undefined
    return row && (row.mine || viewer.permissions.has('inbox.store')) ? row : undefined
  }
  const hits: SearchHit[] = []
  for (const person of people.items) {
    const conversation = seen(person.conversationId)
    if (conversation) hits.push({ conversation, message: null })
  }
  for (const message of messages) {
    const conversation = seen(message.conversation_id)
    if (!conversation) continue
    const { id, sequence, body, direction } = message
    hits.push({
      conversation,
      message: { id, sequence, body, direction, at: message.created_at.toISOString() },
    })
  }
  return { hits: hits.slice(0, input.limit) }
}

async function searchMessages(
  reading: StaffReading,
  { storeId, q, limit }: { storeId: string; q: string; limit: number },
): Promise<Found[]> {
  const words = q
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8)
  if (words.length === 0) return []
  const query = words.map((word, place) => (place === words.length - 1 ? `${word}:*` : word)).join(' & ')
  const { rows } = await sql<Found>`
    select m.id, m.conversation_id, m.sequence, m.body, m.direction, m.created_at from messages m
    where m.store_id = ${storeId} and m.search @@ to_tsquery('simple', plain(${query})) and m.search is not null
    order by m.created_at desc, m.id desc limit ${sql.lit(limit)}`.execute(reading.tx)
  return rows
}
