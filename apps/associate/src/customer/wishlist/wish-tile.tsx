import { api } from '@rapport/client'
import type { WishlistItem } from '@rapport/contract'
import { Tile, useLocale } from '@rapport/ui'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../shell/session.ts'
import { useStore } from '../../shell/store-choice.ts'
import { useRemoval } from '../use-removal.tsx'
import { wishesKey } from './use-wishlist.ts'
import { variantWords, WishWords } from './wish-words.tsx'
import css from './wishlist.module.css'

/** One wish: the thing itself, what it costs and whether it is here, and who had the idea. */
export const WishTile = ({ wish, customerId }: { wish: WishlistItem; customerId: string }) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const edits = useMay('customer.edit')
  const remove = useRemoval()
  const { name } = wish.product
  const variant = variantWords(wish)
  const takeAway = () =>
    remove({
      id: wish.id,
      words: t('wishes.removed', { name }),
      queryKey: wishesKey(customerId),
      perform: () => api.wishlist.remove({ storeId, customerId, itemId: wish.id }),
    })
  return (
    <article className={css.wish}>
      <Tile src={wish.product.pictureUrl} size="card" />
      <h2 className="d16">{name}</h2>
      {variant && <p>{variant}</p>}
      <WishWords wish={wish} />
      <p className={css.why}>
        {wish.note && <span className={css.words}>{wish.note}</span>}
        <Whose wish={wish} />
      </p>
      {edits && (
        <button
          type="button"
          className={css.remove}
          aria-label={t('wishes.remove', { name })}
          title={t('wishes.remove', { name })}
          onClick={takeAway}
        >
          <IconX size={16} stroke={1.8} aria-hidden />
        </button>
      )}
    </article>
  )
}

const Whose = ({ wish }: { wish: WishlistItem }) => {
  const { t } = useTranslation()
  const { staff } = useSession()
  const { language, timeZone } = useLocale()
  const { source, addedBy, addedAt } = wish
  const since = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone }).format(
    Date.parse(addedAt),
  )
  if (source === 'associate' && addedBy)
    return addedBy.id === staff.id
      ? t('wishes.byYou', { since })
      : t('wishes.by', { name: addedBy.firstName, since })
  return t(source === 'import' ? 'wishes.byImport' : 'wishes.byCustomer', { since })
}
