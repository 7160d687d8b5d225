import type { Cart } from '@rapport/contract'
import { IconChevronRight, IconHistory } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import option from '../cart.module.css'

const HistorySheet = lazy(async () => ({ default: (await import('./history-sheet.tsx')).HistorySheet }))
const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const

/** The way to what was done to this cart. */
export const HistoryRow = ({ cart, offline }: { cart: Cart; offline: boolean }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={option.option}
        disabled={offline}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <IconHistory {...icon} />
        <span>
          <b>{t('cartHistory.title')}</b>
          <span className="soft">{t('cartHistory.row', { version: cart.version })}</span>
        </span>
        <IconChevronRight {...icon} />
      </button>
      <Suspense>
        {open && <HistorySheet cartId={cart.id} currency={cart.currency} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}
