import { type RawBuilder, sql } from 'kysely'
import type { Person } from './person.ts'

/**
 * A table that holds something of a person: which rows, whether they are in the export (or why not), and what erasing does
 * to them. The order is that in which they go: what refers to others first. A test compares this with the schema, so that a
 * new table is not forgotten.
 */
export type Holding = {
  table: string
  of(person: Person): RawBuilder<unknown>
  /** Not in the export, and why. */
  notExported?: string
  erase: 'delete' | { set: RawBuilder<unknown> } | { keep: string } | { byTrigger: string }
}

const ids = (list: string[]) => sql`any(${list}::uuid[])`
const byCustomer = (person: Person) => sql`t.customer_id = ${ids(person.customers)}`
const byPoint = (person: Person) => sql`t.contact_point_id = ${ids(person.points)}`
/** What was said on an address while it was theirs, also when it is another's by now. */
const saidBy = (person: Person) => sql`
  (t.contact_point_id = ${ids(person.points)} or t.contact_point_id in (select contact_point_id from contact_point_owners where customer_id = ${ids(person.customers)}))
  and consent_entry_owner(t.contact_point_id, t.seq) = ${ids(person.customers)}`
const byConversation = (person: Person) => sql`t.conversation_id = ${ids(person.conversations)}`
const byOrder = (person: Person) => sql`t.order_id = ${ids(person.orders)}`
const messagesOf = (person: Person) =>
  sql`(select m.id from messages m where m.conversation_id = ${ids(person.conversations)})`
const cartsOf = (person: Person) =>
  sql`(select c.id from carts c where c.customer_id = ${ids(person.customers)})`
const byCart = (person: Person) => sql`t.cart_id in ${cartsOf(person)}`
const byPayment = (person: Person) =>
  sql`(t.order_id = ${ids(person.orders)} or t.cart_id in ${cartsOf(person)})`
const derived = {
  notExported: 'Made from other tables, for looking up.',
  erase: { byTrigger: 'customer_stores' },
} as const

