import type { Move } from './merge-log.ts'

/**
 * What is moved whole, by its customer alone. What needs more than that (profile fields, stores, conversations, consent,
 * figures, candidates) has a file of its own; the test of the merge knows every table that names a customer.
 */
export const moves: readonly Move[] = [
  { table: 'contact_points', key: ['id'], column: 'customer_id' },
  { table: 'contact_point_owners', key: ['contact_point_id', 'until_seq'], column: 'customer_id' },
  { table: 'customer_external_ids', key: ['source', 'external_id'], column: 'customer_id' },
  { table: 'orders', key: ['id'], column: 'customer_id' },
  { table: 'carts', key: ['id'], column: 'customer_id' },
  { table: 'ambiguous_orders', key: ['order_id'], column: 'phone_customer_id' },
  { table: 'ambiguous_orders', key: ['order_id'], column: 'email_customer_id' },
  { table: 'customer_order_numbers', key: ['number'], column: 'customer_id', alike: ['number'] },
  { table: 'customer_notes', key: ['id'], column: 'customer_id' },
  { table: 'wishlist_items', key: ['id'], column: 'customer_id', alike: ['product_id', 'variant_id'] },
  { table: 'customer_assignments', key: ['id'], column: 'customer_id' },
  { table: 'important_dates', key: ['id'], column: 'customer_id', alike: ['label', 'date'] },
  { table: 'customer_stars', key: ['staff_id'], column: 'customer_id', alike: ['staff_id'] },
  { table: 'customer_views', key: ['staff_id', 'slot'], column: 'customer_id', alike: ['staff_id', 'slot'] },
  { table: 'unprompted_sends', key: ['at', 'message_id'], column: 'customer_id' },
  // Who was merged into the absorbed before leads straight to the survivor.
  { table: 'customers', key: ['id'], column: 'merged_into', name: 'customers_before' },
]

/** Kept by triggers from the tables above. */
export const derived: readonly string[] = [
  'customer_names',
  'customer_filters',
  'customer_purchases',
  'customer_numbers',
  'customer_keys',
]
