import type { SharedContent } from './cart-content.ts'
import { fullName, kindOf, wayOf } from './goods.ts'
import { type Foot, footOf } from './legal.ts'
import { discountLabel, includedTax, sumLines } from './sums.ts'
import { type PageLanguage, textOf } from './texts.ts'
import { whatChanged } from './what-changed.ts'
import { moneyIn, nameIn } from './words.ts'
import { type Reach, writeBack } from './write-back.ts'

/**
 * What is true of a cart for the customer who opens it. `updating`: it was changed and not shared again. `unready`: shared, and not
 * payable until the customer has chosen where it goes.
 */
export type CartState = 'open' | 'unready' | 'updating' | 'expired' | 'closed' | 'paid'

export type CartFacts = {
  token: string
  state: CartState
  /** The one that the customer sees. */
  version: number
  business: string
  associate: string
  customer: { firstName: string; lastName: string; timeZone: string | null }
  store: { name: string; city: string; country: string; timeZone: string }
  content: SharedContent
  /** The first line of where it goes. */
  goesTo: string | null
  /** May the customer choose, and have they? */
  choice: 'none' | 'open' | 'made'
  /** The payment link is there. */
  linkReady: boolean
  reach: Reach | null
  seller: Parameters<typeof footOf>[0]
  now: Date
}

/** Why a page shows something else than was asked for. */
export type CartNotice = 'stale.text' | 'recheck.text'

const pathOf = (token: string) => `/c/${token}`

/** What the page of an open cart says; `seen` is the version that the customer saw before, when it is not this one. */
export function cartPage(
  language: PageLanguage,
  cart: CartFacts,
  more: { seen?: SharedContent | null; notice?: CartNotice | null; publicUrl: string },
) {
  const { content, store } = cart
  const money = (minor: number, cents?: 'needed') => moneyIn(language, minor, content.currency, cents)
  const abroad = cart.customer.timeZone !== null && cart.customer.timeZone !== cart.store.timeZone
  const total = money(content.totals.totalMinor)
  const nameOfItem = (id: string) => content.items.find(item => item.id === id)
  const picture = content.items.find(item => item.pictureUrl)?.pictureUrl ?? null
  const percentOf = (one: SharedContent['discounts'][number]) => (one.kind === 'percent' ? one.value : null)
  return {
    ...headOf(language, cart),
    picture: picture && new URL(picture, more.publicUrl).href,
    heading: textOf(language, 'cart.heading', {
      name: cart.associate,
      customer: nameIn(language, cart.customer),
    }),
    kept: abroad ? textOf(language, 'cart.keptIn', { city: store.city }) : textOf(language, 'cart.kept'),
    nowUrl: `${pathOf(cart.token)}/now?seen=${cart.version}`,
    notice: more.notice ? textOf(language, more.notice, { name: cart.associate }) : null,
    changes: more.seen ? whatChanged(more.seen, content, { language, store }) : null,
    items: content.items.map(item => {
      const own = content.discounts.find(one => one.itemId === item.id)
      return {
        name: item.name,
        kind: kindOf(item),
        picture: item.pictureUrl,
        pictureOf: fullName(item),
        price: `${item.quantity > 1 ? `${item.quantity} × ` : ''}${money(item.unitPriceMinor, 'needed')}`,
        discount: own
          ? `${discountLabel(language, { ...own, percentBp: percentOf(own), of: null })}: ${money(-own.amountMinor)}`
          : null,
        fulfilment: item.fulfilment,
        way: wayOf(language, {
          fulfilment: item.fulfilment,
          store,
          promise: content.delivery.option,
          paidAt: cart.now,
        }),
      }
    }),
    sums: [
      {
        label: textOf(language, 'cart.items', { n: content.totals.units }),
        amount: money(content.totals.grossMinor),
        good: false,
      },
      ...sumLines(language, {
        currency: content.currency,
        discounts: content.discounts.map(one => ({
          ...one,
          percentBp: percentOf(one),
          of: one.itemId ? (nameOfItem(one.itemId)?.name ?? null) : null,
        })),
        delivery: content.delivery.option && {
          label: cart.goesTo
            ? textOf(language, 'sum.deliveryTo', { place: cart.goesTo })
            : textOf(language, 'sum.delivery'),
          amountMinor: content.totals.shippingMinor,
        },
        taxLines: content.totals.taxLines,
      }),
    ],
    total,
    under: includedTax(language, content.currency, content.totals.taxLines),
    delivery:
      cart.choice === 'none'
        ? null
        : {
            href: `${pathOf(cart.token)}/delivery`,
            label: textOf(language, cart.choice === 'made' ? 'delivery.change' : 'delivery.choose'),
          },
    pay:
      cart.state === 'open'
        ? {
            action: `${pathOf(cart.token)}/pay`,
            version: cart.version,
            ready: cart.linkReady,
            label: textOf(language, 'pay.button', { amount: total }),
          }
        : null,
    whereFirst: cart.state === 'unready' && cart.choice !== 'none',
  }
}

/** What every page of a cart has: title, business, terms, and the way to write back. Its title names nobody: previews show it. */
export function headOf(language: PageLanguage, cart: CartFacts) {
  return {
    title: textOf(language, 'cart.title', { business: cart.business }),
    business: cart.business,
    picture: null as string | null,
    legal: footOf(cart.seller) as Foot | null,
    write: writeOf(language, cart),
  }
}

export function writeOf(
  language: PageLanguage,
  given: Pick<CartFacts, 'associate' | 'reach'>,
  about = textOf(language, 'write.aboutCart', { name: given.associate }),
) {
  const link = writeBack(given.reach, about)
  return link && { ...link, label: textOf(language, 'write.to', { name: given.associate }) }
}

type Words = 'updating' | 'moment' | 'unpayable' | 'confirming' | 'expired' | 'closed'

/** A page of a few words, with the way back to the cart where there is one, and always a way to write. */
export function cartWords(language: PageLanguage, cart: CartFacts, words: Words, notice?: CartNotice | null) {
  const look = words === 'updating' || words === 'moment' || words === 'unpayable' || words === 'confirming'
  return {
    ...headOf(language, cart),
    heading: textOf(language, `${words}.heading`, { name: cart.associate }),
    text: textOf(language, notice ?? `${words}.text`, { name: cart.associate }),
    go: look
      ? { href: pathOf(cart.token), main: words !== 'moment', label: textOf(language, 'look.again') }
      : null,
  }
}

export type CartGlance = Pick<CartFacts, 'token' | 'state' | 'version' | 'associate'>

/** The line that looks by itself: what became of the cart since the version that the customer has before them. */
export function cartNow(language: PageLanguage, cart: CartGlance, seen: number) {
  if (cart.state === 'updating')
    return {
      news: { text: textOf(language, 'updating.heading', { name: cart.associate }), link: null, href: null },
    }
  const over = cart.state === 'expired' || cart.state === 'closed'
  const which = cart.state === 'paid' ? 'Paid' : over ? 'Over' : cart.version === seen ? null : 'Changed'
  if (!which) return { news: null }
  const href = which === 'Changed' ? `${pathOf(cart.token)}?seen=${seen}` : pathOf(cart.token)
  return {
    news: {
      text: textOf(language, `news.${which.toLowerCase()}`, { name: cart.associate }),
      link: textOf(language, `news.see${which}`),
      href,
    },
  }
}
