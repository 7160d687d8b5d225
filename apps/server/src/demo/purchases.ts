import type { OrderInput } from '@rapport/contract'
import { currencies, type DemoCurrency, type Goods, goods, priceIn, variantId } from './boutique.ts'
import type { Chance } from './chance.ts'
import { type ToldPurchase, toldPurchases } from './data/purchases.ts'
import { known } from './insert-shops.ts'
import { momentOf } from './moment.ts'
import type { DemoStaff, DemoStore } from './played.ts'
import type { Person } from './script.ts'
import { goodsFor, sizeFor, type Wardrobe } from './wardrobe.ts'

export type Shopping = {
  now: Date
  chance: Chance
  shops: ReadonlyMap<string, DemoStore>
  crew: ReadonlyMap<string, DemoStaff>
  currencyOf(store: string): DemoCurrency
  emailOf(staff: string): string
}
type Buyer = Person & { sinceAt: Date }
type Line = OrderInput['lines'][number]
type Basket = { store: string; placedAt: Date; items: Item[]; online: boolean; reduced: boolean }
type Item = { goods: Goods; colour: number; size: string }

const dayMs = 24 * 60 * 60_000
const carriers: Record<DemoCurrency, { name: string; url: string }> = {
  EUR: { name: 'DHL', url: 'https://www.dhl.com/track?id=' },
  GBP: { name: 'Royal Mail', url: 'https://www.royalmail.com/track?id=' },
  USD: { name: 'UPS', url: 'https://www.ups.com/track?id=' },
  JPY: { name: 'Yamato', url: 'https://www.kuronekoyamato.co.jp/track?id=' },
}
const streets: Record<string, string> = {
  DE: 'Lindenstraße #',
  FR: '# rue des Tilleuls',
  GB: '# Linden Road',
  US: '# Linden Street',
  JP: '北青山#-12',
}
const reasons = ['Too large', 'Too small', 'The colour is another by daylight', 'A present that did not fit']
const taxes: Record<DemoCurrency, number> = { EUR: 19, GBP: 20, USD: 8.875, JPY: 10 }

/** Deals the purchases of a whole demo, numbered as they come; the same every time but for their dates. */
export class Till {
  readonly #at: Shopping
  #number = 10_200
  constructor(at: Shopping) {
    this.#at = at
  }

  /** What someone bought since we know them; many buy a little, few buy a lot. */
  historyOf(person: Buyer, wardrobe: Wardrobe): OrderInput[] {
    const told = toldPurchases[`${person.first} ${person.last}`]
    if (told && person.stores[0] === 'berlin') return told.map(one => this.#told(one, person))
    const { chance, now } = this.#at
    const choice = goodsFor(wardrobe)
    const count = chance.pick([0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 11])
    const days = Math.max(1, Math.floor((now.getTime() - person.sinceAt.getTime()) / dayMs) - 1)
    return Array.from({ length: count }, () => {
      const store = chance.is(92) ? (person.stores[0] ?? 'berlin') : chance.pick(person.stores)
      const placedAt = new Date(now.getTime() - (1 + chance.int(days)) * dayMs - chance.int(6 * 60) * 60_000)
      const items = Array.from({ length: chance.pick([1, 1, 1, 2, 2, 3]) }, () =>
        anItem(chance.pick(choice), wardrobe, chance),
      )
      return this.#order({ person, store, placedAt, items, online: chance.is(18) })
    })
  }

  /** Someone who left no name. */
  guestAt(store: string, wardrobe: Wardrobe): OrderInput {
    const { chance, now } = this.#at
    const placedAt = new Date(now.getTime() - chance.int(300) * dayMs - chance.int(8 * 60) * 60_000)
    const items = [anItem(chance.pick(goodsFor(wardrobe)), wardrobe, chance)]
    return this.#order({ person: null, store, placedAt, items, online: false })
  }

  #order(given: Omit<Basket, 'reduced'> & { person: Buyer | null }): OrderInput {
    const { chance, crew, emailOf } = this.#at
    const sellers = [...crew].filter(([, one]) => one.active && one.stores.includes(given.store))
    const seller =
      given.person?.with && chance.is(70) ? given.person.with : sellers[0] && chance.pick(sellers)[0]
    const order = this.#bare({ ...given, reduced: true })
    const shipped = given.online
    const days = (this.#at.now.getTime() - given.placedAt.getTime()) / dayMs
    return {
      ...order,
      ...(seller && !given.online && { staffEmail: emailOf(seller) }),
      ...(given.person && { customer: buyerOf(given.person, shipped ? chance.int(120) + 1 : null) }),
      ...(shipped && this.#delivered(order, given.placedAt, days)),
      ...(days > 12 && chance.is(8) && this.#back(order, given.placedAt)),
    }
  }

  #bare({ store, placedAt, items, online, reduced }: Basket) {
    const currency = this.#at.currencyOf(store)
    const lines = items.map(item =>
      lineOf(item, currency, online, reduced && this.#at.chance.is(12) ? 10 : 0),
    )
    const sum = lines.reduce((all, line) => all + line.totalMinor, 0)
    const { taxIncluded } = currencies[currency]
    const taxMinor = lines.reduce((all, line) => all + (line.taxMinor ?? 0), 0)
    const number = this.#number++
    return {
      source: online ? 'webshop' : 'till',
      externalId: `${online ? 'W' : 'T'}${number}`,
      number: `${online ? 'W' : 'T'}-${number}`,
      version: placedAt.toISOString(),
      placedAt: placedAt.toISOString(),
      currency,
      store: known(this.#at.shops, store).id,
      origin: online ? ('online' as const) : ('store' as const),
      state: 'completed' as const,
      lines,
      taxIncluded,
      taxMinor,
      totalMinor: sum + (taxIncluded ? 0 : taxMinor),
    }
  }

  #told(told: ToldPurchase, person: Buyer): OrderInput {
    const { shops, now, emailOf } = this.#at
    const zone = known(shops, told.store).zone
    const placedAt = /^\d{4}-/.test(told.when)
      ? new Date(`${told.when}T14:20:00Z`)
      : momentOf(told.when, { now, zone, previous: null })
    const order = this.#bare({
      store: told.store,
      placedAt,
      items: told.goods.map(one => itemOf(typeof one === 'string' ? one : one.item)),
      online: false,
      reduced: false,
    })
    const at = new Date(Math.min(placedAt.getTime() + 6 * dayMs, now.getTime())).toISOString()
    const returns = told.goods.flatMap((one, n): NonNullable<OrderInput['returns']> => {
      if (typeof one === 'string') return []
      const line = { line: n + 1, quantity: 1 }
      if ('back' in one)
        return [
          {
            kind: 'return',
            at,
            reason: one.back,
            amountMinor: order.lines[n]?.totalMinor ?? 0,
            lines: [line],
          },
        ]
      return [
        {
          kind: 'exchange',
          at,
          reason: 'Too small',
          lines: [{ ...line, replacement: replacementOf(one.for) }],
        },
      ]
    })
    return { ...order, staffEmail: emailOf(told.by), customer: buyerOf(person, null), returns }
  }

  #delivered(order: Pick<OrderInput, 'currency' | 'externalId'>, placedAt: Date, days: number) {
    const carrier = carriers[order.currency as DemoCurrency]
    const tracking = `${order.externalId}${this.#at.chance.int(1_000_000)}`
    const after = (n: number) => (days > n ? new Date(placedAt.getTime() + n * dayMs).toISOString() : null)
    const parcel = {
      carrier: carrier.name,
      tracking,
      trackingUrl: `${carrier.url}${tracking}`,
      shippedAt: after(1),
      deliveredAt: after(3),
    }
    return {
      state: days > 3 ? ('completed' as const) : ('open' as const),
      deliveries: days > 1 ? [parcel] : [],
    }
  }

