import { phoneInvalid, type UpsertItem, type UpsertResult } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import {
  canonicalEmail,
  canonicalPhone,
  canonicalWhatsapp,
  isHidden,
  phoneOf,
  whatsappOf,
} from './contact-point.ts'
import { namedBy } from './people.ts'
import type { GivenPoint } from './write-profile.ts'

export type RefusedCode = Extract<UpsertResult, { outcome: 'refused' }>['code']
/** What became of an item that is not taken. */
export const refused = (
  code: RefusedCode,
  message: string,
  customerIds: readonly string[] = [],
): UpsertResult => ({
  outcome: 'refused',
  code,
  message,
  customerIds: [...customerIds],
})
export type Store = { id: string; country: string; language: string }

export type Prepared = { item: UpsertItem; points: GivenPoint[]; stores: Store[]; keys: string[] }

/** The viewer's stores, the oldest first. */
export async function storesOf(ctx: StaffCtx): Promise<Store[]> {
  return ctx.tx
    .selectFrom('stores')
    .select(['id', 'country', 'language'])
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val([...ctx.viewer.storeIds]))))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Reads an item's keys as they are kept; nothing of the database is asked yet. */
export function prepare(item: UpsertItem, mine: readonly Store[]): Prepared | UpsertResult {
  const named = item.storeIds ?? (item.homeStoreId ? [item.homeStoreId] : [])
  const stores = named.flatMap(id => mine.find(store => store.id === id) ?? [])
  if (stores.length < named.length)
    return refused('NO_STORE', 'One of the stores does not exist, or is not one of yours.')
  if (item.homeStoreId && !mine.some(store => store.id === item.homeStoreId))
    return refused('NO_STORE', 'The home store does not exist, or is not one of yours.')
  const country = item.country ?? stores[0]?.country ?? mine[0]?.country ?? ''
  const points: GivenPoint[] = []
  for (const [kind, all] of [
    ['phone', item.phones],
    ['whatsapp', item.whatsappIds],
  ] as const)
    for (const entered of all ?? []) {
      const value = kind === 'phone' ? canonicalPhone(entered, country) : canonicalWhatsapp(entered, country)
      if (!value) return refused('PHONE_INVALID', `${entered}: ${phoneInvalid.message}`)
      points.push({ kind, value, entered })
    }
  for (const entered of item.emails ?? [])
    points.push({ kind: 'email', value: canonicalEmail(entered), entered })
  const once = points.filter(
    (point, place) => points.findIndex(one => one.kind === point.kind && one.value === point.value) === place,
  )
  if (!item.externalId && once.length === 0)
    return refused('NO_KEY', 'Name an external id, a phone or an email to find the customer by.')
  const keys = [
    ...(item.externalId ? [`id ${item.externalId}`] : []),
    ...[...once, ...alike(once)].map(point => `${point.kind} ${point.value}`),
  ]
  return { item, points: once, stores, keys }
}

/** The same numbers as the other channel names them. */
const alike = (points: readonly GivenPoint[]): { kind: GivenPoint['kind']; value: string }[] =>
  points.flatMap<{ kind: GivenPoint['kind']; value: string }>(({ kind, value }) => {
    if (kind === 'phone') return [{ kind: 'whatsapp', value: whatsappOf(value) }]
    return kind === 'whatsapp' && !isHidden(value) ? [{ kind: 'phone', value: phoneOf(value) }] : []
  })

type Match = { kind: string; value: string; customer_id: string }

/** Whose the keys of these items are: by `id`, by the kind of the contact point, or `alike`. */
export async function ownersOf(ctx: StaffCtx, all: readonly Prepared[]): Promise<Match[]> {
  const points = all.flatMap(one => [
    ...one.points.map(({ kind, value }) => ({ kind, value, as: kind })),
    ...alike(one.points).map(point => ({ ...point, as: 'alike' })),
  ])
  const ids = all.flatMap(one => one.item.externalId ?? [])
  const { rows } = await sql<Match>`
    select g."as" as kind, p.value, p.customer_id from json_to_recordset(${JSON.stringify(points)}::json) as g (kind text, value text, "as" text)
      join contact_points p on p.kind = g.kind and p.value = g.value where p.detached_at is null
    union
    select 'id', n.external_id, n.customer_id from ${namedBy(sql`${ids}::text[]`)} n`.execute(ctx.tx)
  return rows
}

/** All whom these items may mean. */
export const knownTo = async (ctx: StaffCtx, prepared: readonly (Prepared | UpsertResult)[]) => [
  ...new Set(
    (
      await ownersOf(
        ctx,
        prepared.filter(one => 'keys' in one),
      )
    ).map(one => one.customer_id),
  ),
]
