import type { OrderInput } from '@rapport/contract'
import { z } from 'zod'
import { problemOf } from '../../../platform/problem-of.ts'
import { minorUnits } from './minor-units.ts'
import { ShapeProblem } from './shape-problem.ts'

/** As their Admin API documents an order, as far as we read it. */
const decimal = z.union([z.string(), z.number()]).nullish()
const text = z.string().nullish()
const id = z.union([z.string(), z.number()])
const Address = z.object({
  first_name: text,
  last_name: text,
  name: text,
  company: text,
  address1: text,
  address2: text,
  zip: text,
  city: text,
  province: text,
  province_code: text,
  country_code: text,
  phone: text,
})
const LineItem = z.object({
  id,
  name: text,
  title: text,
  variant_title: text,
  sku: text,
  quantity: z.number().int(),
  price: decimal,
  total_discount: decimal,
  discount_allocations: z.array(z.object({ amount: decimal })).nullish(),
  tax_lines: z.array(z.object({ price: decimal })).nullish(),
  requires_shipping: z.boolean().nullish(),
})
const Refund = z.object({
  id,
  created_at: z.string(),
  note: text,
  refund_line_items: z
    .array(
      z.object({
        line_item_id: id,
        quantity: z.number().int(),
        subtotal: decimal,
        total_tax: decimal,
        restock_type: text,
      }),
    )
    .nullish(),
  transactions: z.array(z.object({ kind: text, status: text, amount: decimal })).nullish(),
})
const Fulfillment = z.object({
  id: id.nullish(),
  created_at: z.string(),
  updated_at: text,
  status: text,
  shipment_status: text,
  tracking_company: text,
  tracking_number: text,
  tracking_url: text,
  line_items: z.array(z.object({ id })).nullish(),
})
const Document = z.object({
  id,
  name: text,
  email: text,
  phone: text,
  created_at: z.string(),
  processed_at: text,
  updated_at: text,
  cancelled_at: text,
  closed_at: text,
  currency: z.string(),
  financial_status: text,
  fulfillment_status: text,
  source_name: text,
  location_id: id.nullish(),
  tags: text,
  test: z.boolean().nullish(),
  taxes_included: z.boolean().nullish(),
  total_price: decimal,
  total_tax: decimal,
  total_discounts: decimal,
  customer_locale: text,
  customer: z
    .object({
      id: id.nullish(),
      email: text,
      phone: text,
      first_name: text,
      last_name: text,
      default_address: Address.nullish(),
    })
    .nullish(),
  billing_address: Address.nullish(),
  shipping_address: Address.nullish(),
  shipping_lines: z.array(z.object({ price: decimal, discounted_price: decimal })).nullish(),
  line_items: z.array(LineItem),
  fulfillments: z.array(Fulfillment).nullish(),
  refunds: z.array(Refund).nullish(),
})
type Document = z.infer<typeof Document>

/** Whose store an order is: nobody's, or its own location's, with a store for those that have no location. */
export type StoreOfDocuments = { otherwise: string | null } | null

/**
 * An order as Shopify's Admin API and its webhooks give it.
 * @throws ShapeProblem when it is none, or a test order
 */
export function orderFromShopify(document: unknown, store: StoreOfDocuments = null): OrderInput {
  const parsed = Document.safeParse(document)
  if (!parsed.success) {
    throw new ShapeProblem(problemOf(parsed.error).message)
  }
  const order = parsed.data
  if (order.test) throw new ShapeProblem('This is a test order.')
  const money = (amount: z.infer<typeof decimal>) => minorUnits(amount, order.currency)
  const lines = order.line_items.filter(line => line.quantity > 0)
  return {
    source: 'shopify',
    externalId: String(order.id),
    number: order.name ?? null,
    version: instant(order.updated_at ?? order.created_at),
    placedAt: instant(order.processed_at ?? order.created_at),
    currency: order.currency,
    store: store && (order.location_id ? String(order.location_id) : store.otherwise),
    origin: order.source_name === 'pos' ? 'store' : 'online',
    state: stateOf(order),
    customer: buyerOf(order),
    lines: lines.map(line => lineOf(line, money)),
    shippingMinor: sum((order.shipping_lines ?? []).map(one => money(one.discounted_price ?? one.price))),
    discountMinor: money(order.total_discounts),
    taxMinor: money(order.total_tax),
    taxIncluded: order.taxes_included ?? false,
    totalMinor: money(order.total_price),
    shippingAddress: addressOf(order.shipping_address),
    deliveries: (order.fulfillments ?? []).filter(one => one.status !== 'cancelled').map(deliveryOf),
    returns: (order.refunds ?? []).map(refund => returnOf(refund, order, money)),
    attributes: {
      ...(order.tags && { tags: order.tags.slice(0, 500) }),
      ...(order.source_name && { channel: order.source_name.slice(0, 500) }),
    },
  }
}

