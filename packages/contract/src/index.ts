import { attributes } from './attributes.ts'
import { audit } from './audit.ts'
import { carts } from './carts.ts'
import { catalog, catalogStreams } from './catalog.ts'
import { consent } from './consent.ts'
import { conversations } from './conversations.ts'
import { customers } from './customers.ts'
import { filters } from './filters.ts'
import { imports } from './imports.ts'
import { integrations } from './integrations.ts'
import { live } from './live.ts'
import { notes } from './notes.ts'
import { orderRules } from './order-rules.ts'
import { orderIntake, orderStreams, orders } from './orders.ts'
import { checkout, payments } from './payments.ts'
import { selling } from './pricing.ts'
import { privacy } from './privacy.ts'
import { profiles } from './profiles.ts'
import { session, setup, staff } from './staff.ts'
import { stores } from './stores.ts'
import { strictly } from './strictly.ts'
import { templates } from './templates.ts'
import { wishlist } from './wishlist.ts'

/** What oRPC serves. */
export const served = strictly({
  setup,
  session,
  staff,
  stores,
  customers,
  notes,
  wishlist,
  attributes,
  filters,
  profiles,
  catalog,
  orders: { ...orders, ...orderIntake, ...orderRules },
  carts,
  consent,
  conversations,
  templates,
  selling,
  payments,
  checkout,
  privacy,
  integrations,
  imports,
  audit,
  live,
})

/** What the edge serves as streams of lines. */
export const streams = { catalog: catalogStreams, orders: orderStreams }

/** The one contract: typed handlers, typed clients, OpenAPI document and leak test all come from it. */
export const contract = {
  ...served,
  catalog: { ...served.catalog, ...streams.catalog },
  orders: { ...served.orders, ...streams.orders },
}
export type Contract = typeof contract

export * from './attributes.ts'
export * from './audit.ts'
export * from './audit-actions.ts'
export * from './cart-shapes.ts'
export * from './carts.ts'
export * from './catalog.ts'
export * from './consent.ts'
export * from './conversations.ts'
export * from './currencies.ts'
export * from './customer-filter.ts'
export * from './customer-parts.ts'
export * from './customer-profile.ts'
export * from './customer-records.ts'
export * from './customers.ts'
export type * from './events.ts'
export * from './exported-lists.ts'
export * from './filters.ts'
export * from './gate.ts'
export * from './import-shapes.ts'
export * from './imports.ts'
export * from './integrations.ts'
export * from './languages.ts'
export * from './live.ts'
export * from './messages.ts'
export * from './notes.ts'
export * from './operation.ts'
export * from './order-input.ts'
export * from './order-rules.ts'
export * from './orders.ts'
export * from './payments.ts'
export * from './permissions.ts'
export * from './pricing.ts'
export * from './privacy.ts'
export * from './profiles.ts'
export * from './segments.ts'
export * from './shapes.ts'
export * from './staff.ts'
export * from './stores.ts'
export * from './streamed.ts'
export { strict } from './strictly.ts'
export * from './templates.ts'
export * from './timeline.ts'
export * from './wishlist.ts'
