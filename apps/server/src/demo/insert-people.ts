import type { Transaction } from 'kysely'
import type { DB } from '../platform/db/database.ts'
import type { Chance } from './chance.ts'
import { known } from './insert-shops.ts'
import { dateOf } from './moment.ts'
import type { DemoStaff, DemoStore } from './played.ts'
import type { Person } from './script.ts'

export type SeededPerson = Person & { id: string; sinceAt: Date; contactPointIds: readonly string[] }

type Input = {
  now: Date
  chance: Chance
  people: readonly Person[]
  shops: ReadonlyMap<string, DemoStore>
  crew: ReadonlyMap<string, DemoStaff>
}

/** Customers with their phones and addresses, stores and stars. */
export async function insertPeople(
  tx: Transaction<DB>,
  { now, chance, people, shops, crew }: Input,
): Promise<SeededPerson[]> {
  const seeded = people.map(person => {
    const sinceAt = earliest(now, new Date(person.since))
    return {
      ...person,
      id: chance.id(sinceAt),
      sinceAt,
      contactPointIds: person.phones.map(() => chance.id(sinceAt)),
    }
  })
  await tx
    .insertInto('customers')
    .values(
      seeded.map(person => ({
        id: person.id,
        first_name: person.first,
        last_name: person.last,
        pronoun: person.pronoun,
        language: person.language,
        country: person.country,
        region: person.region ?? null,
        city: person.city,
        time_zone: person.zone ?? null,
        birthday: person.birthday ? dateOf(person.birthday, now) : null,
        assigned_staff_id: person.with ? known(crew, person.with).id : null,
        created_at: person.sinceAt,
      })),
    )
    .execute()
  await tx.insertInto('contact_points').values(seeded.flatMap(contactPoints)).execute()
  const placed = seeded.flatMap(({ id, sinceAt, stores }) =>
    stores.map(key => ({ customer_id: id, store_id: known(shops, key).id, since: sinceAt })),
  )
  await tx.insertInto('customer_stores').values(placed).execute()
  const stars = seeded.flatMap(({ id, sinceAt, starredBy = [] }) =>
    starredBy.map(key => ({ customer_id: id, staff_id: known(crew, key).id, at: sinceAt })),
  )
  await tx.insertInto('customer_stars').values(stars).execute()
  return seeded
}

function contactPoints({ id, sinceAt, phones, contactPointIds, email }: SeededPerson) {
  const shared = { customer_id: id, created_at: sinceAt }
  const byPhone = phones.map((phone, n) => ({
    id: contactPointIds[n] as string,
    kind: 'phone',
    value: phone,
    entered: phone,
    ...shared,
  }))
  return [...byPhone, ...(email ? [{ kind: 'email', value: email, entered: email, ...shared }] : [])]
}

/** A customer is known before anything is written to them, and not since the future. */
const earliest = (now: Date, since: Date) =>
  new Date(Math.min(since.getTime(), now.getTime() - 2 * 24 * 60 * 60_000))
