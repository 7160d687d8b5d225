import { act, operations as os, reading } from '../../platform/http/operations.ts'
import { listAudit, readAudit } from './queries.ts'
import { recordExport } from './record-export.ts'

/** The operations of the audit. */
export const auditRoutes = {
  list: os.audit.list.handler(reading(listAudit)),
  get: os.audit.get.handler(reading(readAudit)),
  recordExport: os.audit.recordExport.handler(act(recordExport)),
}
