import { getRouteApi, Outlet, useParams } from '@tanstack/react-router'
import { Panes } from '../shell/panes.tsx'
import { AddCustomer } from './add-customer.tsx'
import { CustomersScreen } from './customers-screen.tsx'

const route = getRouteApi('/app/customers')

/** The list of customers beside the one that is open. */
export const CustomersLayout = () => {
  const { customerId } = useParams({ strict: false })
  const { add } = route.useSearch()
  return (
    <>
      <Panes open={customerId !== undefined} list={<CustomersScreen />} detail={<Outlet />} />
      <AddCustomer opened={add === true} />
    </>
  )
}
