import { Button } from '@mantine/core'
import type { Cart, Customer } from '@rapport/contract'
import { moneyExactly, useLocale } from '@rapport/ui'
import { IconCash, IconQrcode } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { mendOf, showItem } from '../mend.ts'
import { MissingWords } from '../missing-words.tsx'
import type { OpenPart } from '../options.tsx'
import type { PayWay } from './pay-way.ts'

type Props = {
  cart: Cart
  customer: Customer
  offline: boolean
  busy: boolean
  onMend: (part: OpenPart) => void
  onPay: (way: PayWay) => void
}

/** Paid in the store: at the terminal, in cash, or by the customer's own phone. Money is never taken without a connection. */
export const TakePayment = ({ cart, customer, offline, busy, onMend, onPay }: Props) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const mend = mendOf(cart)
  const name = customer.firstName || customer.name
  const start = (way: PayWay) => {
    if (!mend) onPay(way)
    else if (mend.itemId) showItem(mend.itemId)
    else onMend(mend.part)
  }
  return (
    <>
      <MissingWords missing={mend?.missing} />
      <Button
        size="lg"
        fullWidth
        disabled={offline || busy}
        leftSection={<IconCash size={20} stroke={1.7} aria-hidden />}
        onClick={() => start('till')}
      >
        {t('pay.take', { amount: moneyExactly(cart.totals.totalMinor, cart.currency, language) })}
      </Button>
      <Button
        variant="light"
        fullWidth
        disabled={offline || busy}
        leftSection={<IconQrcode size={20} stroke={1.7} aria-hidden />}
        onClick={() => start('qr')}
      >
        {t('pay.byPhone', { name })}
      </Button>
    </>
  )
}
