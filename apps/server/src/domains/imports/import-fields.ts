import type { ImportField, ImportKind, ImportMapping, ImportReading } from '@rapport/contract'
import { locationOfDocuments } from './detect.ts'
import { datesOf, decimalOf, germanHeads, isYearLast } from './how-written.ts'

type Field = ImportField & { also: string }
const field = (
  key: string,
  type: ImportField['type'],
  also: string,
  more: Partial<Pick<ImportField, 'needed' | 'of'>> = {},
): Field => ({ key, type, also, needed: false, of: 'record', ...more })
const needed = { needed: true } as const
const line = { of: 'line' } as const
const neededLine = { needed: true, of: 'line' } as const

const person = (prefix: string) => [
  field(`${prefix}externalId`, 'text', 'customerid custid kundennummer kundennr customernumber clientid'),
  field(`${prefix}firstName`, 'text', 'firstname vorname givenname prenom'),
  field(`${prefix}lastName`, 'text', 'lastname nachname surname familyname nom'),
  field(`${prefix}name`, 'text', 'customername fullname kundenname billingname customer kunde'),
  field(`${prefix}phone`, 'phone', 'phone telephone telefon mobile handy phonenumber tel mobil billingphone'),
  field(`${prefix}email`, 'email', 'email mail emailaddress customeremail emailadresse'),
  field(`${prefix}language`, 'text', 'language sprache locale'),
  field(`${prefix}birthday`, 'date', 'birthday dateofbirth geburtstag geburtsdatum dob'),
]
const address = (prefix: string) => [
  field(`${prefix}line1`, 'text', 'address1 street strasse address adresse billingaddress1 addressline1'),
  field(`${prefix}line2`, 'text', 'address2 addressline2 adresszusatz billingaddress2'),
  field(`${prefix}postalCode`, 'text', 'zip postalcode postcode plz billingzip'),
  field(`${prefix}city`, 'text', 'city ort stadt town billingcity'),
  field(`${prefix}region`, 'text', 'state region province bundesland billingprovince'),
  field(`${prefix}country`, 'country', 'country land countrycode billingcountry'),
]

/** What can be read of each kind; `also` are names that columns go by, folded. */
const fields: Record<ImportKind, Field[]> = {
  orders: [
    field(
      'externalId',
      'text',
      'orderid invoiceno invoice orderno bestellung bestellnummer ordernumber order receipt',
      needed,
    ),
    field('source', 'text', 'source quelle system', needed),
    field('number', 'text', 'number ordername bestellnr'),
    field(
      'placedAt',
      'instant',
      'placedat date orderdate invoicedate createdat datum bestelldatum purchasedat',
      needed,
    ),
    field('version', 'instant', 'version updatedat modifiedat changedat'),
    field('currency', 'currency', 'currency currencycode waehrung', needed),
    field('store', 'store', 'store storename storeid filiale shop location branch'),
    field('staffEmail', 'email', 'staffemail associate seller verkaeufer'),
    ...person('customer.'),
    ...address('customer.address.'),
    field('shippingMinor', 'money', 'shipping shippingcost versand versandkosten'),
    field('discountMinor', 'money', 'orderdiscount discountamount'),
    field('taxMinor', 'money', 'tax taxes mwst'),
    field('totalMinor', 'money', 'total ordertotal gesamt summe grandtotal'),
    field(
      'line.name',
      'text',
      'product productname item itemname description artikel bezeichnung lineitemname',
      neededLine,
    ),
    field('line.sku', 'text', 'sku stockcode articlenumber artikelnummer lineitemsku', line),
    field('line.barcode', 'text', 'barcode ean gtin upc', line),
    field('line.colour', 'text', 'colour color farbe', line),
    field('line.size', 'text', 'size groesse', line),
    field('line.quantity', 'number', 'quantity qty menge anzahl lineitemquantity', line),
    field('line.unitPriceMinor', 'money', 'unitprice price preis einzelpreis lineitemprice', neededLine),
    field('line.discountMinor', 'money', 'discount linediscount rabatt lineitemdiscount', line),
    field('line.totalMinor', 'money', 'linetotal zeilensumme betrag', line),
  ],
  customers: [
    ...person(''),
    ...address('address.'),
    field('store', 'store', 'store storename storeid filiale homestore'),
    field('tags', 'list', 'tags tag schlagworte segment'),
  ],
  products: [
    field('externalId', 'text', 'productid product handle artikel artikelnummer style styleid', needed),
    field('version', 'instant', 'version updatedat modifiedat changedat'),
    field('name', 'text', 'name title productname bezeichnung', needed),
    field('description', 'text', 'description beschreibung bodyhtml body'),
    field('department', 'text', 'department category type warengruppe abteilung productcategory'),
    field('material', 'text', 'material'),
    field('care', 'text', 'care pflege'),
    field('season', 'text', 'season saison'),
    field('sizeSystem', 'text', 'sizesystem'),
    field('collections', 'list', 'collection collections kollektion'),
    field('pictureUrl', 'text', 'picture image imagesrc imageurl bild'),
    field('line.externalId', 'text', 'variantid variant', line),
    field('line.sku', 'text', 'sku variantsku articlenumber', line),
    field('line.barcode', 'text', 'barcode ean gtin upc variantbarcode', line),
    field('line.colour', 'text', 'colour color farbe', line),
    field('line.size', 'text', 'size groesse', line),
    field('line.price', 'money', 'price preis variantprice', line),
    field('line.currency', 'currency', 'currency waehrung', line),
  ],
  stock: [
    field('variant', 'text', 'variant sku barcode ean variantid articlenumber artikelnummer', needed),
    field('store', 'store', 'store storename storeid filiale location'),
    field('quantity', 'number', 'quantity qty stock bestand menge available atp', needed),
    field('version', 'instant', 'version updatedat date datum'),
  ],
}

