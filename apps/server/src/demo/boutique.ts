import type { ProductInput } from '@rapport/contract'
import type { z } from 'zod'
import catalogue from './goods/catalogue.json' with { type: 'json' }

type Given = z.input<typeof ProductInput>

/** What a store takes, and whether the tax is in its prices. */
export const currencies = {
  EUR: { taxIncluded: true },
  GBP: { taxIncluded: true },
  USD: { taxIncluded: false },
  JPY: { taxIncluded: true },
} as const
export type DemoCurrency = keyof typeof currencies

/** Where the server shows the boutique's pictures. */
export const goodsPath = '/goods/'

export type Goods = (typeof catalogue.products)[number]
export const goods: readonly Goods[] = catalogue.products

export const variantId = (goods: Goods, colour: string, size: string) =>
  [goods.handle, colour, size.toLowerCase().replaceAll(' ', '-')].join('/')

/** EAN-13 by the rule of the catalogue's notes: base, place of the colour, place of the size, check digit. */
export function barcodeOf(goods: Goods, colour: number, size: number): string {
  const twelve = `${goods.barcode_base}${two(colour + 1)}${two(size + 1)}`
  const sum = [...twelve].reduce((all, digit, n) => all + Number(digit) * (n % 2 ? 3 : 1), 0)
  return `${twelve}${(10 - (sum % 10)) % 10}`
}
const two = (n: number) => String(n).padStart(2, '0')

/** Yen have no minor unit; a price in them is a round one. */
export const priceIn = (goods: Goods, currency: DemoCurrency): number =>
  currency === 'JPY' ? Math.round((goods.price.EUR * 1.64) / 100 / 100) * 100 : goods.price[currency]

/** The boutique's catalogue as a source would send it. */
export const boutique = (version: string): Given[] =>
  goods.map(one => ({
    externalId: one.handle,
    version,
    name: one.name,
    description: one.description,
    department: one.department,
    material: one.material,
    care: one.care,
    season: one.season,
    sizeSystem: one.size_system,
    pictures: one.colours.map(colour => ({
      colour: colour.name,
      url: `${goodsPath}${colour.file.replace('svg/', '')}`,
    })),
    collections: catalogue.collections.flatMap(({ handle, name, description }, n) =>
      one.collections.includes(handle) ? [{ externalId: handle, name, description, position: n + 1 }] : [],
    ),
    goesWith: one.goes_with,
    variants: one.colours.flatMap((colour, c) =>
      one.sizes.map((size, s) => ({
        externalId: variantId(one, colour.handle, size),
        sku: variantId(one, colour.handle, size).replaceAll('/', '-').toUpperCase(),
        barcode: barcodeOf(one, c, s),
        colour: colour.name,
        colourHex: colour.hex,
        size,
        weightGrams: one.weight_g,
        prices: (Object.keys(currencies) as DemoCurrency[]).map(currency => ({
          currency,
          amountMinor: priceIn(one, currency),
          taxIncluded: currencies[currency].taxIncluded,
        })),
      })),
    ),
  }))