export const holdings: readonly Holding[] = [
  { table: 'message_callbacks', of: person => sql`t.message_id in ${messagesOf(person)}`, erase: 'delete' },
  { table: 'unprompted_sends', of: byCustomer, erase: 'delete' },
  { table: 'conversation_members', of: byConversation, erase: 'delete' },
  {
    table: 'unread_conversations',
    of: byConversation,
    notExported: 'What staff have not read.',
    erase: 'delete',
  },
  { table: 'messages', of: byConversation, erase: 'delete' },
  { table: 'conversations', of: byCustomer, erase: 'delete' },
  {
    table: 'note_mentions',
    of: person =>
      sql`t.note_id in (select id from customer_notes where customer_id = ${ids(person.customers)})`,
    erase: 'delete',
  },
  { table: 'customer_notes', of: byCustomer, erase: 'delete' },
  { table: 'wishlist_items', of: byCustomer, erase: 'delete' },
  { table: 'customer_stars', of: byCustomer, erase: 'delete' },
  { table: 'customer_assignments', of: byCustomer, erase: 'delete' },
  { table: 'customer_addresses', of: byCustomer, erase: 'delete' },
  { table: 'important_dates', of: byCustomer, erase: 'delete' },
  { table: 'customer_external_ids', of: byCustomer, erase: 'delete' },
  { table: 'customer_order_numbers', of: byCustomer, erase: 'delete' },
  { table: 'customer_figures', of: byCustomer, erase: 'delete' },
  { table: 'customer_views', of: byCustomer, erase: 'delete' },
  {
    table: 'duplicate_stores',
    of: pairOf,
    notExported: 'Made from duplicate_candidates, for looking up.',
    erase: 'delete',
  },
  { table: 'duplicate_candidates', of: pairOf, erase: 'delete' },
  {
    table: 'merge_rows',
    of: person =>
      sql`t.merge_id in (select id from merges m where m.survivor_id = ${ids(person.customers)} or m.absorbed_id = ${ids(person.customers)})`,
    notExported: 'How to undo a merge; what it says stands in the other tables.',
    erase: 'delete',
  },
  {
    table: 'merges',
    of: person => sql`t.survivor_id = ${ids(person.customers)} or t.absorbed_id = ${ids(person.customers)}`,
    erase: { keep: 'Says only that two rows became one.' },
  },
  {
    table: 'ambiguous_orders',
    of: person =>
      sql`t.phone_customer_id = ${ids(person.customers)} or t.email_customer_id = ${ids(person.customers)}`,
    erase: 'delete',
  },
  {
    table: 'stock_reservations',
    of: byCart,
    notExported: 'What is kept for a cart; what is in it stands in cart_items.',
    erase: 'delete',
  },
  { table: 'cart_discounts', of: byCart, erase: { set: sql`reason = ''` } },
  { table: 'cart_items', of: byCart, erase: { keep: 'The books: what was offered, not to whom.' } },
  {
    table: 'cart_versions',
    of: byCart,
    erase: { set: sql`address = null, content = without_reasons(content)` },
  },
  { table: 'cart_history', of: byCart, erase: { keep: 'Holds ids, counts and amounts.' } },
  {
    table: 'payment_links',
    of: byCart,
    notExported: 'How the provider was asked; what was paid stands in payments.',
    erase: { keep: 'The books: what was to be paid, and for which goods.' },
  },
  // What the customer's bank calls their means of payment goes; the money stays in the books.
  { table: 'payments', of: byPayment, erase: { set: sql`method_detail = null` } },
  {
    table: 'refunds',
    of: person =>
      sql`(t.order_id = ${ids(person.orders)} or t.payment_id in (select p.id from payments p where p.cart_id in ${cartsOf(person)}))`,
    erase: { set: sql`reason = ''` },
  },
  {
    table: 'receipt_sends',
    of: person => sql`t.receipt_id in (select r.id from receipts r where r.order_id = ${ids(person.orders)})`,
    erase: { set: sql`contact_point_id = null, why = null` },
  },
  { table: 'receipts', of: byOrder, erase: { set: sql`content = receipt_without_reasons(content)` } },
  // Its page is found by nobody any more.
  {
    table: 'carts',
    of: byCustomer,
    erase: { set: sql`address = null, token = replace(gen_random_uuid()::text, '-', '')` },
  },
  { table: 'deliveries', of: byOrder, erase: { set: sql`tracking = null, tracking_url = null` } },
  { table: 'order_returns', of: byOrder, erase: { set: sql`reason = null` } },
  {
    table: 'order_return_lines',
    of: person =>
      sql`t.return_id in (select id from order_returns r where r.order_id = ${ids(person.orders)})`,
    erase: { keep: 'The books: what was returned, not by whom.' },
  },
  { table: 'order_lines', of: byOrder, erase: { keep: 'The books: what was bought, not by whom.' } },
  {
    table: 'orders',
    of: person => sql`t.id = ${ids(person.orders)}`,
    // The books stay, without the person.
    erase: {
      set: sql`customer_id = null, matched_by = null, given_customer = null, shipping_address = null, attributes = '{}', guest = true`,
    },
  },
  { table: 'customer_names', of: byCustomer, ...derived },
  { table: 'customer_filters', of: byCustomer, ...derived },
  { table: 'customer_purchases', of: byCustomer, ...derived },
  { table: 'customer_numbers', of: byCustomer, ...derived },
  { table: 'customer_keys', of: byCustomer, ...derived },
  { table: 'customer_stores', of: byCustomer, erase: 'delete' },
  {
    table: 'consent_entries',
    of: saidBy,
    // The proof stands by digests whose salt is gone.
    erase: { set: sql`words = null, disclosure = null, salt = null, redacted_at = now()` },
  },
  {
    table: 'consent_states',
    of: byPoint,
    erase: { keep: 'The proof: what was agreed, under a keyed hash of the address.' },
  },
  { table: 'consent_heads', of: byPoint, erase: { keep: 'The proof: where each chain of the ledger ends.' } },
  {
    table: 'consent_seal_heads',
    of: byPoint,
    notExported: 'Is in the consent proof, by its seals.',
    erase: { keep: 'The proof: what was sealed.' },
  },
  { table: 'confirmations', of: byPoint, erase: { keep: 'Says only that a change was confirmed.' } },
  {
    table: 'contact_point_owners',
    of: byCustomer,
    erase: { keep: 'The proof: until when an address was theirs that is another’s now.' },
  },
  {
    table: 'contact_points',
    of: byCustomer,
    erase: {
      set: sql`erased_hash = keyed_hash(kind, value), value = 'erased:' || id, entered = '', invalid_reason = 'erased', held_since = null`,
    },
  },
  { table: 'audit_entries', of: byCustomer, erase: { set: sql`before = null, after = null` } },
  {
    table: 'events',
    of: byCustomer,
    notExported: 'Says that something happened; what it was stands in the other tables.',
    erase: { keep: 'Holds only ids, which lead nowhere any more.' },
  },
  {
    table: 'erasures',
    of: byCustomer,
    notExported: 'There is none of one who is not erased.',
    erase: { keep: 'Says that somebody was erased.' },
  },
  {
    table: 'customers',
    of: person => sql`t.id = ${ids(person.customers)}`,
    erase: {
      set: sql`first_name = '', last_name = '', pronoun = null, language = 'en', country = null, region = null, city = null, time_zone = null, birthday = null,
        assigned_staff_id = null, home_store_id = null, external_id = null, tags = '{}', sizes = '{}', attributes = '{}', version = version + 1`,
    },
  },
]

function pairOf(person: Person) {
  return sql`t.first_id = ${ids(person.customers)} or t.second_id = ${ids(person.customers)}`
}
