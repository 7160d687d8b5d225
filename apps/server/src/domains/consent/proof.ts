import type { Channel, ConsentCause, ConsentEntry, ConsentState } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'

type Scope = { customerId: string; storeId: string }

/** What stands behind the consent that holds now on a customer's addresses, oldest first; also when another had them before. */
export const consentHistory = (reading: Reading, { customerId, storeId }: Scope): Promise<ConsentEntry[]> =>
  entriesOf(reading, sql`p.customer_id = ${customerId} and e.store_id = ${storeId}`)

/** The addresses that are somebody's or were once; and the entries that were written meanwhile. */
const everTheirs = (
  customerId: string,
) => sql`(select id from contact_points where customer_id = ${customerId}
  union select contact_point_id from contact_point_owners where customer_id = ${customerId})`
const saidBy = (customerId: string) => sql`e.contact_point_id in ${everTheirs(customerId)}
  and consent_entry_owner(e.contact_point_id, e.seq) = ${customerId}`

async function entriesOf(reading: Reading, which: RawBuilder<unknown>): Promise<ConsentEntry[]> {
  const rows = await reading.tx
    .selectFrom('consent_entries as e')
    .innerJoin('contact_points as p', 'p.id', 'e.contact_point_id')
    .innerJoin('stores as s', 's.id', 'e.store_id')
    .leftJoin('staff as f', 'f.id', 'e.staff_id')
    .where(sql<boolean>`${which}`)
    .select([
      'e.contact_point_id',
      'p.value',
      'e.seq',
      'e.store_id',
      's.name',
      'e.channel',
      'e.before',
      'e.after',
      'e.cause',
    ])
    .select([
      'e.words',
      'e.disclosure',
      'e.message_id',
      'e.staff_id',
      'e.everywhere',
      'f.first_name',
      'f.last_name',
    ])
    .select([
      sql<string>`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'),
      sql<string>`encode(e.previous_hash, 'hex')`.as('previous_hash'),
      sql<string>`encode(e.hash, 'hex')`.as('hash'),
      'e.form',
      sql<string | null>`encode(e.salt, 'hex')`.as('salt'),
      sql<string | null>`encode(e.words_digest, 'hex')`.as('words_digest'),
      sql<string | null>`encode(e.disclosure_digest, 'hex')`.as('disclosure_digest'),
    ])
    .orderBy('e.at')
    .orderBy('e.contact_point_id')
    .orderBy('e.seq')
    .execute()
  return rows.map(row => ({
    contactPointId: row.contact_point_id,
    address: row.value,
    seq: row.seq,
    storeId: row.store_id,
    storeName: row.name,
    channel: row.channel as Channel,
    before: row.before as ConsentState,
    after: row.after as ConsentState,
    cause: row.cause as ConsentCause,
    words: row.words,
    disclosure: row.disclosure,
    messageId: row.message_id,
    staffId: row.staff_id,
    everywhere: row.everywhere,
    staffName: row.first_name === null ? null : `${row.first_name} ${row.last_name}`,
    at: row.at,
    previousHash: row.previous_hash,
    hash: row.hash,
    form: row.form,
    salt: row.salt,
    wordsDigest: row.words_digest,
    disclosureDigest: row.disclosure_digest,
  }))
}

export const howToVerify =
  'Each entry’s hash is the SHA-256 of the previous entry’s hash followed by its fields, each written as its length in bytes, a colon and its text, ' +
  'or «-» when empty, joined by commas. In form 2 the fields are: the digit 2, contact point, seq, store, channel, before, after, cause, words digest, disclosure digest, message, staff, everywhere, at; ' +
  'a digest is the hex SHA-256 of the entry’s salt followed by the text. In form 1, of older entries: contact point, seq, store, channel, before, after, cause, words, disclosure, message, staff, everywhere, at. ' +
  'The first previous hash is the SHA-256 of the contact point’s id; where the address was another person’s before or after, their entries stand in their own proof, and the chain goes on from the hash given. Seals chain a digest over the heads of all contact points, daily. ' +
  'Of an erased person the words and salts are gone and the address is a keyed hash; the chain still verifies by the digests.'

/** Everything that proves what one person agreed to while their addresses were theirs, with the seals that hold the chains in place. */
export async function consentProof(reading: Reading, customerId: string) {
  const entries = await entriesOf(reading, saidBy(customerId))
  const seals = await reading.tx
    .selectFrom('consent_seals as s')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('consent_seal_heads as h')
          .whereRef('h.seal', '=', 's.number')
          .where(sql<boolean>`h.contact_point_id in ${everTheirs(customerId)}`)
          .select('h.seal'),
      ),
    )
    .select([
      's.day',
      sql<string>`encode(s.digest, 'hex')`.as('digest'),
      sql<string>`encode(s.previous_digest, 'hex')`.as('previous'),
    ])
    .orderBy('s.number')
    .execute()
  return {
    customerId,
    exportedAt: reading.clock.now().toISOString(),
    howToVerify,
    entries,
    seals: seals.map(seal => ({ day: seal.day, digest: seal.digest, previousDigest: seal.previous })),
  }
}
