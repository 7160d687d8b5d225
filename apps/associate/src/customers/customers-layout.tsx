import { getRouteApi, Outlet, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Panes } from '../shell/panes.tsx'
import { CustomersScreen } from './customers-screen.tsx'

const AddCustomer = lazy(async () => ({ default: (await import('./add/add-customer.tsx')).AddCustomer }))
const FilterSheet = lazy(async () => ({
  default: (await import('./filter/sheet/filter-sheet.tsx')).FilterSheet,
}))
const route = getRouteApi('/app/customers')

/** The list of customers beside the one that is open. */
export const CustomersLayout = () => {
  const { customerId } = useParams({ strict: false })
  const { add, filters } = route.useSearch()
  return (
    <>
      <Panes open={customerId !== undefined} list={<CustomersScreen />} detail={<Outlet />} />
      <Suspense>
        {add && <AddCustomer />}
        {filters && <FilterSheet />}
      </Suspense>
    </>
  )
}
