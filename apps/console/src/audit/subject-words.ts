import type { AuditEntry, ExportedList } from '@rapport/contract'
import { useTranslation } from 'react-i18next'

const lists = {
  payments: 'nav.payments',
  refunds: 'payments.view.refunds',
  stuckPayments: 'payments.view.stuck',
  ambiguousOrders: 'nav.queue',
  duplicates: 'nav.duplicates',
  imports: 'nav.imports',
  apiKeys: 'nav.integrations',
  audit: 'nav.audit',
  taxRates: 'selling.view.tax',
} as const satisfies Record<ExportedList, string>

/** Subjects that are no thing with a name of its own, by what was done with them. */
const words = {
  'list.exported': lists,
  'retention.changed': { customers: 'nav.customers', messages: 'audit.messages', views: 'audit.views' },
  'retention.run': { customers: 'nav.customers', messages: 'audit.messages', views: 'audit.views' },
  'business.changed': { business: 'audit.business' },
  'selling.changed': { selling: 'nav.selling' },
  'attribute.ordered': { attributes: 'nav.attributes' },
  'rule.sorted': { 'auto-populate rules': 'nav.rules' },
} as const
type Words = Values<(typeof words)[keyof typeof words]>
type Values<T> = T extends unknown ? T[keyof T] : never

/** What an entry is about, as one calls it. */
export const useSubjectWords = () => {
  const { t } = useTranslation()
  return ({ action, subject, subjectName, subjectErased }: AuditEntry): string => {
    if (subjectErased) return t('audit.erased')
    const known = (words as Record<string, Record<string, Words | undefined>>)[action]?.[subject]
    return subjectName ?? (known ? t(known) : subject)
  }
}