  #back(order: Pick<OrderInput, 'lines'>, placedAt: Date): Pick<OrderInput, 'returns'> {
    const { chance } = this.#at
    const n = chance.int(order.lines.length)
    const line = order.lines[n] as Line
    const at = new Date(placedAt.getTime() + (3 + chance.int(8)) * dayMs).toISOString()
    const lines = [{ line: n + 1, quantity: 1 }]
    const other = neighbour(line)
    if (other && chance.is(40))
      return {
        returns: [
          {
            kind: 'exchange',
            at,
            reason: chance.pick(reasons),
            lines: lines.map(one => ({ ...one, replacement: other })),
          },
        ],
      }
    return {
      returns: [{ kind: 'return', at, reason: chance.pick(reasons), amountMinor: line.totalMinor, lines }],
    }
  }
}

function buyerOf(person: Buyer, house: number | null): NonNullable<OrderInput['customer']> {
  const street = streets[person.country]
  const address =
    house !== null && street && person.city
      ? { line1: street.replace('#', String(house)), city: person.city, country: person.country }
      : null
  return {
    firstName: person.first,
    lastName: person.last,
    language: person.language,
    phone: person.phones[0] ?? null,
    email: person.email ?? null,
    ...(address && { address }),
  }
}

function anItem(one: Goods, wardrobe: Wardrobe, chance: Chance): Item {
  return {
    goods: one,
    colour: chance.int(one.colours.length),
    size: sizeFor(one, wardrobe) ?? one.sizes[0] ?? '',
  }
}

function itemOf(id: string): Item {
  for (const one of goods)
    for (const [n, colour] of one.colours.entries())
      for (const size of one.sizes)
        if (variantId(one, colour.handle, size) === id) return { goods: one, colour: n, size }
  throw new Error(`The boutique has no «${id}».`)
}

function lineOf(
  { goods: one, colour, size }: Item,
  currency: DemoCurrency,
  ship: boolean,
  percentOff: number,
): Line {
  const way = one.colours[colour]
  const unitPriceMinor = priceIn(one, currency)
  const discountMinor = Math.round((unitPriceMinor * percentOff) / 100)
  const totalMinor = unitPriceMinor - discountMinor
  const rate = taxes[currency]
  const taxMinor = currencies[currency].taxIncluded
    ? Math.round((totalMinor * rate) / (100 + rate))
    : Math.round((totalMinor * rate) / 100)
  return {
    variant: variantId(one, way?.handle ?? '', size),
    name: one.name,
    quantity: 1,
    unitPriceMinor,
    discountMinor,
    taxMinor,
    totalMinor,
    fulfilment: ship ? 'ship' : 'in_store',
  }
}

const replacementOf = (id: string) => ({ variant: id, name: nameOf(itemOf(id)) })
const nameOf = ({ goods: one, colour, size }: Item) =>
  [one.name, one.colours[colour]?.name, size === 'One size' ? null : size].filter(Boolean).join(', ')

/** The same in the next size. */
function neighbour(line: Line) {
  const { goods: one, colour, size } = itemOf(line.variant ?? '')
  const next = one.sizes[one.sizes.indexOf(size) + 1]
  return next ? replacementOf(variantId(one, one.colours[colour]?.handle ?? '', next)) : null
}
