import type { Channel, GateDecision, UpsertItem } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffCtx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { holdConsent } from '../consent/index.ts'
import { canonicalPhone, upsertCustomer } from '../customers/index.ts'
import { writeTo } from '../inbox/index.ts'

type Input = {
  storeId: string
  customer: UpsertItem
  body: string
  channel: Channel
  clientId: string
}
const kindsOf: Record<Channel, string[]> = {
  sms: ['phone'],
  whatsapp: ['whatsapp', 'phone'],
  email: ['email'],
}
const unreachable: GateDecision = {
  verdict: 'deny',
  reasons: ['address_invalid'],
  nextAllowedAt: null,
  instead: ['fix_address', 'use_other_channel'],
}

/**
 * One call writes to one person (API-4): the customer as given, and a message to them if the gate lets it; answered with its
 * decision either way. What it says of the customer holds also when the message may not go.
 * @throws Refusal NOT_FOUND, CUSTOMER_REFUSED, CLIENT_ID_REUSED
 */
export async function writeToPerson(ctx: StaffCtx, input: Input) {
  mustSeeStore(ctx.viewer, input.storeId)
  await holdKnown(ctx, input)
  const item = {
    ...input.customer,
    storeIds: [...new Set([input.storeId, ...(input.customer.storeIds ?? [])])],
  }
  const result = await upsertCustomer(ctx, item)
  if (result.outcome === 'refused')
    throw new Refusal('CUSTOMER_REFUSED', 422, result.message, {
      code: result.code,
      customerIds: result.customerIds,
    })
  const { customerId, outcome } = result
  const contactPointId = await addressOf(ctx, input, customerId)
  const written = contactPointId
    ? await writeTo(ctx, { ...input, customerId, contactPointId })
    : { conversationId: null, messageId: null, decision: unreachable }
  return { customerId, customer: outcome, contactPointId, ...written }
}

/** Consent before the customer: the order in which everyone takes them. Whom nobody knows yet nobody holds. */
async function holdKnown(ctx: StaffCtx, { storeId, customer }: Input): Promise<void> {
  const store = await ctx.tx
    .selectFrom('stores')
    .select('country')
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow()
  const phones = (customer.phones ?? []).flatMap(
    phone => canonicalPhone(phone, customer.country ?? store.country) ?? [],
  )
  const { rows } = await sql<{ id: string }>`
    select o.id from contact_points o where o.customer_id in (
      select p.customer_id from contact_points p where p.kind = 'phone' and p.value = any(${phones}::text[])
      union select id from customers where external_id = ${customer.externalId ?? null}) order by o.id`.execute(
    ctx.tx,
  )
  for (const { id } of rows) await holdConsent(ctx, id)
}

/** Where on this channel: where they have opted in, else what the call names, else what was there first. */
async function addressOf(ctx: StaffCtx, input: Input, customerId: string): Promise<string | null> {
  const named = [
    ...(input.customer.phones ?? []),
    ...(input.customer.emails ?? []),
    ...(input.customer.whatsappIds ?? []),
  ]
  const { rows } = await sql<{ id: string }>`
    select p.id from contact_points p
    left join consent_states s on s.contact_point_id = p.id and s.store_id = ${input.storeId} and s.channel = ${input.channel}
    where p.customer_id = ${customerId} and p.kind = any(${kindsOf[input.channel]}::text[]) and p.detached_at is null
    order by s.state is not distinct from 'opted_in' desc, p.entered = any(${named}::text[]) desc,
      array_position(${kindsOf[input.channel]}::text[], p.kind), p.created_at, p.id limit 1`.execute(ctx.tx)
  return rows[0]?.id ?? null
}
