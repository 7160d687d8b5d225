import type { Fulfilment } from '@rapport/contract'
import { type PageLanguage, textOf } from './texts.ts'
import { arrivalIn } from './words.ts'

type Goods = { name: string; colour: string | null; size: string | null }

/** «Sand, 38». */
export const kindOf = ({ colour, size }: Omit<Goods, 'name'>) => [colour, size].filter(Boolean).join(', ')

/** «Linen blazer, Sand, 38»: one item by its name alone. */
export const fullName = (goods: Goods) => [goods.name, goods.colour, goods.size].filter(Boolean).join(', ')

/** How something reaches the customer, in words; `promise` counts from `paidAt`. */
export function wayOf(
  language: PageLanguage,
  given: {
    fulfilment: Fulfilment
    store: { name: string; timeZone: string }
    promise: { daysFrom: number; daysUntil: number } | null
    paidAt: Date | string
    ready?: boolean
  },
): string {
  const { fulfilment, store, promise } = given
  if (fulfilment === 'in_store')
    return textOf(language, given.ready ? 'way.ready' : 'way.pickup', { store: store.name })
  if (!promise) return textOf(language, 'way.ship')
  const arrival = arrivalIn(language, given.paidAt, store.timeZone, promise)
  return 'day' in arrival ? textOf(language, 'way.day', arrival) : textOf(language, 'way.days', arrival)
}
