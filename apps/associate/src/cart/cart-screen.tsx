import { Button } from '@mantine/core'
import { api, orpc, useLive } from '@rapport/client'
import type { Cart, Customer } from '@rapport/contract'
import { clockTime, EmptyState, Note, useLocale } from '@rapport/ui'
import { IconShoppingBag, IconWifiOff } from '@tabler/icons-react'
import { useIsMutating, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHidden } from '../customer/use-removal.tsx'
import { AddRow } from './add-row.tsx'
import css from './cart.module.css'
import { CartFoot } from './cart-foot.tsx'
import { ItemRow } from './items/item-row.tsx'
import { CartOptions, type OpenPart } from './options.tsx'
import type { PayWay } from './pay/pay-way.ts'
import { QrSheet } from './pay/qr-sheet.tsx'
import { TillSheet } from './pay/till-sheet.tsx'
import { SharedNote } from './share/shared-note.tsx'
import { Totals } from './totals.tsx'
import { useCartChange } from './use-cart-change.ts'
import { useUntilWords } from './use-until-words.ts'
import { WishStrip } from './wish-strip.tsx'

type Props = {
  customer: Customer
  cart: Cart | null
  kind: Cart['kind']
  fetchedAt: number
  back: ReactNode
  onLeave: () => void
}

/** A customer's cart: what is in it, what it comes to, and the one thing to do with it. */
export const CartScreen = (props: Props) => {
  const { customer, cart, kind } = props
  const { t } = useTranslation()
  const locale = useLocale()
  const offline = useLive() === 'offline'
  const hidden = useHidden()
  const [part, setPart] = useState<OpenPart>(null)
  // As it stood when paying began: once it is paid there is no cart here any more, but the sheet that says so.
  const [paying, setPaying] = useState<{ way: PayWay; cart: Cart } | null>(null)
  const until = useUntilWords()
  const busy = useIsMutating({ predicate: ({ options }) => options.scope?.id === `cart ${cart?.id}` }) > 0
  const settings = useQuery(orpc.selling.settings.queryOptions()).data
  const name = customer.firstName || customer.name
  const items = cart?.items.filter(item => !hidden.has(item.id)) ?? []
  const mixed = kind === 'sale' || settings?.mixedCarts === true
  const filled = cart !== null && items.length > 0
  return (
    <div className={css.page}>
      <header className={css.head}>
        {props.back}
        <div className={css.title}>
          <h1 className="d20">{t(kind === 'sale' ? 'cart.saleFor' : 'cart.for', { name })}</h1>
          <p>{cart ? until(cart.expiresAt) : t('cart.none')}</p>
        </div>
        {filled && <SaveButton cart={cart} disabled={offline} onSaved={props.onLeave} />}
      </header>
      <div className={css.body}>
        <div className={css.column}>
          <div className={css.notes}>
            {offline && (
              <Note tone="mute" role="status" icon={<IconWifiOff size={20} stroke={1.7} aria-hidden />}>
                {t('cart.offline', { time: clockTime(new Date(props.fetchedAt).toISOString(), locale) })}
              </Note>
            )}
            {filled && <SharedNote cart={cart} name={name} />}
          </div>
          {filled ? (
            <ul className={css.items} aria-label={t('cart.list')}>
              {items.map(item => (
                <ItemRow key={item.id} cart={cart} item={item} mixed={mixed} offline={offline} />
              ))}
            </ul>
          ) : (
            <EmptyState
              icon={<IconShoppingBag aria-hidden />}
              text={t(kind === 'sale' ? 'cart.emptySale' : 'cart.empty', { name })}
            />
          )}
          <AddRow customer={customer} kind={kind} offline={offline} />
          <WishStrip customer={customer} cart={cart} kind={kind} offline={offline} />
          {filled && (
            <CartOptions cart={cart} customer={customer} offline={offline} open={part} onOpen={setPart} />
          )}
        </div>
      </div>
      {filled && (
        <footer className={css.foot}>
          <div className={css.footColumn}>
            <Totals cart={cart} busy={busy} />
            <CartFoot
              cart={cart}
              customer={customer}
              offline={offline}
              busy={busy}
              onMend={setPart}
              onPay={way => setPaying({ way, cart })}
            />
          </div>
        </footer>
      )}
      {paying?.way === 'till' && <TillSheet cart={paying.cart} onClose={() => setPaying(null)} />}
      {paying?.way === 'qr' && <QrSheet cart={paying.cart} name={name} onClose={() => setPaying(null)} />}
    </div>
  )
}

/** Parks the cart: it leaves the conversation's button and is found under the saved ones until midnight (CRT-5). */
const SaveButton = (props: { cart: Cart; disabled: boolean; onSaved: () => void }) => {
  const { t } = useTranslation()
  const { cart, onSaved } = props
  const save = useCartChange(cart, () => api.carts.save({ cartId: cart.id }))
  return (
    <Button
      variant="subtle"
      disabled={props.disabled}
      loading={save.isPending}
      onClick={() => save.mutate(undefined, { onSuccess: onSaved })}
    >
      {t('cart.save')}
    </Button>
  )
}
