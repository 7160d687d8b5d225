import { operations as os, reading } from '../../platform/http/operations.ts'
import { listAudit, readAudit } from './queries.ts'

/** The operations of the audit. */
export const auditRoutes = {
  list: os.audit.list.handler(reading(listAudit)),
  get: os.audit.get.handler(reading(readAudit)),
}
