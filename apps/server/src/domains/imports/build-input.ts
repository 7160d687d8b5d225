import type { ImportField, ImportKind, ImportMapping } from '@rapport/contract'
import { canonicalPhone } from '../customers/contact-point.ts'
import { fieldsOf } from './import-fields.ts'
import {
  readCountry,
  readCurrency,
  readDate,
  readInstant,
  readMoney,
  readWhole,
  ValueProblem,
} from './read-value.ts'

/** A row of a table by the names of its columns. */
export type Row = ReadonlyMap<string, string>
/** The values of one field's source in a row, trimmed; empty is nothing. */
type Values = { text(key: string, row?: Row): string | undefined; read(key: string, row?: Row): unknown }

const types = new Map<string, ImportField['type']>(
  (['orders', 'customers', 'products', 'stock'] as const).flatMap(kind =>
    fieldsOf(kind).map(field => [`${kind} ${field.key}`, field.type] as const),
  ),
)

/**
 * What the verb of this kind takes, made of the rows of one record by the mapping.
 * @throws ValueProblem naming the column
 */
export function buildInput(
  kind: ImportKind,
  rows: readonly Row[],
  mapping: ImportMapping,
  now: Date,
): unknown {
  const [first] = rows
  if (!first) throw new Error('A record has at least one row.')
  const text = (key: string, row: Row = first) => cellOf(mapping, key, row)
  const read = (key: string, row: Row = first): unknown => {
    const value = text(key, row)
    if (value === undefined) return undefined
    const type = types.get(`${kind} ${key}`) ?? 'text'
    // An amount is as fine as its currency: what is wrong with that one is told first.
    const currency = type === 'money' ? (read('currency') ?? read('line.currency', row) ?? 'EUR') : ''
    try {
      return typed(type, value, mapping, String(currency))
    } catch (error) {
      if (!(error instanceof ValueProblem)) throw error
      throw new ValueProblem(`${columnOf(mapping, key)}: ${error.message}`)
    }
  }
  const at: Values = { text, read }
  return builders[kind](at, rows, now.toISOString(), mapping)
}

/** What a source gives for this row: the column, with the second one behind it, or the constant. */
export function cellOf(mapping: ImportMapping, key: string, row: Row): string | undefined {
  const source = mapping.fields[key]
  if (!source) return undefined
  if ('constant' in source) return source.constant
  const value = row.get(source.column)?.trim() ?? ''
  const also = source.also === undefined ? '' : (row.get(source.also)?.trim() ?? '')
  return (value && also ? `${value}-${also}` : value) || undefined
}

const columnOf = (mapping: ImportMapping, key: string) => {
  const source = mapping.fields[key]
  return source && 'column' in source ? source.column : key
}

function typed(type: ImportField['type'], value: string, mapping: ImportMapping, currency: string): unknown {
  if (type === 'money') return readMoney(value, mapping.decimal, currency)
  if (type === 'number') return readWhole(value, mapping.decimal)
  if (type === 'instant') return readInstant(value, mapping)
  if (type === 'date') return readDate(value, mapping)
  if (type === 'country') return readCountry(value)
  if (type === 'currency') return readCurrency(value)
  if (type === 'list')
    return value
      .split(/[,;|]/)
      .map(one => one.trim())
      .filter(Boolean)
  return value
}

/** Leaves out what is not there, so that defaults hold. */
const given = (pairs: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined))
const some = (pairs: Record<string, unknown>) => {
  const left = given(pairs)
  return Object.keys(left).length > 0 ? left : undefined
}

const addressOf = (at: Values, prefix: string) =>
  some({
    line1: at.read(`${prefix}line1`),
    line2: at.read(`${prefix}line2`),
    postalCode: at.read(`${prefix}postalCode`),
    city: at.read(`${prefix}city`),
    region: at.read(`${prefix}region`),
    country: at.read(`${prefix}country`),
  })

function personOf(at: Values, prefix: string, mapping: ImportMapping) {
  const phone = at.text(`${prefix}phone`)
  const [whole = '', ...rest] = (at.text(`${prefix}name`) ?? '').split(/\s+/)
  const split = at.text(`${prefix}firstName`) === undefined && at.text(`${prefix}lastName`) === undefined
  return given({
    externalId: at.read(`${prefix}externalId`),
    firstName: split ? whole || undefined : at.read(`${prefix}firstName`),
    lastName: split ? rest.join(' ') || undefined : at.read(`${prefix}lastName`),
    // A number without its country code is one of the file's country; one that is none is left to whoever takes it.
    phone: phone && ((mapping.country && canonicalPhone(phone, mapping.country)) ?? phone),
    email: at.read(`${prefix}email`),
    language: at.read(`${prefix}language`),
    birthday: at.read(`${prefix}birthday`),
  })
}

