import { Button } from '@mantine/core'
import { EmptyState } from '@rapport/ui'
import { IconHanger2, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { useMay } from '../../shell/session.ts'
import { MoreBelow } from '../more-below.tsx'
import { useCustomer } from '../use-customer.ts'
import { useWishlist } from './use-wishlist.ts'
import { WishTile } from './wish-tile.tsx'
import css from './wishlist.module.css'

const AddWish = lazy(async () => ({ default: (await import('./add-wish.tsx')).AddWish }))

/** What they wish for, as pictures. */
export const WishlistTab = () => {
  const { t } = useTranslation()
  const customer = useCustomer()
  const adds = useMay('customer.edit')
  const searches = useMay('catalog.read')
  const [adding, setAdding] = useState(false)
  const { pages, wishes } = useWishlist(customer.id)
  const add = adds && searches && (
    <Button
      variant="light"
      leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('wishes.add')}
    </Button>
  )
  return (
    <div className={css.tab}>
      {!wishes ? (
        pages.error ? (
          <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <WishSkeleton />
        )
      ) : wishes.length === 0 ? (
        <EmptyState
          icon={<IconHanger2 aria-hidden />}
          text={t('wishes.none', { name: customer.firstName || customer.name })}
          action={add}
        />
      ) : (
        <>
          <div className={css.bar}>{add}</div>
          <ul className={css.grid} aria-label={t('profile.tab.wishlist')}>
            {wishes.map(wish => (
              <li key={wish.id}>
                <WishTile wish={wish} customerId={customer.id} />
              </li>
            ))}
          </ul>
          <MoreBelow pages={pages} />
        </>
      )}
      <Suspense>{adding && <AddWish customer={customer} onClose={() => setAdding(false)} />}</Suspense>
    </div>
  )
}

const WishSkeleton = () => {
  const { t } = useTranslation()
  return (
    <div className={css.grid} role="status" aria-label={t('app.loading')} aria-busy="true">
      {[0, 1, 2, 3].map(each => (
        <div key={each} className={css.wish} aria-hidden>
          <span className={css.blank} />
          <span className={css.line} />
        </div>
      ))}
    </div>
  )
}
