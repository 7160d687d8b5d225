import { Button } from '@mantine/core'
import type { Product, Variant } from '@rapport/contract'
import { IconShare2 } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCustomerQuery } from '../../customer/use-customer.ts'
import { withTexts } from '../../i18n/texts.ts'
import { useMay } from '../../shell/session.ts'
import { useAddWords } from '../use-add-words.ts'
import { Added } from './added.tsx'
import css from './product-page.module.css'
import { calledBy, useAddToCart, type Whose } from './use-add-to-cart.ts'
import { useShare } from './use-share.ts'

const Whom = lazy(async () => ({
  default: (await withTexts(['customers'], import('./whom-sheet.tsx'))).WhomSheet,
}))
const route = getRouteApi('/app/products/$productId')

/** «Share» and «Add 38 to a cart»: for whom one came, or for whom one says. */
export const ProductFoot = (props: {
  product: Product
  chosen: Variant | undefined
  sellable: boolean
  onSizes: () => void
}) => {
  const customerId = route.useSearch({ select: search => search.for })
  return customerId ? <FootFor {...props} customerId={customerId} /> : <Foot {...props} customer={null} />
}
type Props = Parameters<typeof ProductFoot>[0]

const FootFor = (props: Props & { customerId: string }) => {
  const customer = useCustomerQuery(props.customerId).data
  return <Foot {...props} customer={customer ?? null} />
}

const Foot = (props: Props & { customer: ReturnType<typeof useCustomerQuery>['data'] | null }) => {
  const { t } = useTranslation()
  const { product, chosen, sellable, customer } = props
  const scanned = route.useSearch({ select: search => search.scanned })
  const writes = useMay('message.send')
  const sells = useMay('cart.edit')
  const [asking, setAsking] = useState<'share' | 'cart' | null>(null)
  const share = useShare(product.id, chosen?.id)
  const add = useAddToCart(product, scanned ? 'scan' : 'search')
  const words = useCartWords(chosen, customer ?? null)
  const put = (whose: Whose) =>
    chosen && add.mutate({ variant: chosen, customer: whose, clientId: crypto.randomUUID() })
  return (
    <>
      {add.data && <Added {...add.data} />}
      <div className={css.foot}>
        {writes && (
          <Button
            variant="default"
            leftSection={<IconShare2 size={20} stroke={1.6} aria-hidden />}
            loading={share.isPending}
            onClick={() => (customer ? share.mutate(customer) : setAsking('share'))}
          >
            {t('products.share')}
          </Button>
        )}
        {sells && sellable && (
          <Button
            loading={add.isPending}
            onClick={() => (!chosen ? props.onSizes() : customer ? put(customer) : setAsking('cart'))}
          >
            {words}
          </Button>
        )}
      </div>
      <Suspense>
        {asking && (
          <Whom
            title={t(asking === 'share' ? 'products.shareWith' : 'products.addFor')}
            onClose={() => setAsking(null)}
            onPick={row => {
              setAsking(null)
              if (asking === 'share') share.mutate(row)
              else put(row)
            }}
          />
        )}
      </Suspense>
    </>
  )
}

const useCartWords = (chosen: Variant | undefined, customer: Whose | null) => {
  const { t } = useTranslation()
  const says = useAddWords().says(chosen?.size ?? null)
  if (!chosen) return t('products.chooseSize')
  if (customer) {
    const name = calledBy(customer)
    return says ? t('products.addSizeFor', { size: says, name }) : t('products.addOneFor', { name })
  }
  return says ? t('products.addSizeToCart', { size: says }) : t('products.addOneToCart')
}
