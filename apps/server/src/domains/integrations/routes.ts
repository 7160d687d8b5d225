import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import { createKey, revokeKey, updateKey } from './keys.ts'
import { listKeys } from './queries.ts'
import { writeToPerson } from './write.ts'

/** The operations of other systems. */
export const integrationRoutes = {
  write: os.integrations.write.handler(verb(writeToPerson)),
  keys: os.integrations.keys.handler(reading(listKeys)),
  createKey: os.integrations.createKey.handler(verb(createKey, { toldOnce: true })),
  updateKey: os.integrations.updateKey.handler(verb(updateKey)),
  revokeKey: os.integrations.revokeKey.handler(verb(revokeKey)),
}
