import type { Cart, Customer } from '@rapport/contract'
import { IconPlus, IconScan } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withTexts } from '../i18n/texts.ts'
import { useMay } from '../shell/session.ts'
import css from './cart.module.css'
import { useAdd } from './use-add.ts'

const ProductPicker = lazy(async () => ({
  default: (await withTexts(['products'], import('../products/product-picker.tsx'))).ProductPicker,
}))

/** The two ways to something new: looked for, or read off its label. */
export const AddRow = (props: { customer: Customer; kind: Cart['kind']; offline: boolean }) => {
  const { customer, kind, offline } = props
  const { t } = useTranslation()
  const reads = useMay('catalog.read')
  const [open, setOpen] = useState<'search' | 'scan' | null>(null)
  const add = useAdd(customer.id, kind)
  const close = () => setOpen(null)
  if (!reads) return null
  return (
    <div className={css.add}>
      <button type="button" disabled={offline} aria-haspopup="dialog" onClick={() => setOpen('search')}>
        <IconPlus size={20} stroke={1.8} aria-hidden />
        {t('cart.add')}
      </button>
      <button type="button" disabled={offline} aria-haspopup="dialog" onClick={() => setOpen('scan')}>
        <IconScan size={20} stroke={1.7} aria-hidden />
        {t('cart.scan')}
      </button>
      <Suspense>
        {open && (
          <ProductPicker
            wants="variant"
            title={t('cart.add')}
            scan={open === 'scan'}
            onClose={close}
            onPick={({ variantId, from }) => {
              close()
              add.mutate({ clientId: crypto.randomUUID(), variantId, from })
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
