import { scanForDuplicates } from './domains/profiles/index.ts'
import { createBus } from './platform/bus.ts'
import { systemClock } from './platform/clock.ts'
import { connect } from './platform/db/database.ts'
import { openDatabase } from './platform/db/open.ts'
import { createLog } from './platform/log.ts'
import { runCommand } from './platform/run-command.ts'

/** `npm run find-duplicates`: looks at every customer for who may be the same person; the server does it by itself for whom is changed. */
await runCommand(async () => {
  const { url, close } = await openDatabase()
  const connections = connect(url, 2)
  const log = createLog('warn')
  const bus = await createBus(url, log)
  const { looked, found } = await scanForDuplicates({ db: connections.db, clock: systemClock, log, bus })
  console.log(`${looked} customers looked at, ${found} pairs found or found for another reason.`)
  await bus.close()
  await connections.close()
  await close()
  return 0
})
