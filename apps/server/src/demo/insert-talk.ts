import { sql, type Transaction } from 'kysely'
import { readLists } from '../domains/consent/index.ts'
import type { DB } from '../platform/db/database.ts'
import type { Chance } from './chance.ts'
import { summarise } from './conversation.ts'
import type { SeededPerson } from './insert-people.ts'
import { known } from './insert-shops.ts'
import { Play } from './play.ts'
import type { DemoStaff, DemoStore, PlayedEntry } from './played.ts'

type Input = {
  now: Date
  chance: Chance
  people: readonly SeededPerson[]
  shops: ReadonlyMap<string, DemoStore>
  crew: ReadonlyMap<string, DemoStaff>
}
type Told = Awaited<ReturnType<typeof tellThreads>>

/** The conversations, with the consent that they left behind. */
export async function insertTalk(
  tx: Transaction<DB>,
  input: Input,
): Promise<{ conversations: number; messages: number }> {
  const told: Told = []
  for (const person of input.people) told.push(...(await tellThreads(tx, person, input)))
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

async function tellThreads(tx: Transaction<DB>, person: SeededPerson, { now, chance, shops, crew }: Input) {
  const told: { person: SeededPerson; play: Play; summary: ReturnType<typeof summarise> }[] = []
  for (const thread of person.threads) {
    const contactPointId = person.contactPointIds[0]
    if (!contactPointId) throw new Error(`In the demo ${person.first} ${person.last} writes without a phone.`)
    const store = known(shops, thread.store)
    const { language, country, region = null, zone = store.zone } = person
    const play = new Play(thread, {
      now,
      chance,
      store,
      staff: key => known(crew, key),
      customer: { language, country, region, zone },
      words: await readLists({ tx }, [language, store.language, 'en']),
      contactPointId,
      stopAllMessageId: told.find(other => other.play.stopAllId)?.play.stopAllId ?? null,
    })
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
    told.push({ person, play, summary })
  }
  return told
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
    chain.flatMap(({ confirmed_by }, n) =>
      confirmed_by ? [{ contact_point_id, seq: n + 1, message_id: confirmed_by }] : [],
    ),
  )
  await tx.insertInto('confirmations').values(confirmed).execute()
  for (const { play, summary } of told) {
    if (!play.suspectId) continue
    await tx
      .updateTable('consent_states')
      .set({ stop_suspected_message_id: play.suspectId })
      .where('contact_point_id', '=', summary.row.contact_point_id)
      .where('store_id', '=', summary.row.store_id)
      .execute()
  }
}

function ledgerRow({ confirmed_by: _, ...entry }: PlayedEntry) {
  return { ...entry, seq: 0, previous_hash: Buffer.alloc(0), hash: Buffer.alloc(0) }
}

/** When each store was last in touch with whom; and nobody wrote before they were known. */
async function touchCustomers(tx: Transaction<DB>, told: Told) {
  const ids = told.map(({ play }) => play.conversationId)
  await sql`
    update customer_stores s set last_contact_at = c.last_message_at, since = least(s.since, c.created_at)
    from conversations c
    where c.id = any(${ids}::uuid[]) and c.store_id = s.store_id and c.customer_id = s.customer_id`.execute(
    tx,
  )
  for (const [table, key] of [
    ['customers', 'id'],
    ['contact_points', 'customer_id'],
  ] as const) {
    await sql`
      update ${sql.table(table)} t set created_at = s.first from (select customer_id, min(since) as first from customer_stores group by 1) s
      where s.customer_id = t.${sql.ref(key)} and s.first < t.created_at`.execute(tx)
  }
}

const json = (value: object | null) => (value ? JSON.stringify(value) : null)

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}
