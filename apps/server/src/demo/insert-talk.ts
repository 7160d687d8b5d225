import { sql, type Transaction } from 'kysely'
import type { DB } from '../platform/db/database.ts'
import type { Chance } from './chance.ts'
import { summarise } from './conversation.ts'
import type { SeededPerson } from './insert-people.ts'
import { known } from './insert-shops.ts'
import { type DemoStaff, type DemoStore, Play, type PlayedEntry } from './play.ts'

type Input = {
  now: Date
  chance: Chance
  people: readonly SeededPerson[]
  shops: ReadonlyMap<string, DemoStore>
  crew: ReadonlyMap<string, DemoStaff>
}
type Told = ReturnType<typeof tellThreads>

/** The conversations, with the consent that they left behind. */
export async function insertTalk(
  tx: Transaction<DB>,
  input: Input,
): Promise<{ conversations: number; messages: number }> {
  const told = input.people.flatMap(person => tellThreads(person, input))
  const messages = told.flatMap(({ play }) => play.messages)
  await tx
    .insertInto('conversations')
    .values(told.map(({ summary }) => ({ ...summary.row, preview_line: json(summary.row.preview_line) })))
    .execute()
  await tx
    .insertInto('conversation_members')
    .values(told.flatMap(({ summary }) => summary.members))
    .execute()
  const unread = told.flatMap(({ summary }) => summary.unread)
  await tx.insertInto('unread_conversations').values(unread).execute()
  for (const some of chunks(messages, 1000)) {
    await tx
      .insertInto('messages')
      .values(some.map(message => ({ ...message, line: json(message.line) })))
      .execute()
  }
  await sql`update messages set search = to_tsvector('simple', plain(body)) where direction <> 'line'`.execute(
    tx,
  )
  const unprompted = told.flatMap(({ play, person }) =>
    play.unprompted.map(message => ({
      customer_id: person.id,
      at: message.created_at,
      message_id: message.id,
    })),
  )
  await tx.insertInto('unprompted_sends').values(unprompted).execute()
  await insertLedger(tx, told)
  await touchCustomers(tx, told)
  return { conversations: told.length, messages: messages.length }
}

function tellThreads(person: SeededPerson, { now, chance, shops, crew }: Input) {
  const contactPointId = person.contactPointIds[0]
  let stopAllMessageId: string | null = null
  return person.threads.map(thread => {
    if (!contactPointId) throw new Error(`In the demo ${person.first} ${person.last} writes without a phone.`)
    const store = known(shops, thread.store)
    const play: Play = new Play(thread, {
      now,
      chance,
      store,
      staff: key => known(crew, key),
      customer: { id: person.id, language: person.language, zone: person.zone ?? store.zone },
      contactPointId,
      stopAllMessageId,
    })
    stopAllMessageId ??= play.stopAllId
    const readers = [...crew]
      .filter(([, one]) => one.active && one.stores.includes(thread.store))
      .map(([key, { id }]) => ({ key, id }))
    const summary = summarise(play, thread, {
      now,
      storeId: store.id,
      customerId: person.id,
      readers,
      contactPointId,
    })
    return { person, play, summary }
  })
}

/** The chain takes a contact point's entries one after the other, so each statement brings at most one of each. */
async function insertLedger(tx: Transaction<DB>, told: Told) {
  const chains = Map.groupBy(
    told.flatMap(({ play }) => play.entries).sort((a, b) => a.at.getTime() - b.at.getTime()),
    entry => entry.contact_point_id,
  )
  for (let n = 0; ; n++) {
    const wave = [...chains.values()].flatMap(chain => chain[n] ?? [])
    if (wave.length === 0) break
    await tx.insertInto('consent_entries').values(wave.map(ledgerRow)).execute()
  }
  const confirmed = [...chains].flatMap(([contact_point_id, chain]) =>
    chain.flatMap(({ confirmation }, n) =>
      confirmation ? [{ contact_point_id, seq: n + 1, ...confirmation }] : [],
    ),
  )
  await tx.insertInto('confirmations').values(confirmed).execute()
  for (const { play } of told) {
    if (!play.suspectId) continue
    const where = play.messages[0]
    await tx
      .updateTable('consent_states')
      .set({ stop_suspected_message_id: play.suspectId })
      .where('store_id', '=', where?.store_id ?? '')
      .where('contact_point_id', '=', play.entries[0]?.contact_point_id ?? '')
      .execute()
  }
}

function ledgerRow({ confirmation, ...entry }: PlayedEntry) {
  return { ...entry, seq: 0, previous_hash: Buffer.alloc(0), hash: Buffer.alloc(0) }
}

/** When each store was last in touch with whom. */
async function touchCustomers(tx: Transaction<DB>, told: Told) {
  const ids = told.map(({ play }) => play.conversationId)
  await sql`
    update customer_stores s set last_contact_at = c.last_message_at, since = least(s.since, c.created_at)
    from conversations c
    where c.id = any(${ids}::uuid[]) and c.store_id = s.store_id and c.customer_id = s.customer_id`.execute(
    tx,
  )
}

const json = (value: object | null) => (value ? JSON.stringify(value) : null)

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}
