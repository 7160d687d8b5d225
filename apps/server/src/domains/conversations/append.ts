import type { Channel, SystemLine } from '@rapport/contract'
import { sql, type UpdateObject } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { archiveDays } from './conversation.ts'
import { followConversation, joinConversation } from './members.ts'
import { markUnread, moveUnread } from './unread.ts'

export type Appended = { messageId: string; sequence: number }
type Place = { conversationId: string; contactPointId: string | null; channel: Channel }

const dayMs = 24 * 60 * 60_000
const quietAt = (now: Date) => new Date(now.getTime() + archiveDays.quiet * dayMs)

type InboundInput = Place & {
  body: string
  providerMessageId: string
  storeNumberId: string
  awaits: boolean
}

/** The customer's message: to the top of both inboxes, unread by everyone of the store, awaiting a reply if it calls for one. */
export async function appendInbound(ctx: Ctx, input: InboundInput): Promise<Appended> {
  const now = ctx.clock.now()
  const change: Change = {
    ...broughtUp(now, input),
    last_inbound_at: now,
    preview: input.body.slice(0, 200),
    preview_by: 'customer',
    preview_staff_id: null,
    preview_line: null,
    ...(input.awaits ? { awaiting_since: sql<Date>`coalesce(awaiting_since, ${now})` } : {}),
  }
  const { storeId, customerId, ...appended } = await append(ctx, input, change, {
    direction: 'in',
    kind: 'text',
    body: input.body,
    provider_message_id: input.providerMessageId,
    store_number_id: input.storeNumberId,
    status: 'received',
  })
  await followConversation(ctx, input.conversationId)
  await markUnread(ctx, {
    storeId,
    conversationId: input.conversationId,
    sequence: appended.sequence,
    at: now,
  })
  await noteContact(ctx, storeId, customerId)
  return appended
}

type OutboundInput = Place & {
  body: string
  kind: 'text' | 'opt_in_request' | 'automatic' | 'receipt'
  staffId: string | null
  clientId: string | null
  storeNumberId: string
  status: 'queued' | 'scheduled'
  dueAt: Date
  heldBecause: string[]
}

/** A message of ours. What staff wrote answers the customer and makes the conversation theirs too; an automatic one changes nothing but the thread. */
export async function appendOutbound(ctx: Ctx, input: OutboundInput): Promise<Appended> {
  const byStaff = input.kind !== 'automatic' && input.kind !== 'receipt'
  const requested: SystemLine | null =
    input.kind === 'opt_in_request' ? { type: 'requested', staffName: '' } : null
  const change: Change = byStaff
    ? {
        ...broughtUp(ctx.clock.now(), input),
        preview: input.body.slice(0, 200),
        preview_by: requested ? 'line' : 'staff',
        preview_staff_id: input.staffId,
        preview_line: requested ? JSON.stringify(requested) : null,
        awaiting_since: null,
      }
    : {}
  const { storeId, customerId, ...appended } = await append(ctx, input, change, {
    direction: 'out',
    kind: input.kind,
    body: input.body,
    staff_id: input.staffId,
    client_id: input.clientId,
    store_number_id: input.storeNumberId,
    status: input.status,
    due_at: input.dueAt,
    held_because: input.heldBecause.length > 0 ? input.heldBecause : null,
  })
  if (byStaff) {
    if (input.staffId) await joinConversation(ctx, input.staffId, input.conversationId)
    await followConversation(ctx, input.conversationId)
    await moveUnread(ctx, storeId, input.conversationId)
    await noteContact(ctx, storeId, customerId)
  }
  return appended
}

/** A line that is no message: consent, assignment. `asPreview` also shows it in the inbox. */
export async function appendLine(
  ctx: Ctx,
  place: Place,
  line: SystemLine,
  asPreview: boolean,
): Promise<Appended> {
  const change: Change = asPreview
    ? { preview: '', preview_by: 'line', preview_staff_id: null, preview_line: JSON.stringify(line) }
    : {}
  const { messageId, sequence } = await append(ctx, place, change, {
    direction: 'line',
    kind: 'line',
    body: '',
    line: JSON.stringify(line),
    status: 'received',
  })
  return { messageId, sequence }
}

type Change = UpdateObject<DB, 'conversations'>

/** What brings a conversation to the top of the inboxes, out of the archive too, and the next answer to where it was written from. */
const broughtUp = (now: Date, { contactPointId, channel }: Place): Change => ({
  last_message_at: now,
  active: true,
  archived_at: null,
  archive_reason: null,
  archive_at: quietAt(now),
  ...(contactPointId ? { contact_point_id: contactPointId } : {}),
  channel,
})

type Row = {
  direction: string
  kind: string
  body: string
  status: string
  line?: string
  staff_id?: string | null
  client_id?: string | null
  provider_message_id?: string
  store_number_id?: string
  due_at?: Date
  held_because?: string[] | null
}

/** Changes the conversation and stores a line with its next sequence. */
async function append(ctx: Ctx, place: Place, change: Change, row: Row) {
  const { last_sequence, store_id, customer_id } = await ctx.tx
    .updateTable('conversations')
    .set({ ...change, last_sequence: sql<number>`last_sequence + 1` })
    .where('id', '=', place.conversationId)
    .returning(['last_sequence', 'store_id', 'customer_id'])
    .executeTakeFirstOrThrow()
  const { id } = await ctx.tx
    .insertInto('messages')
    .values({
      ...row,
      conversation_id: place.conversationId,
      sequence: last_sequence,
      store_id,
      channel: place.channel,
      contact_point_id: place.contactPointId,
      created_at: ctx.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { messageId: id, sequence: last_sequence, storeId: store_id, customerId: customer_id }
}

/** What the customer is filtered by is held first: a word that changes consent writes it next, and others hold the two in this order. */
async function noteContact(ctx: Ctx, storeId: string, customerId: string): Promise<void> {
  await sql`
    with held as materialized (
      select from customer_filters where store_id = ${storeId} and customer_id = ${customerId} for no key update)
    update customer_stores set last_contact_at = ${ctx.clock.now()}
    where store_id = ${storeId} and customer_id = ${customerId} and (select count(*) from held) >= 0`.execute(
    ctx.tx,
  )
}
