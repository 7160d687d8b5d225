import { consentProof } from './domains/consent/index.ts'
import { canonicalPhone } from './domains/customers/index.ts'
import { systemClock } from './platform/clock.ts'
import { connect } from './platform/db/database.ts'
import { openDatabase } from './platform/db/open.ts'

/** `npm run consent-proof -- +49…`: all that one person agreed to or refused, with the hashes that prove it, as JSON. */
const wanted = process.argv[2] ?? ''
const { url, close } = await openDatabase()
const connections = connect(url, 2)
const address = canonicalPhone(wanted) ?? wanted.toLowerCase()
const point = await connections.db
  .selectFrom('contact_points')
  .select('customer_id')
  .where('value', '=', address)
  .executeTakeFirst()
if (point)
  console.log(
    JSON.stringify(
      await consentProof({ tx: connections.db, clock: systemClock }, point.customer_id),
      null,
      2,
    ),
  )
else
  console.error(
    'Nobody has this phone number or email. Write it with its country code: npm run consent-proof -- +491713920001',
  )
await connections.close()
await close()
process.exit(point ? 0 : 1)
