import { orpc } from '@rapport/client'
import type { CustomerFilter } from '@rapport/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStore } from '../shell/store-choice.ts'
import type { CustomerList } from './use-customers.ts'

/** How many customers a filter leaves of a list, and of how many. */
export const useCount = (list: CustomerList, filter: CustomerFilter | undefined, needed = true) => {
  const storeId = useStore().id
  return useQuery(
    orpc.customers.count.queryOptions({
      input: { storeId, list, ...(filter ? { filter } : {}) },
      enabled: needed,
      placeholderData: keepPreviousData,
    }),
  )
}

/** «42», «more than 1,000»: nobody counts to the end. */
export const useCountWords = () => {
  const { t, i18n } = useTranslation()
  return ({ count, more }: { count: number; more: boolean }): string => {
    const n = new Intl.NumberFormat(i18n.language).format(count)
    return more ? t('customers.moreThan', { n }) : n
  }
}
