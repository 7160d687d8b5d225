import { operations as os, reading } from '../../platform/http/operations.ts'
import { listAudit } from './queries.ts'

/** The operations of the audit. */
export const auditRoutes = { list: os.audit.list.handler(reading(listAudit)) }