type Builder = (at: Values, rows: readonly Row[], now: string, mapping: ImportMapping) => unknown

const order: Builder = (at, rows, now, mapping) => {
  const lines = rows.map(row => {
    const quantity = (at.read('line.quantity', row) ?? 1) as number
    const unitPriceMinor = (at.read('line.unitPriceMinor', row) ?? 0) as number
    const discountMinor = (at.read('line.discountMinor', row) ?? 0) as number
    return given({
      name: at.read('line.name', row),
      sku: at.read('line.sku', row),
      barcode: at.read('line.barcode', row),
      colour: at.read('line.colour', row),
      size: at.read('line.size', row),
      quantity,
      unitPriceMinor,
      discountMinor,
      totalMinor: at.read('line.totalMinor', row) ?? quantity * unitPriceMinor - discountMinor,
    })
  })
  const shippingMinor = (at.read('shippingMinor') ?? 0) as number
  const discountMinor = (at.read('discountMinor') ?? 0) as number
  const sum = lines.reduce((total, line) => total + Number(line.totalMinor), 0)
  const address = addressOf(at, 'customer.address.')
  const customer = some({ ...personOf(at, 'customer.', mapping), address })
  return given({
    source: at.read('source'),
    externalId: at.read('externalId'),
    number: at.read('number'),
    placedAt: at.read('placedAt'),
    version: at.read('version') ?? now,
    currency: at.read('currency'),
    store: at.read('store'),
    staffEmail: at.read('staffEmail'),
    customer,
    guest: customer === undefined,
    lines,
    shippingMinor,
    discountMinor,
    taxMinor: at.read('taxMinor'),
    totalMinor: at.read('totalMinor') ?? sum + shippingMinor - discountMinor,
  })
}

const product: Builder = (at, rows, now) => {
  const variants = rows.map((row, place) => {
    const price = at.read('line.price', row)
    return given({
      externalId:
        at.read('line.externalId', row) ??
        at.read('line.sku', row) ??
        at.read('line.barcode', row) ??
        `${at.text('externalId')}-${place + 1}`,
      sku: at.read('line.sku', row),
      barcode: at.read('line.barcode', row),
      colour: at.read('line.colour', row),
      size: at.read('line.size', row),
      prices:
        price === undefined
          ? undefined
          : [given({ currency: at.read('line.currency', row) ?? 'EUR', amountMinor: price })],
    })
  })
  const pictures = rows.flatMap(row => {
    const url = at.text('pictureUrl', row)
    return url ? [given({ url, colour: at.read('line.colour', row) })] : []
  })
  const collections = (at.read('collections') ?? []) as string[]
  return given({
    externalId: at.read('externalId'),
    version: at.read('version') ?? now,
    name: at.read('name'),
    description: at.read('description'),
    department: at.read('department'),
    material: at.read('material'),
    care: at.read('care'),
    season: at.read('season'),
    sizeSystem: at.read('sizeSystem'),
    pictures: [...new Map(pictures.map(picture => [picture.url, picture])).values()],
    collections: collections.map(name => ({ externalId: name, name })),
    variants,
  })
}

const stock: Builder = (at, _rows, now) => ({
  variant: at.read('variant'),
  store: at.read('store') ?? null,
  quantity: at.read('quantity'),
  version: at.read('version') ?? now,
})

const customer: Builder = (at, _rows, _now, mapping) => {
  const { phone, email, ...person } = personOf(at, '', mapping) as Record<string, string>
  const address = addressOf(at, 'address.') as Record<string, string> | undefined
  // An address is kept whole or not at all; the city alone goes to the profile.
  const whole = address?.line1 && address.city && address.country
  return given({
    ...person,
    phones: phone ? [phone] : undefined,
    emails: email ? [email] : undefined,
    country: at.read('address.country'),
    city: at.read('address.city'),
    addresses: whole ? [address] : undefined,
    store: at.read('store'),
    tags: at.read('tags'),
  })
}

const builders: Record<ImportKind, Builder> = { orders: order, customers: customer, products: product, stock }
