import { z } from 'zod'
import { AmountMinor, plainText } from './catalog.ts'
import { GivenCurrency } from './currencies.ts'
import { Instant } from './shapes.ts'

/** What a source may leave out, or give as null, is not there. */
const text = (max: number) => plainText(max).nullish()
const amount = AmountMinor.min(0)

export const OrderAddress = z.object({
  name: text(200),
  company: text(200),
  line1: text(200),
  line2: text(200),
  postalCode: text(20),
  city: text(100),
  region: text(100),
  /** ISO 3166-1 alpha-2; any case. */
  country: text(2),
  phone: text(40),
})
export type OrderAddress = z.infer<typeof OrderAddress>

/** Who bought, as the source knows them. Without external id, phone and email the order is a guest's. */
export const OrderCustomer = z.object({
  /** The source's id of the person. */
  externalId: text(200),
  phone: text(40),
  email: text(254),
  firstName: text(80),
  lastName: text(80),
  /** BCP 47; one that Rapport does not speak is left out. */
  language: text(35),
  birthday: z.iso.date().nullish(),
  address: OrderAddress.nullish(),
})
export type OrderCustomer = z.infer<typeof OrderCustomer>

const OrderLineInput = z.object({
  externalId: text(200),
  /** External id of the variant; else it is found by SKU, then by barcode. A line without any keeps its name. */
  variant: text(200),
  sku: text(100),
  barcode: text(40),
  name: plainText(300).min(1),
  colour: text(60),
  size: text(40),
  quantity: z.number().int().min(1).max(1_000_000),
  unitPriceMinor: amount,
  discountMinor: amount.default(0),
  taxMinor: amount.default(0),
  /** Of all its units, after discount. */
  totalMinor: amount,
  fulfilment: z.enum(['in_store', 'ship']).default('in_store'),
})

/** A line of the order: its external id, or its place counted from 1. */
const lineRef = z.union([plainText(200).min(1), z.number().int().min(1)])

const DeliveryInput = z.object({
  externalId: text(200),
  carrier: text(80),
  tracking: text(120),
  trackingUrl: plainText(500)
    .regex(/^https?:\/\//, 'must be a web address')
    .nullish(),
  shippedAt: Instant.nullish(),
  deliveredAt: Instant.nullish(),
  /** None: everything that is shipped. */
  lines: z.array(lineRef).max(500).default([]),
})

/**
 * `return`: goods came back. `refund`: money without goods. `exchange`: goods came back and others went out, which
 * counts in no return rate.
 */
export const ReturnKind = z.enum(['return', 'refund', 'exchange'])
export type ReturnKind = z.infer<typeof ReturnKind>

const ReturnInput = z.object({
  externalId: text(200),
  kind: ReturnKind,
  at: Instant,
  reason: text(500),
  /** Given back to the customer. */
  amountMinor: amount.default(0),
  lines: z
    .array(
      z.object({
        line: lineRef,
        quantity: z.number().int().min(1).max(1_000_000),
        /** What was given in exchange: external id, SKU or barcode of a variant, and how it is called. */
        replacement: z.object({ variant: text(200), name: text(300) }).nullish(),
      }),
    )
    .max(500)
    .default([]),
})

export const OrderOrigin = z.enum(['store', 'online', 'remote'])
export type OrderOrigin = z.infer<typeof OrderOrigin>
export const OrderState = z.enum(['open', 'completed', 'cancelled'])
export type OrderState = z.infer<typeof OrderState>

/**
 * An order as its source describes it, whole: what an earlier version had and this one has not is gone.
 * One by `source` and `externalId`. Amounts are minor units of `currency` and are kept as given: sources round.
 */
export const OrderInput = z.object({
  source: plainText(60).min(1),
  externalId: plainText(200).min(1),
  /** As the customer knows it; the external id when there is none. */
  number: plainText(60).min(1).nullish(),
  /** When the source last changed it; an older one changes nothing here. */
  version: Instant,
  placedAt: Instant,
  currency: GivenCurrency,
  /** Id, external id or name of a store; null for one that belongs to no store. */
  store: plainText(120).min(1).nullish(),
  staffEmail: text(254),
  origin: OrderOrigin.default('store'),
  state: OrderState.default('completed'),
  guest: z.boolean().default(false),
  customer: OrderCustomer.nullish(),
  lines: z.array(OrderLineInput).min(1).max(2000),
  shippingMinor: amount.default(0),
  discountMinor: amount.default(0),
  taxMinor: amount.default(0),
  /** Do the lines' totals contain the tax? */
  taxIncluded: z.boolean().default(true),
  totalMinor: amount,
  shippingAddress: OrderAddress.nullish(),
  deliveries: z.array(DeliveryInput).max(100).default([]),
  returns: z.array(ReturnInput).max(100).default([]),
  /** Other fields of the source, for auto-populate rules. */
  attributes: z
    .record(plainText(60).min(1), z.union([plainText(500), z.number(), z.boolean(), z.null()]))
    .default({}),
})
/** What a source sends: much of it may be left out. */
export type OrderInput = z.input<typeof OrderInput>
/** The same with what was left out filled in. */
export type GivenOrder = z.output<typeof OrderInput>
