import { isCurrency, type OrderInput } from '@rapport/contract'
import { minorUnits } from './minor-units.ts'
import { ShapeProblem } from './shape-problem.ts'

type Row = Record<string, string>

/**
 * An order of Shopify's order export (CSV): its rows, of which the first has the order, and each a line of it.
 * @param store how the mapping says that its store is called
 * @throws ShapeProblem
 */
export function orderFromShopifyTable(rows: readonly Row[], store: string | null = null): OrderInput {
  const [first] = rows
  if (!first) throw new ShapeProblem('There is no row.')
  const of = (column: string) => cell(first, column)
  const currency = of('Currency')
  if (!isCurrency(currency)) throw new ShapeProblem(`Currency: «${currency}» is none.`)
  const money = (column: string, row = first) => minorUnits(cell(row, column), currency)
  const name = of('Name')
  const placedAt = instant(of('Created at') || of('Paid at'))
  const refunded = money('Refunded Amount')
  const [shippingMinor, taxMinor, totalMinor] = [money('Shipping'), money('Taxes'), money('Total')]
  return {
    source: 'shopify',
    externalId: of('Id') || name,
    number: name || null,
    version: versionOf(first, placedAt, refunded),
    placedAt,
    currency,
    store,
    origin: of('Source') === 'pos' ? 'store' : 'online',
    state: stateOf(first),
    customer: {
      phone: of('Phone') || of('Billing Phone') || of('Shipping Phone') || null,
      email: of('Email') || null,
      ...namesOf(of('Billing Name') || of('Shipping Name')),
      address: addressOf(first, 'Billing') ?? addressOf(first, 'Shipping'),
    },
    lines: rows.flatMap(row => lineOf(row, column => money(column, row))),
    shippingMinor,
    discountMinor: money('Discount Amount'),
    taxMinor,
    taxIncluded: money('Subtotal') + shippingMinor + taxMinor !== totalMinor,
    totalMinor,
    shippingAddress: addressOf(first, 'Shipping'),
    returns:
      refunded > 0
        ? [{ kind: 'refund', at: latestOf(first, placedAt).toISOString(), amountMinor: refunded }]
        : [],
    attributes: { ...(of('Tags') && { tags: of('Tags').slice(0, 500) }) },
  }
}

/** Shopify puts an apostrophe before what a spreadsheet would take for a number. */
const cell = (row: Row, column: string) => (row[column] ?? '').trim().replace(/^'(?=[+\d])/, '')

function stateOf(row: Row): OrderInput['state'] {
  if (cell(row, 'Cancelled at') || cell(row, 'Financial Status') === 'voided') return 'cancelled'
  return cell(row, 'Fulfillment Status') === 'fulfilled' ? 'completed' : 'open'
}

function latestOf(row: Row, placedAt: string): Date {
  const told = ['Paid at', 'Fulfilled at', 'Cancelled at'].flatMap(column => cell(row, column) || [])
  return new Date(Math.max(Date.parse(placedAt), ...told.map(one => Date.parse(instant(one)))))
}

/**
 * The export does not say when an order last changed: the latest time in it stands for that. A refund has no time at all,
 * but it only grows, so each of its minor units counts a millisecond.
 */
const versionOf = (row: Row, placedAt: string, refundedMinor: number) =>
  new Date(latestOf(row, placedAt).getTime() + Math.min(refundedMinor, 3_600_000)).toISOString()

function lineOf(row: Row, money: (column: string) => number): OrderInput['lines'] {
  const quantity = Number(cell(row, 'Lineitem quantity'))
  const name = cell(row, 'Lineitem name')
  if (!name || !Number.isInteger(quantity) || quantity < 1) return []
  const unitPriceMinor = money('Lineitem price')
  const discountMinor = Math.min(money('Lineitem discount'), unitPriceMinor * quantity)
  return [
    {
      sku: cell(row, 'Lineitem sku') || null,
      name: name.slice(0, 300),
      quantity,
      unitPriceMinor,
      discountMinor,
      totalMinor: unitPriceMinor * quantity - discountMinor,
      fulfilment: cell(row, 'Lineitem requires shipping') === 'false' ? 'in_store' : 'ship',
    },
  ]
}

function namesOf(whole: string) {
  const words = whole.split(/\s+/).filter(Boolean)
  return {
    firstName: (words.length > 1 ? words.slice(0, -1).join(' ') : whole).slice(0, 80) || null,
    lastName: words.length > 1 ? (words.at(-1) ?? '').slice(0, 80) : null,
  }
}

function addressOf(row: Row, which: 'Billing' | 'Shipping'): OrderInput['shippingAddress'] {
  const of = (column: string) => cell(row, `${which} ${column}`) || null
  if (!of('City') && !of('Address1') && !of('Street')) return null
  const country = of('Country')
  return {
    name: of('Name'),
    company: of('Company'),
    line1: of('Address1') ?? of('Street'),
    line2: of('Address2'),
    postalCode: of('Zip'),
    city: of('City'),
    region: of('Province'),
    country: country && /^[A-Za-z]{2}$/.test(country) ? country : null,
    phone: of('Phone'),
  }
}

/** «2026-03-02 10:00:00 +0100», and ISO 8601. */
function instant(text: string): string {
  const iso = text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ?([+-]\d\d):?(\d\d)$/, '$1T$2$3:$4')
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new ShapeProblem(`«${text}» is not a time.`)
  return new Date(ms).toISOString()
}
