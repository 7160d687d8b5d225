import { orpc } from '@rapport/client'
import { EmptyState, Tap } from '@rapport/ui'
import { IconChevronLeft, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NoSuchCustomer } from '../customer/no-such-customer.tsx'
import { isNothingThere } from '../customer/use-customer.ts'
import { LoadFailed } from '../shell/faces.tsx'
import { useMay } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import css from './cart.module.css'
import { CartScreen } from './cart-screen.tsx'
import { CartSkeleton } from './cart-skeleton.tsx'
import { useCurrentCart } from './use-cart.ts'

const route = getRouteApi('/app/customers/$customerId/cart')

/** The address of a customer's cart at this store; the same cart again when it is opened again (CRT-1). */
export const CartPage = () => {
  const { customerId } = route.useParams()
  return <Page key={customerId} customerId={customerId} />
}

const Page = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const { sale } = route.useSearch()
  const may = useMay('cart.edit')
  const storeId = useStore().id
  const router = useRouter()
  const navigate = useNavigate()
  const customer = useQuery(orpc.customers.get.queryOptions({ input: { storeId, customerId } }))
  const cart = useCurrentCart(may ? customerId : undefined)
  const back = () => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: '/customers/$customerId', params: { customerId }, replace: true })
  }
  const backTap = (
    <Tap label={t('app.back')} onClick={back}>
      <IconChevronLeft size={24} stroke={1.6} aria-hidden />
    </Tap>
  )
  if (customer.data && cart.data)
    return (
      <CartScreen
        customer={customer.data}
        cart={cart.data.cart}
        kind={cart.data.cart?.kind ?? (sale ? 'sale' : 'remote')}
        fetchedAt={cart.dataUpdatedAt}
        back={backTap}
        onLeave={back}
      />
    )
  const error = customer.error ?? cart.error
  return (
    <div className={css.page}>
      <header className={css.head}>{backTap}</header>
      {!may ? (
        <EmptyState icon={<IconLock aria-hidden />} text={t('refusal.NOT_PERMITTED')} />
      ) : !error ? (
        <CartSkeleton />
      ) : isNothingThere(error) ? (
        <NoSuchCustomer />
      ) : (
        <LoadFailed
          error={error}
          onRetry={() => {
            void customer.refetch()
            void cart.refetch()
          }}
        />
      )}
    </div>
  )
}
