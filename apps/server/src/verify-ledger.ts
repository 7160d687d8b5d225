import { verifyLedger } from './domains/consent/index.ts'
import { connect } from './platform/db/database.ts'
import { openDatabase } from './platform/db/open.ts'
import { runCommand } from './platform/run-command.ts'

/** `npm run verify-ledger`: computes the whole consent ledger again and names the first row that does not hold. */
await runCommand(async () => {
  const { url, close } = await openDatabase()
  const connections = connect(url, 2)
  const report = await verifyLedger(connections.db)
  console.log(`${report.entries} entries in ${report.chains} chains, ${report.seals} seals.`)
  console.log(
    report.firstFault
      ? `BROKEN: ${report.firstFault.where}: ${report.firstFault.fault}.`
      : 'All of it holds.',
  )
  await connections.close()
  await close()
  return report.firstFault ? 1 : 0
})
