import { orpc, refusalOf } from '@rapport/client'
import type { Customer } from '@rapport/contract'
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { useStore } from '../shell/store-choice.ts'

/** A customer as this store knows them; kept true by the live connection. */
export const useCustomerQuery = (customerId: string) => {
  const storeId = useStore().id
  return useQuery(orpc.customers.get.queryOptions({ input: { storeId, customerId } }))
}

/** Whether an address leads to nobody: to none of this store's, or it is not even an address. */
export const isNothingThere = (error: unknown): boolean =>
  ['NOT_FOUND', 'INVALID', 'BAD_REQUEST'].includes(refusalOf(error).code)

/** Whom they are now, where two were found to be one person. */
export const mergedInto = (error: unknown): string | null => {
  const { code, data } = error ? refusalOf(error) : { code: '', data: null }
  return code === 'MERGED' ? (data as { customerId: string }).customerId : null
}

export const CustomerContext = createContext<Customer | null>(null)

/** The customer whose profile is open. Only inside a profile. */
export const useCustomer = (): Customer => {
  const customer = useContext(CustomerContext)
  if (!customer) throw new Error('useCustomer is used outside a profile')
  return customer
}
