import { IconHistory } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withTexts } from '../../i18n/texts.ts'
import { useMay } from '../../shell/session.ts'
import css from './order-page.module.css'

const HistorySheet = lazy(async () => ({
  default: (await withTexts(['selling'], import('../../cart/history/history-sheet.tsx'))).HistorySheet,
}))

/** From an order to the cart that became it: who put it together, and how. */
export const OrderHistory = (props: { cartId: string; currency: string }) => {
  const { t } = useTranslation()
  const may = useMay('cart.edit')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <button type="button" className={css.track} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <IconHistory size={18} stroke={1.7} aria-hidden />
        {t('cartHistory.ofOrder')}
      </button>
      <Suspense>{open && <HistorySheet {...props} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
