import type { StaffSummary } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import { useSession } from '../shell/session.ts'

/** «With you», «With Theo», «With no one yet». */
export const useWith = (assignedTo: StaffSummary | null): string => {
  const { t } = useTranslation()
  const { staff } = useSession()
  if (!assignedTo) return t('customer.withNobody')
  return assignedTo.id === staff.id
    ? t('customer.withYou')
    : t('customer.with', { name: assignedTo.firstName })
}
