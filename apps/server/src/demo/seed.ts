import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { pino } from 'pino'
import type { Ctx } from '../platform/context.ts'
import type { Database, DB } from '../platform/db/database.ts'
import { Chance } from './chance.ts'
import { staff } from './data/staff.ts'
import { insertGoods } from './insert-goods.ts'
import { insertOffice } from './insert-office.ts'
import { insertPeople, type SeededPerson } from './insert-people.ts'
import { insertProfiles } from './insert-profiles.ts'
import { insertSelling } from './insert-selling.ts'
import { insertShops } from './insert-shops.ts'
import { insertTalk } from './insert-talk.ts'
import { people } from './people.ts'

export type DemoSummary = {
  business: string
  stores: number
  customers: number
  conversations: number
  messages: number
  orders: number
  /** Who can sign in. */
  staff: { email: string; name: string; role: string; stores: string[] }[]
}

type Input = {
  db: Database
  now: Date
  /** Makes the sign-in of this person and answers with its id. */
  login(email: string, name: string): Promise<string>
}

/**
 * Fills an empty installation with Maison Alder: its stores, staff, customers and what they wrote to each other,
 * all of it as if `now` were this morning. The texts and quick replies are not its business.
 * @returns null when there is a business already; then nothing is touched
 */
export async function seedDemo({ db, now, login }: Input): Promise<DemoSummary | null> {
  if (await db.selectFrom('business').select('name').executeTakeFirst()) return null
  const logins = new Map<string, string>()
  for (const one of staff) logins.set(one.key, await login(emailOf(one.key), `${one.first} ${one.last}`))
  return db.transaction().execute(async tx => {
    const chance = new Chance(1842)
    const { shops, crew } = await insertShops(tx, { now, chance, logins, emailOf })
    await insertSelling(tx, crew)
    const seeded: SeededPerson[] = await insertPeople(tx, { now, chance, people: people(now), shops, crew })
    const told = await withoutFollowing(tx, () =>
      insertTalk(tx, { now, chance, people: seeded, shops, crew }),
    )
    const orders = await insertGoods(demoCtx(tx, now), { now, people: seeded, shops, crew, emailOf })
    await insertProfiles(tx, { now, people: seeded, shops, crew })
    await insertOffice(demoCtx(tx, now), { now, people: seeded, shops, crew })
    await analyse(tx)
    return {
      business: 'Maison Alder',
      stores: shops.size,
      customers: seeded.length,
      ...told,
      orders,
      staff: staff
        .filter(one => !one.left)
        .map(({ key, first, last, role, stores }) => ({
          email: emailOf(key),
          name: `${first} ${last}`,
          role,
          stores: [...shops]
            .filter(([store]) => stores === 'all' || stores.includes(store))
            .map(([, shop]) => shop.name),
        })),
    }
  })
}

const emailOf = (key: string) => `${key}@maisonalder.example`

/** The product's own verbs, told what time it is in the demo. */
const demoCtx = (tx: Transaction<DB>, now: Date): Ctx => ({
  tx,
  actor: { kind: 'system' },
  clock: { now: () => now },
  log: pino({ enabled: false }),
  nudgeAfterCommit: () => {},
})

/** The lists' filters need not follow each entry of the ledger: once at the end is enough. */
async function withoutFollowing<T>(tx: Kysely<DB>, work: () => Promise<T>): Promise<T> {
  const follow = (how: 'disable' | 'enable') =>
    sql`alter table consent_states ${sql.raw(how)} trigger consent_states_added, ${sql.raw(how)} trigger consent_states_changed`.execute(
      tx,
    )
  await follow('disable')
  const done = await work()
  await follow('enable')
  await sql`select customer_filters_refresh(array(select id from customers))`.execute(tx)
  return done
}

/** So that the first screens are planned with what is there. */
async function analyse(tx: Kysely<DB>) {
  await sql`analyze customers, contact_points, customer_stores, customer_filters, customer_purchases, customer_keys, customer_names, customer_figures, conversations, conversation_members, unread_conversations, messages, products, variants, prices, stock, orders, order_lines`.execute(
    tx,
  )
}
