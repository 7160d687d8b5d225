import { replaceErasureKey } from './domains/privacy/index.ts'
import { readConfig } from './platform/config.ts'
import { connect } from './platform/db/database.ts'
import { openDatabase } from './platform/db/open.ts'
import { runCommand } from './platform/run-command.ts'
import { keepSecrets } from './server.ts'

/** `npm run new-erasure-key`: takes the key that is set now instead of one that is lost. */
await runCommand(async () => {
  const { url, close } = await openDatabase()
  const { erasureKey } = await keepSecrets(readConfig())
  const connections = connect(url, 2, erasureKey)
  const lost = await replaceErasureKey(connections.db)
  console.log(
    lost === 0
      ? 'The key is settled; start every server with it. Nobody was erased before, so nothing is lost.'
      : `The key is settled; start every server with it. ${lost} erased addresses cannot be recognised any more: an import that brings them makes customers who may be asked and written to.`,
  )
  await connections.close()
  await close()
  return 0
})
