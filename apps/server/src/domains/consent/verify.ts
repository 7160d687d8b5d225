import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../platform/db/database.ts'
import { sealDigest } from './seal.ts'

export type LedgerFault = { where: string; fault: string }
export type LedgerReport = { entries: number; chains: number; seals: number; firstFault: LedgerFault | null }

type Row = {
  fields: (string | null)[]
  form: number
  words: string | null
  disclosure: string | null
  salt: Buffer | null
  words_digest: Buffer | null
  disclosure_digest: Buffer | null
  redacted: boolean
  contact_point_id: string
  seq: number
  previous_hash: Buffer
  hash: Buffer
}

const firstHash = (contactPointId: string) => createHash('sha256').update(contactPointId).digest()

/** Form 1 hashes the texts, form 2 salted digests of them, so that they can go with an erased person (CUS-8). */
function entryHash(row: Row): Buffer {
  const texts =
    row.form === 1
      ? [row.words, row.disclosure]
      : [row.words_digest?.toString('hex') ?? null, row.disclosure_digest?.toString('hex') ?? null]
  const fields = [
    ...(row.form === 1 ? [] : ['2']),
    ...row.fields.slice(0, 7),
    ...texts,
    ...row.fields.slice(7),
  ]
  const text = fields.map(field => (field === null ? '-' : `${Buffer.byteLength(field)}:${field}`)).join(',')
  return createHash('sha256').update(row.previous_hash).update(text).digest()
}

function contentFault(row: Row): string | null {
  // The words of an erased person are gone; in form 1 they were in the hash itself, which then stands by its chain alone.
  if (row.redacted && row.form === 1) return null
  const broken = 'its content does not match its hash'
  if (!entryHash(row).equals(row.hash)) return broken
  if (row.redacted || row.form === 1) return null
  const digestOf = (text: string | null) =>
    text === null
      ? null
      : createHash('sha256')
          .update(row.salt ?? '')
          .update(text)
          .digest('hex')
  const holds =
    digestOf(row.words) === (row.words_digest?.toString('hex') ?? null) &&
    digestOf(row.disclosure) === (row.disclosure_digest?.toString('hex') ?? null)
  return holds ? null : broken
}

/**
 * Computes the whole ledger again, by its own code and not the database's, and compares: every entry with its hash,
 * every chain with its head and state, every seal with its heads. Reads in pages; memory does not grow with the ledger.
 */
export async function verifyLedger(db: Database): Promise<LedgerReport> {
  const report: LedgerReport = { entries: 0, chains: 0, seals: 0, firstFault: null }
  report.firstFault =
    (await verifyChains(db, report)) ?? (await verifyHeads(db)) ?? (await verifySeals(db, report))
  return report
}

async function verifyChains(db: Database, report: LedgerReport): Promise<LedgerFault | null> {
  let after = { contactPointId: '00000000-0000-0000-0000-000000000000', seq: 0 }
  let chain = { contactPointId: '', seq: 0, hash: Buffer.alloc(0) as Buffer }
  for (;;) {
    const { rows } = await sql<Row>`
      select contact_point_id, seq, previous_hash, hash, form, words, disclosure, salt, words_digest, disclosure_digest, redacted_at is not null as redacted,
        array[contact_point_id::text, seq::text, store_id::text, channel, before, after, cause, message_id::text, staff_id::text, everywhere::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')] as fields
      from consent_entries where (contact_point_id, seq) > (${after.contactPointId}::uuid, ${after.seq}::bigint)
      order by contact_point_id, seq limit 2000`.execute(db)
    for (const row of rows) {
      const where = `contact point ${row.contact_point_id}, entry ${row.seq}`
      if (row.contact_point_id !== chain.contactPointId) {
        chain = { contactPointId: row.contact_point_id, seq: 0, hash: firstHash(row.contact_point_id) }
        report.chains++
      }
      if (row.seq !== chain.seq + 1) return { where, fault: `entry ${chain.seq + 1} is missing before it` }
      if (!row.previous_hash.equals(chain.hash))
        return { where, fault: 'it does not follow from the entry before it' }
      const fault = contentFault(row)
      if (fault) return { where, fault }
      chain = { contactPointId: row.contact_point_id, seq: row.seq, hash: row.hash }
      report.entries++
    }
    const last = rows.at(-1)
    if (!last) return null
    after = { contactPointId: last.contact_point_id, seq: last.seq }
  }
}

async function verifyHeads(db: Database): Promise<LedgerFault | null> {
  const { rows } = await sql<{ contact_point_id: string; fault: string }>`
    select h.contact_point_id, 'its last entry is not the one its head names' as fault from consent_heads h
      left join lateral (select seq, hash from consent_entries e where e.contact_point_id = h.contact_point_id order by seq desc limit 1) e on true
      where h.seq > 0 and (e.seq, e.hash) is distinct from (h.seq, h.hash)
    union all
    select contact_point_id, 'its state is not what its last entry says' from consent_states s
      full join (select distinct on (contact_point_id, store_id, channel) contact_point_id, store_id, channel, seq, after from consent_entries
        order by contact_point_id, store_id, channel, seq desc) e using (contact_point_id, store_id, channel)
      where (e.seq, e.after) is distinct from (s.seq, s.state)
    union all
    select e.contact_point_id, 'its chain has no head' from consent_entries e
      where e.seq = 1 and not exists (select from consent_heads h where h.contact_point_id = e.contact_point_id)
    order by contact_point_id limit 1`.execute(db)
  const found = rows[0]
  return found ? { where: `contact point ${found.contact_point_id}`, fault: found.fault } : null
}

async function verifySeals(db: Database, report: LedgerReport): Promise<LedgerFault | null> {
  let previous: Buffer = Buffer.alloc(32)
  const seals = await db.selectFrom('consent_seals').selectAll().orderBy('number').execute()
  for (const seal of seals) {
    const where = `seal ${seal.number} of ${seal.day}`
    const heads = await db
      .selectFrom('consent_seal_heads')
      .selectAll()
      .where('seal', '=', seal.number)
      .orderBy('contact_point_id')
      .execute()
    const digest = sealDigest(
      previous,
      heads.map(head => ({ contactPointId: head.contact_point_id, seq: head.seq, hash: head.hash })),
    )
    if (seal.number !== report.seals + 1) return { where, fault: 'a seal before it is missing' }
    if (!seal.previous_digest.equals(previous) || !seal.digest.equals(digest))
      return { where, fault: 'its digest does not match its heads' }
    const lost = await sql<{ contact_point_id: string; seq: number }>`
      select h.contact_point_id, h.seq from consent_seal_heads h
      left join consent_entries e on e.contact_point_id = h.contact_point_id and e.seq = h.seq
      where h.seal = ${seal.number} and e.hash is distinct from h.hash order by 1 limit 1`.execute(db)
    const cut = lost.rows[0]
    if (cut)
      return {
        where: `contact point ${cut.contact_point_id}, entry ${cut.seq}`,
        fault: `it was sealed on ${seal.day}, and is gone or changed`,
      }
    previous = seal.digest
    report.seals++
  }
  return null
}