function stateOf(order: Document): OrderInput['state'] {
  if (order.cancelled_at || order.financial_status === 'voided') return 'cancelled'
  return order.closed_at || order.fulfillment_status === 'fulfilled' ? 'completed' : 'open'
}

function buyerOf(order: Document): OrderInput['customer'] {
  const { customer } = order
  const address = customer?.default_address ?? order.billing_address ?? order.shipping_address
  return {
    externalId: customer?.id ? String(customer.id) : null,
    phone: order.phone || customer?.phone || address?.phone || null,
    email: order.email || customer?.email || null,
    firstName: customer?.first_name || address?.first_name || null,
    lastName: customer?.last_name || address?.last_name || null,
    language: order.customer_locale ?? null,
    address: addressOf(address),
  }
}

function addressOf(address: z.infer<typeof Address> | null | undefined): OrderInput['shippingAddress'] {
  if (!address) return null
  return {
    name: address.name || [address.first_name, address.last_name].filter(Boolean).join(' ') || null,
    company: address.company,
    line1: address.address1,
    line2: address.address2,
    postalCode: address.zip,
    city: address.city,
    region: address.province_code || address.province,
    country: address.country_code,
    phone: address.phone,
  }
}

type Money = (amount: z.infer<typeof decimal>) => number

function lineOf(line: z.infer<typeof LineItem>, money: Money): OrderInput['lines'][number] {
  const unitPriceMinor = money(line.price)
  const allocated = sum((line.discount_allocations ?? []).map(one => money(one.amount)))
  const full = unitPriceMinor * line.quantity
  const discountMinor = Math.min(full, Math.max(allocated, money(line.total_discount)))
  return {
    externalId: String(line.id),
    sku: line.sku || null,
    name: (line.name || line.title || line.sku || 'Item').slice(0, 300),
    quantity: line.quantity,
    unitPriceMinor,
    discountMinor,
    taxMinor: sum((line.tax_lines ?? []).map(one => money(one.price))),
    totalMinor: full - discountMinor,
    fulfilment: line.requires_shipping === false ? 'in_store' : 'ship',
  }
}

const deliveryOf = (one: z.infer<typeof Fulfillment>): NonNullable<OrderInput['deliveries']>[number] => ({
  externalId: one.id ? String(one.id) : null,
  carrier: one.tracking_company,
  tracking: one.tracking_number,
  trackingUrl: one.tracking_url && /^https?:\/\//.test(one.tracking_url) ? one.tracking_url : null,
  shippedAt: instant(one.created_at),
  deliveredAt: one.shipment_status === 'delivered' ? instant(one.updated_at ?? one.created_at) : null,
  lines: (one.line_items ?? []).map(line => String(line.id)),
})

/** What was cancelled before it was sent never came back: its money is a refund, its goods are no return. */
function returnOf(
  refund: z.infer<typeof Refund>,
  order: Document,
  money: Money,
): NonNullable<OrderInput['returns']>[number] {
  const paid = (refund.transactions ?? []).filter(
    one => one.kind === 'refund' && (one.status ?? 'success') === 'success',
  )
  const items = refund.refund_line_items ?? []
  const worth = sum(items.map(one => money(one.subtotal) + (order.taxes_included ? 0 : money(one.total_tax))))
  const back = items.filter(one => one.restock_type !== 'cancel' && one.quantity > 0)
  return {
    externalId: String(refund.id),
    kind: back.length > 0 ? 'return' : 'refund',
    at: instant(refund.created_at),
    reason: refund.note ? refund.note.slice(0, 500) : null,
    amountMinor: paid.length > 0 ? sum(paid.map(one => money(one.amount))) : worth,
    lines: back.map(one => ({ line: String(one.line_item_id), quantity: one.quantity })),
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

function instant(text: string): string {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new ShapeProblem(`«${text}» is not a time.`)
  return new Date(ms).toISOString()
}
