import { getRouteApi, Outlet, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Panes } from '../shell/panes.tsx'
import { CustomersScreen } from './customers-screen.tsx'

const AddCustomer = lazy(async () => ({ default: (await import('./add-customer.tsx')).AddCustomer }))
const route = getRouteApi('/app/customers')

/** The list of customers beside the one that is open. */
export const CustomersLayout = () => {
  const { customerId } = useParams({ strict: false })
  const { add } = route.useSearch()
  return (
    <>
      <Panes open={customerId !== undefined} list={<CustomersScreen />} detail={<Outlet />} />
      <Suspense>{add && <AddCustomer />}</Suspense>
    </>
  )
}
