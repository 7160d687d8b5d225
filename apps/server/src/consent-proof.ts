import { sql } from 'kysely'
import { consentProof } from './domains/consent/index.ts'
import { canonicalPhone, canonicalWhatsapp } from './domains/customers/index.ts'
import { holdErasureKey } from './domains/privacy/index.ts'
import { systemClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { connect } from './platform/db/database.ts'
import { openDatabase } from './platform/db/open.ts'
import { runCommand } from './platform/run-command.ts'
import { keepSecrets } from './server.ts'

/**
 * `npm run consent-proof -- +49…`: all that was agreed to or refused on an address, with the hashes that prove it, as JSON: a
 * proof for each person whose it is or was.
 */
await runCommand(async () => {
  const wanted = process.argv[2] ?? ''
  const { url, close } = await openDatabase()
  const { erasureKey } = await keepSecrets(readConfig())
  const connections = connect(url, 2, erasureKey)
  await holdErasureKey(connections.db)
  const address = canonicalPhone(wanted) ?? canonicalWhatsapp(wanted) ?? wanted.toLowerCase()
  // Who was erased is found by the keyed hash of their address: the proof stands, without them.
  const { rows } = await sql<{ customer_id: string }>`
  with points as (
    select id, customer_id from contact_points where value = ${address}
    union all select id, customer_id from contact_points where erased_hash in (
      select keyed_hash(kind, ${address}) from unnest(array['phone', 'email', 'whatsapp']) kind))
  select customer_id from points union select customer_id from contact_point_owners where contact_point_id in (select id from points)
  order by 1`.execute(connections.db)
  const reading = { tx: connections.db, clock: systemClock }
  const proofs = await Promise.all(rows.map(row => consentProof(reading, row.customer_id)))
  if (proofs.length > 0) console.log(JSON.stringify(proofs, null, 2))
  else
    console.error(
      'Nobody has this phone number, email or WhatsApp id. Write it with its country code: npm run consent-proof -- +491713920001',
    )
  await connections.close()
  await close()
  return proofs.length > 0 ? 0 : 1
})