/** The fields that a file of this kind can have. */
export const fieldsOf = (kind: ImportKind): ImportField[] => fields[kind].map(({ also: _, ...rest }) => rest)

/** Those of them that a mapping can say: a known shape maps itself, but for whose store the orders of a shop are. */
export function fieldsToMap(kind: ImportKind, reading: ImportReading | null): ImportField[] {
  if (!reading || reading.shape === 'table') return fieldsOf(kind)
  return reading.shape === 'shopify' && kind === 'orders'
    ? fieldsOf(kind).filter(({ key }) => key === 'store')
    : []
}

/**
 * Needed fields that nothing gives, and `dates` where the file leaves open whether the day or the month is first. A file
 * in a shape of its own needs no mapping at all.
 */
export function missingFields(
  kind: ImportKind,
  reading: ImportReading | null,
  mapping: ImportMapping | null,
): string[] {
  if (reading && reading.shape !== 'table') return []
  const given = mapping?.fields ?? {}
  const missing = fields[kind].filter(each => each.needed && !given[each.key]).map(each => each.key)
  return mapping?.dates === 'iso' && datesIn(kind, reading, mapping).some(isYearLast)
    ? [...missing, 'dates']
    : missing
}

/** What the file has, as far as it was looked at, in columns that are dates. */
function datesIn(kind: ImportKind, reading: ImportReading | null, mapping: ImportMapping): string[] {
  const columns = new Set(
    fields[kind].flatMap(({ key, type }) => {
      const source = type === 'instant' || type === 'date' ? mapping.fields[key] : undefined
      return source && 'column' in source ? [source.column] : []
    }),
  )
  return (reading?.columns ?? []).flatMap(({ name, samples }) => (columns.has(name) ? samples : []))
}

const folded = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[äöü]/g, sign => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[sign] ?? sign)
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * Which column is probably which field, by its name, and how its values are probably written, by their samples.
 * A column is used once; a field that nothing names stays open.
 * @param countries where the stores are
 */
export function suggestMapping(
  kind: ImportKind,
  reading: ImportReading,
  countries: readonly string[],
): ImportMapping {
  if (reading.shape !== 'table') return { ...plain, fields: storeOfShape(kind, reading) }
  const left = new Map(reading.columns.map(column => [folded(column.name), column]))
  const found: ImportMapping['fields'] = {}
  const dates: string[] = []
  const amounts: string[] = []
  for (const each of fields[kind]) {
    const own = each.key.split('.').at(-1) ?? each.key
    const names = [folded(each.key), folded(own), ...each.also.split(' ')]
    const name =
      names.find(one => left.has(one)) ??
      (isOfPerson(kind, each.key)
        ? [...left.keys()].find(one => names.includes(one.replace(ofCustomer, '')))
        : undefined)
    const column = name === undefined ? undefined : left.get(name)
    if (!name || !column) continue
    left.delete(name)
    found[each.key] = { column: column.name }
    if (each.type === 'instant' || each.type === 'date') dates.push(...column.samples)
    if (each.type === 'money' || each.type === 'number') amounts.push(...column.samples)
  }
  if (fields[kind].some(each => each.key === 'source') && !found.source)
    found.source = { constant: usualSource }
  const looksGerman =
    reading.delimiter === ';' || reading.columns.some(({ name }) => germanHeads.has(folded(name)))
  return {
    ...plain,
    fields: found,
    dates: datesOf(dates, countries),
    decimal: decimalOf(amounts, looksGerman),
  }
}

/** By its name a file would be another system each month, and each order in it another one. */
const usualSource = 'import'

const isOfPerson = (kind: ImportKind, key: string) => key.startsWith('customer.') || kind === 'customers'
/** «Kunde E-Mail», «Customer phone»: whose it is stands before what it is. */
const ofCustomer = /^(?:kund(?:e|en|in)|customers?|clients?|buyers?|kaeufer|besteller)/

const plain = { dates: 'iso', timeZone: 'UTC', decimal: '.', country: null } as const

/** Where a known shape says its store, by the name that it has there. */
function storeOfShape(kind: ImportKind, reading: ImportReading): ImportMapping['fields'] {
  if (fieldsToMap(kind, reading).length === 0) return {}
  const column = reading.columns.find(({ name }) => name === 'Location' || name === locationOfDocuments)
  return column ? { store: { column: column.name } } : {}
}
