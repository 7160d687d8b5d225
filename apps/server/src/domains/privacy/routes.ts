import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import { eraseCustomer } from './erase.ts'
import { exportCustomer } from './export.ts'
import { readRetention, saveRetention, tryRetention } from './retention.ts'
import { listViews } from './views.ts'

/** The operations of privacy. */
export const privacyRoutes = {
  // A file is no answer that could be kept; asking again makes it again.
  export: os.privacy.export.handler(call =>
    verb(exportCustomer)({ ...call, context: { ...call.context, idempotencyKey: undefined } }),
  ),
  erase: os.privacy.erase.handler(verb(eraseCustomer)),
  views: os.privacy.views.handler(reading(listViews)),
  retention: os.privacy.retention.handler(reading(readRetention)),
  tryRetention: os.privacy.tryRetention.handler(reading(tryRetention)),
  saveRetention: os.privacy.saveRetention.handler(verb(saveRetention)),
}
