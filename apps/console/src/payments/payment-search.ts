import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type Change, periodOf, withFilter } from '../parts/address.ts'

const route = getRouteApi('/app/payments')

/** What the address of the payments asks for, and how it is changed. */
export const usePaymentSearch = () => {
  const navigate = useNavigate()
  const search = route.useSearch()
  const { kind, store, q } = search
  return {
    search,
    set: (change: Change<typeof search>) =>
      void navigate({ to: '/payments', search: withFilter(search, change), replace: true }),
    /** Without what was searched for, which may be a person's. */
    filter: {
      ...(kind === undefined ? {} : { kind }),
      ...(store === undefined ? {} : { storeId: store }),
      ...periodOf(search),
    },
    searched: q === undefined ? {} : { q },
  }
}
