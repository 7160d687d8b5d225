import { Button } from '@mantine/core'
import { api } from '@rapport/client'
import type { Cart, Customer } from '@rapport/contract'
import { moneyInWords, Note, Sheet, useLocale } from '@rapport/ui'
import { IconMapPinOff, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddressLines } from '../../customer/address-lines.tsx'
import { useCartChange } from '../use-cart-change.ts'
import { type CartAddress, fromProfile, sameAddress } from './address.ts'
import { AddressForm } from './address-form.tsx'
import css from './delivery.module.css'
import { usePromiseWords } from './use-promise-words.ts'

type Props = { cart: Cart; customer: Customer; opened: boolean; onClose: () => void }

/** Where the goods go and how: an address of theirs or a new one, then what may be had for it, with price and promise. */
export const DeliverySheet = ({ cart, customer, opened, onClose }: Props) => {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const { address, options, option } = cart.delivery
  const set = useCartChange(cart, (to: { address: CartAddress | null; shippingRateId: string | null }) =>
    api.carts.setDelivery({ cartId: cart.id, ...to }),
  )
  /** Another address may have other rates: the same way stays where it is offered, an only one needs no choosing. */
  const choose = async (next: CartAddress) => {
    const found = (await set.mutateAsync({ address: next, shippingRateId: null })).delivery.options
    const kept = found.find(each => each.id === option?.id) ?? (found.length === 1 ? found[0] : undefined)
    if (kept) await set.mutateAsync({ address: next, shippingRateId: kept.id })
    setAdding(false)
  }
  const known = customer.addresses.map(fromProfile)
  const addresses =
    address && !known.some(each => sameAddress(each, address)) ? [...known, address as CartAddress] : known
  // What was just chosen stands there at once; whether it may be had comes with the answer.
  const wanted = set.isPending ? set.variables : undefined
  const optionId = wanted?.shippingRateId ?? option?.id
  const chosen = address ? addresses.find(each => sameAddress(each, address)) : undefined
  const nowhere = cart.missing.includes('not_shipped_there')
  return (
    <Sheet
      opened={opened}
      onClose={() => {
        setAdding(false)
        onClose()
      }}
      closeLabel={t('app.close')}
      title={t(adding ? 'cart.delivery.newAddress' : 'cart.delivery.title')}
    >
      {adding || addresses.length === 0 ? (
        <AddressForm
          name={`${customer.firstName} ${customer.lastName}`.trim()}
          busy={set.isPending}
          onGive={next => void choose(next).catch(() => {})}
          {...(addresses.length > 0 ? { onBack: () => setAdding(false) } : {})}
        />
      ) : (
        <div className={css.sheet} aria-busy={set.isPending || undefined}>
          <fieldset className={css.choices}>
            <legend className={css.legend}>{t('cart.delivery.where')}</legend>
            {addresses.map(each => (
              <Choice
                key={JSON.stringify(each)}
                group="address"
                checked={wanted?.address ? sameAddress(each, wanted.address) : each === chosen}
                disabled={set.isPending}
                onChoose={() => void choose(each).catch(() => {})}
              >
                <AddressLines address={each} />
              </Choice>
            ))}
          </fieldset>
          <Button
            variant="subtle"
            leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('cart.delivery.newAddress')}
          </Button>
          {nowhere && (
            <Note tone="warn" icon={<IconMapPinOff size={20} stroke={1.7} aria-hidden />} role="status">
              {t('cart.delivery.nowhere')}
            </Note>
          )}
          {chosen && options.length > 0 && (
            <fieldset className={css.choices}>
              <legend className={css.legend}>{t('cart.delivery.how')}</legend>
              {options.map(each => (
                <Choice
                  key={each.id}
                  group="option"
                  checked={each.id === optionId}
                  disabled={set.isPending}
                  onChoose={() => set.mutate({ address: chosen, shippingRateId: each.id })}
                >
                  <Option option={each} currency={cart.currency} />
                </Choice>
              ))}
            </fieldset>
          )}
          <div className={css.actions}>
            <Button onClick={onClose} disabled={set.isPending}>
              {t('cart.done')}
            </Button>
          </div>
        </div>
      )}
    </Sheet>
  )
}

const Option = (props: { option: Cart['delivery']['options'][number]; currency: string }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const promise = usePromiseWords()
  const { option, currency } = props
  return (
    <span className={css.option}>
      <span>
        <b>{option.name}</b>
        <span className="soft">{promise(option)}</span>
      </span>
      <span className="num">
        {option.priceMinor === 0
          ? t('cart.delivery.free')
          : moneyInWords(option.priceMinor, currency, language)}
      </span>
    </span>
  )
}

const Choice = (props: {
  group: string
  checked: boolean
  disabled: boolean
  onChoose: () => void
  children: React.ReactNode
}) => (
  <label className={css.choice}>
    <input
      type="radio"
      name={props.group}
      checked={props.checked}
      disabled={props.disabled}
      onChange={props.onChoose}
    />
    {props.children}
  </label>
)
