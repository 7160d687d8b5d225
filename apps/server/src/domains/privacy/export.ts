import { strToU8, zipSync } from 'fflate'
import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { recordAudit } from '../audit/index.ts'
import { consentProof } from '../consent/index.ts'
import { readBusiness } from '../stores/index.ts'
import { bundlePage, type Held } from './export-page.ts'
import { holdings } from './holdings.ts'
import { mustSeePerson, readPerson } from './person.ts'

/**
 * Everything that is held on one person (CUS-8), of all stores: a page to read, the rows as they are, and the proof of their
 * consent with how to verify it. Written down in the audit.
 */
export async function exportCustomer(ctx: StaffCtx, input: { customerId: string }): Promise<File> {
  await mustSeePerson(ctx, input.customerId)
  const person = await readPerson(ctx, input.customerId)
  const held: Held[] = []
  for (const { table, of, notExported } of holdings) {
    if (notExported) continue
    const { rows } = await sql<{
      row: Record<string, unknown>
    }>`select to_jsonb(t) as row from ${sql.table(table)} t where ${of(person)}`.execute(ctx.tx)
    if (rows.length > 0) held.push({ table, rows: rows.map(one => one.row) })
  }
  held.sort((a, b) => rank(a.table) - rank(b.table))
  const business = await readBusiness(ctx)
  const proof = []
  for (const id of person.customers) proof.push(await consentProof(ctx, id))
  const at = ctx.clock.now().toISOString()
  const names = await namesOf(ctx)
  const json = (value: unknown) => strToU8(JSON.stringify(value, null, 2))
  const zip = zipSync({
    'read-me.html': strToU8(bundlePage({ business: business.name, at, held, names })),
    'data.json': json({
      customerId: input.customerId,
      exportedAt: at,
      business: business.name,
      held: Object.fromEntries(held.map(one => [one.table, one.rows])),
      names,
    }),
    'consent-proof.json': json(proof),
  })
  await recordAudit(ctx, 'customer.exported', { subject: input.customerId })
  return new File([new Uint8Array(zip)], `customer-${input.customerId}.zip`, { type: 'application/zip' })
}

/** As one reads it: who they are, what they said, what they bought, who dealt with them. */
const order = [
  'customers',
  'contact_points',
  'customer_addresses',
  'important_dates',
  'consent_states',
  'consent_entries',
  'conversations',
  'messages',
  'customer_notes',
  'wishlist_items',
  'customer_figures',
  'orders',
  'order_lines',
  'deliveries',
  'order_returns',
]
const rank = (table: string) => (order.includes(table) ? order.indexOf(table) : order.length)

/** Stores and staff by their ids, so that the bundle can be read without us. */
async function namesOf(ctx: StaffCtx): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from stores union all select id, btrim(first_name || ' ' || last_name) from staff`.execute(
    ctx.tx,
  )
  return Object.fromEntries(rows.map(row => [row.id, row.name]))
}
