import type { SharedContent, SharedItem } from './cart-content.ts'
import { fullName, wayOf } from './goods.ts'
import { discountLabel } from './sums.ts'
import { type PageLanguage, textOf } from './texts.ts'
import { moneyIn } from './words.ts'

/** One thing that is not as it was: how it was (null: it was not there) and how it is (null: it is not there any more). */
export type Change = { label: string; before: string | null; now: string | null }

type Words = { language: PageLanguage; store: { name: string; timeZone: string } }

/** What the customer finds otherwise than when they last looked, in the order of the page (CRT-6). */
export function whatChanged(before: SharedContent, now: SharedContent, { language, store }: Words): Change[] {
  const text = (key: string) => textOf(language, key)
  const money = (minor: number) => moneyIn(language, minor, now.currency)
  const was = (item: SharedItem) =>
    before.items.find(one => one.id === item.id) ??
    before.items.find(one => one.variantId === item.variantId && !now.items.some(({ id }) => id === one.id))
  const kept = new Set(now.items.flatMap(item => was(item)?.id ?? []))
  const say = (label: string, old: string | null, current: string | null): Change[] =>
    old === current ? [] : [{ label, before: old, now: current }]
  const way = (item: SharedItem) =>
    wayOf(language, { fulfilment: item.fulfilment, store, promise: null, paidAt: '' })
  const counted = (item: SharedItem) =>
    item.quantity > 1 ? `${item.quantity} × ${fullName(item)}` : fullName(item)
  const discounts = (content: SharedContent, of: string | null) =>
    content.discounts
      .filter(one => one.itemId === of)
      .map(
        one =>
          `${discountLabel(language, { reason: one.reason, percentBp: one.kind === 'percent' ? one.value : null, of: null })}: ${money(-one.amountMinor)}`,
      )
      .join(', ') || null
  const option = ({ delivery: { option: one }, totals }: SharedContent) =>
    one
      ? `${one.name}, ${totals.shippingMinor ? money(totals.shippingMinor) : textOf(language, 'sum.free')}`
      : null

  return [
    ...before.items
      .filter(item => !kept.has(item.id))
      .flatMap(item => say(text('change.removed'), counted(item), null)),
    ...now.items.flatMap(item => {
      const old = was(item)
      const about = (key: string) => `${fullName(item)}: ${text(key)}`
      if (!old) return say(text('change.added'), null, counted(item))
      return [
        ...say(about('change.quantity'), String(old.quantity), String(item.quantity)),
        ...say(about('change.price'), money(old.unitPriceMinor), money(item.unitPriceMinor)),
        ...say(about('change.way'), way(old), way(item)),
        ...say(about('change.discount'), discounts(before, old.id), discounts(now, item.id)),
      ]
    }),
    ...say(text('change.discount'), discounts(before, null), discounts(now, null)),
    ...say(text('change.delivery'), option(before), option(now)),
    ...say(text('change.tax'), money(before.totals.taxMinor), money(now.totals.taxMinor)),
    ...say(text('change.total'), money(before.totals.totalMinor), money(now.totals.totalMinor)),
  ]
}
