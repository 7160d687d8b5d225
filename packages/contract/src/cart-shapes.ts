import { z } from 'zod'
import { Currency } from './catalog.ts'
import { OrderAddress } from './order-input.ts'
import { Id, Instant, StaffSummary } from './shapes.ts'

export const CartKind = z.enum(['remote', 'sale'])
export type CartKind = z.infer<typeof CartKind>
export const CartState = z.enum(['open', 'saved', 'paid', 'expired', 'emptied'])
export type CartState = z.infer<typeof CartState>
export const Fulfilment = z.enum(['in_store', 'ship'])
export type Fulfilment = z.infer<typeof Fulfilment>
const Minor = z.number().int()

export const CartDiscount = z.object({
  id: Id,
  /** Null: on the whole cart. */
  itemId: Id.nullable(),
  kind: z.enum(['amount', 'percent']),
  /** Minor units, or hundredths of a percent. */
  value: z.number().int(),
  reason: z.string(),
  /** What it comes to now. */
  amountMinor: Minor,
  givenBy: StaffSummary.nullable(),
  approvedBy: StaffSummary.nullable(),
})
export type CartDiscount = z.infer<typeof CartDiscount>

/** What stands in the way of selling an item as it is. */
export const ItemProblem = z.enum(['price_changed', 'no_price', 'sold_out', 'too_few', 'not_sold_any_more'])
export type ItemProblem = z.infer<typeof ItemProblem>

export const CartItem = z.object({
  id: Id,
  variantId: Id,
  productId: Id,
  name: z.string(),
  colour: z.string().nullable(),
  size: z.string().nullable(),
  sku: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  quantity: z.number().int(),
  fulfilment: Fulfilment,
  unitPriceMinor: Minor,
  /** Quantity times price. */
  grossMinor: Minor,
  /** Its own discount. */
  discountMinor: Minor,
  /** Its part of the cart's discount. */
  cartDiscountMinor: Minor,
  /** Contained in `totalMinor` when `taxIncluded`, else beside it. */
  taxMinor: Minor,
  taxRatePpm: z.number().int(),
  taxIncluded: z.boolean(),
  /** After discounts; without tax that is not included. */
  totalMinor: Minor,
  /** What it costs now, when that is not what it cost when it was added. */
  priceNowMinor: Minor.nullable(),
  /** Promised to nobody else: here for `in_store`, in the warehouse for `ship`. */
  available: z.number().int(),
  problem: ItemProblem.nullable(),
})
export type CartItem = z.infer<typeof CartItem>

export const TaxLine = z.object({
  label: z.string(),
  ratePpm: z.number().int(),
  included: z.boolean(),
  netMinor: Minor,
  taxMinor: Minor,
})
export type TaxLine = z.infer<typeof TaxLine>

export const CartTotals = z.object({
  units: z.number().int(),
  /** Goods before discounts. */
  grossMinor: Minor,
  discountMinor: Minor,
  shippingMinor: Minor,
  /** All tax; of it, `taxIncludedMinor` is contained in the prices already. */
  taxMinor: Minor,
  taxIncludedMinor: Minor,
  totalMinor: Minor,
  taxLines: z.array(TaxLine),
})
export type CartTotals = z.infer<typeof CartTotals>

/** Working days from payment. */
const promise = { daysFrom: z.number().int(), daysUntil: z.number().int() }
export const ShippingOption = z.object({ id: Id, name: z.string(), priceMinor: Minor, ...promise })
export type ShippingOption = z.infer<typeof ShippingOption>

export const Cart = z.object({
  id: Id,
  storeId: Id,
  customer: z.object({ id: Id, firstName: z.string(), lastName: z.string() }),
  conversationId: Id.nullable(),
  kind: CartKind,
  state: CartState,
  /** Rises with every change of what would be paid. */
  version: z.number().int(),
  /** The version that the customer sees and may pay; null: never shared. */
  sharedVersion: z.number().int().nullable(),
  sharedAt: Instant.nullable(),
  /** The customer's page; it stays the same. */
  pageUrl: z.string(),
  currency: Currency,
  /** The end of the store's day. */
  expiresAt: Instant,
  items: z.array(CartItem),
  discounts: z.array(CartDiscount),
  /** Whether anything is shipped, and what is known of it. */
  delivery: z.object({
    needed: z.boolean(),
    address: OrderAddress.nullable(),
    option: ShippingOption.nullable(),
    /** What the address, weight and total allow. */
    options: z.array(ShippingOption),
  }),
  totals: CartTotals,
  /** What must be done before it can be shared or paid. */
  missing: z.array(
    z.enum([
      'items',
      'address',
      'shipping_option',
      'approval',
      'item_problem',
      'nothing_to_pay',
      'not_shipped_there',
    ]),
  ),
  payment: z.enum(['none', 'preparing', 'ready', 'failed']),
  openedBy: StaffSummary,
  staff: StaffSummary,
  orderId: Id.nullable(),
  requotedFrom: Id.nullable(),
  createdAt: Instant,
  changedAt: Instant,
})
export type Cart = z.infer<typeof Cart>

export const CartRow = z.object({
  id: Id,
  customer: z.object({ id: Id, firstName: z.string(), lastName: z.string() }),
  conversationId: Id.nullable(),
  kind: CartKind,
  state: CartState,
  currency: Currency,
  units: z.number().int(),
  totalMinor: Minor,
  shared: z.boolean(),
  pictures: z.array(z.string()),
  staff: StaffSummary,
  changedAt: Instant,
  expiresAt: Instant,
})
export type CartRow = z.infer<typeof CartRow>

export const CartEvent = z.object({
  id: Id,
  at: Instant,
  what: z.string(),
  /** Null: by the customer on the page, or by the system. */
  staff: StaffSummary.nullable(),
  /** The version that it made, or was about; null for what is older than this field. */
  version: z.number().int().nullable(),
  /** The goods it was about. */
  item: z.object({ name: z.string(), colour: z.string().nullable(), size: z.string().nullable() }).nullable(),
  approvedBy: StaffSummary.nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type CartEvent = z.infer<typeof CartEvent>
