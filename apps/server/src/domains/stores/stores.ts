import { type Language, phoneInvalid, type Store, timeZoneUnknown } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, Reading } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { publish } from '../../platform/events.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { canonicalPhone } from '../customers/contact-point.ts'

/** These stores, by name. */
export async function readStores(
  reading: Pick<Reading, 'tx'>,
  storeIds: readonly string[],
): Promise<Store[]> {
  if (storeIds.length === 0) return []
  const rows = await reading.tx
    .selectFrom('stores as s')
    .leftJoin('store_numbers as n', join =>
      join.onRef('n.store_id', '=', 's.id').on('n.channel', '=', 'sms').on('n.state', '=', 'active'),
    )
    .where('s.id', 'in', [...storeIds])
    .select([
      's.id',
      's.name',
      's.city',
      's.country',
      's.time_zone',
      's.language',
      's.kind',
      's.landline',
      's.clienteling',
      's.currency',
      'n.phone',
    ])
    .orderBy('s.name')
    .execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    city: row.city,
    country: row.country,
    timeZone: row.time_zone,
    language: row.language as Language,
    kind: row.kind as Store['kind'],
    landline: row.landline,
    number: row.phone,
    clienteling: row.clienteling,
    // A trigger sees to it that there is one.
    currency: row.currency!,
  }))
}

export type NewStore = {
  externalId?: string | undefined
  name: string
  city: string
  country: string
  region?: string | undefined
  timeZone: string
  language: Language
  kind: 'production' | 'sandbox' | 'staging'
  landline?: string | undefined
  number?: string | undefined
}

/**
 * Adds a store, with its number if it has one already.
 * @throws Refusal TEST_STORE_EXISTS (STO-5), EXTERNAL_ID_TAKEN, NUMBER_TAKEN (STO-4), TIME_ZONE_UNKNOWN, INVALID for a phone that cannot be
 */
export async function createStore(ctx: Ctx, input: NewStore): Promise<Store> {
  if (!knownZone(input.timeZone)) throw new Refusal('TIME_ZONE_UNKNOWN', 422, timeZoneUnknown.message)
  const now = ctx.clock.now()
  const { id } = await ctx.tx
    .insertInto('stores')
    .values({
      external_id: input.externalId ?? null,
      name: input.name,
      city: input.city,
      country: input.country,
      region: input.region ?? null,
      time_zone: input.timeZone,
      language: input.language,
      kind: input.kind,
      landline: phoneOr(input.landline, input.country),
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(error => {
      if (violates(error, 'stores_external_id_key'))
        throw new Refusal('EXTERNAL_ID_TAKEN', 409, 'Another store has this external id.')
      throw violates(error, 'stores_one_test_store')
        ? new Refusal('TEST_STORE_EXISTS', 409, 'This country already has a test store of that kind.')
        : error
    })
  const phone = phoneOr(input.number, input.country)
  if (phone) {
    await ctx.tx
      .insertInto('store_numbers')
      .values({ store_id: id, channel: 'sms', phone, keyword_replies: 'provider', created_at: now })
      .execute()
      .catch(error => {
        throw violates(error, 'store_numbers_one_owner')
          ? new Refusal('NUMBER_TAKEN', 409, 'This number belongs to another store.')
          : error
      })
  }
  if (ctx.actor.kind === 'staff') {
    await sql`insert into staff_stores (staff_id, store_id)
      select id, ${id} from staff where id = ${ctx.actor.staffId} and kind = 'person'`.execute(ctx.tx)
    await sql`insert into api_key_stores (key_id, store_id)
      select id, ${id} from api_keys where staff_id = ${ctx.actor.staffId} and not all_stores`.execute(ctx.tx)
    await publish(ctx, 'staff.access_changed', { staffId: ctx.actor.staffId }, {})
  }
  await recordAudit(ctx, 'store.created', { subject: input.name, storeId: id, after: input })
  const [store] = await readStores(ctx, [id])
  if (!store) throw new Error('The store that was just made is gone.')
  return store
}

function phoneOr(entered: string | undefined, country: string): string | null {
  if (!entered) return null
  const phone = canonicalPhone(entered, country)
  if (!phone) throw new Refusal('PHONE_INVALID', 422, phoneInvalid.message)
  return phone
}

function knownZone(timeZone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(timeZone)
    return true
  } catch {
    return false
  }
}
