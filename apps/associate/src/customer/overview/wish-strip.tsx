import type { WishlistItem } from '@rapport/contract'
import { Tile } from '@rapport/ui'
import { variantWords, WishWords } from '../wishlist/wish-words.tsx'
import css from './overview.module.css'

/** The latest wishes side by side; what does not fit is drawn in with a finger. */
export const WishStrip = ({ wishes }: { wishes: readonly WishlistItem[] }) => (
  <ul className={css.strip}>
    {wishes.map(wish => (
      <li key={wish.id} className={css.wish}>
        <Tile src={wish.product.pictureUrl} size="card" />
        <h3 className="d16">{wish.product.name}</h3>
        <WishWords wish={wish} />
        {(wish.note ?? variantWords(wish)) && <p className={css.reason}>{wish.note ?? variantWords(wish)}</p>}
      </li>
    ))}
  </ul>
)
