import type { Cart } from '@rapport/contract'
import type { OpenPart } from './options.tsx'

/** Which sheet mends what is missing; an item's problem is mended where the item stands. */
export const mendOf = (
  cart: Cart,
): { missing: Cart['missing'][number]; part: OpenPart; itemId?: string } | null => {
  const missing = cart.missing[0]
  if (missing === undefined) return null
  if (missing === 'approval') return { missing, part: 'approval' }
  if (missing === 'address' || missing === 'shipping_option' || missing === 'not_shipped_there')
    return { missing, part: 'delivery' }
  const item = cart.items.find(each => each.problem !== null)
  return { missing, part: null, ...(missing === 'item_problem' && item ? { itemId: item.id } : {}) }
}

/** Takes the eye to an item. */
export const showItem = (itemId: string): void => {
  const row = document.getElementById(`item-${itemId}`)
  row?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  row?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true })
}
