import { getRouteApi } from '@tanstack/react-router'
import { OptInScreen } from '../consent/opt-in-screen.tsx'

const route = getRouteApi('/app/customers/$customerId/opt-in')

/** The address of an opt-in request, for its screen. */
export const OptInPage = () => {
  const { customerId } = route.useParams()
  return <OptInScreen key={customerId} customerId={customerId} />
}
