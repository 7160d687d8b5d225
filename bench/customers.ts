import type { CustomerFilter } from '@rapport/contract'
import { sql } from 'kysely'
import { countList, listCustomers } from '../apps/server/src/domains/customers/index.ts'
import { loadViewer } from '../apps/server/src/domains/staff/index.ts'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import type { StaffReading } from '../apps/server/src/platform/context.ts'
import { connect, type Database } from '../apps/server/src/platform/db/database.ts'
import type { EmbeddedDatabase } from '../apps/server/src/platform/db/embedded.ts'
import { customersDatabase } from './databases.ts'
import { type Figure, quantile } from './figures.ts'
import { named } from './sizes.ts'

const pageSize = 30
const most = 2

type List = 'mine' | 'store' | 'starred'
type Sort = 'lastContact' | 'lastPurchase' | 'spent' | 'name'
type Listed = { list?: List; filter?: CustomerFilter; sort?: Sort }

/** What the lists are asked for: each condition alone, some that combine, and ones that hardly anybody fits. */
export const lists = (productId: string): Record<string, Listed> => ({
  'last contact': {},
  'last purchase': { sort: 'lastPurchase' },
  spent: { sort: 'spent' },
  name: { sort: 'name' },
  mine: { list: 'mine' },
  'opted in': { filter: { heart: 'opted_in' } },
  'opted out by email': { filter: { consent: { email: 'opted_out' } } },
  reachable: { filter: { reachable: ['email', 'sms'] } },
  'bought in 90 days': { filter: { lastPurchase: { within: 90 } } },
  'bought, but not for 900 days': { filter: { lastPurchase: { over: 900 } } },
  'in touch in 2 days': { filter: { lastContact: { within: 2 } } },
  'not in touch for 1000 days': { filter: { lastContact: { over: 1000 } }, sort: 'spent' },
  'spent over 10,000': { filter: { spentMinor: { from: 1_000_000 } } },
  'spent 100 to 200': { filter: { spentMinor: { from: 10_000, to: 20_000 } }, sort: 'lastPurchase' },
  'over 40 orders': { filter: { orders: { from: 40 } } },
  'birthday in 14 days': { filter: { birthdayWithinDays: 14 } },
  'a common tag': { filter: { tags: ['linen'] } },
  'a tag of 1 in 100': { filter: { tags: ['VIP'] } },
  'a tag of 1 in 2000': { filter: { tags: ['press'] }, sort: 'name' },
  'a wish': { filter: { wishlist: 'any' } },
  'a wish for one product': { filter: { wishlist: productId } },
  'a size': { filter: { sizes: { garment: '38' } } },
  'a city': { filter: { city: 'lodz' } },
  'nobody’s': { filter: { assignedTo: 'none' } },
  'a choice': { filter: { attributes: { stylist: { is: 'Ana' } } } },
  'a number in a range': { filter: { attributes: { budget: { from: '4900' } } } },
  'opted in, bought in 90 days, size 38': {
    filter: { heart: 'opted_in', lastPurchase: { within: 90 }, sizes: { garment: '38' } },
  },
  'VIP, spent over 1000, silent for 90 days, by spend': {
    filter: { tags: ['VIP'], spentMinor: { from: 100_000 }, lastContact: { over: 90 } },
    sort: 'spent',
  },
  'mine, birthday in 14 days': { list: 'mine', filter: { birthdayWithinDays: 14 } },
  'linen, a wish, in Köln, size 42, shoes 40': {
    filter: { tags: ['linen'], wishlist: 'any', city: 'koln', sizes: { garment: '42', shoes: '40' } },
  },
  nobody: { filter: { tags: ['press', 'VIP'], wishlist: productId } },
})

/** What is typed into the search: the n-th customer's own, so that no two turns ask for the same. */
export const searches: Record<string, (one: Person) => string> = {
  'a first name': one => one.first,
  'a first name begun': one => one.first.slice(0, 3),
  'first and last name': one => `${one.first} ${one.last}`,
  'a name with a typing error': one => `${one.first} ${one.last[0]}${one.last.slice(2)}`,
  'a first name with a typing error': one =>
    `${one.first[0]}${one.first[2]}${one.first[1]}${one.first.slice(3)}`,
  'a first and a last name with a typing error each': one =>
    `${one.first}${one.first.at(-1)} ${one.last[0]}${one.last[2]}${one.last[1]}${one.last.slice(3)}`,
  'a name begun, with a typing error': one =>
    `${one.last[0]}${one.last[2]}${one.last[1]}${one.last.slice(3, 6)}`,
  'words that are no name': one => [...(one.last.split('-')[0] as string)].reverse().join(''),
  'a phone': one => one.phone,
  'a phone as dialled at home': one => `0${one.phone.slice(3)}`,
  'a phone begun': one => `0${one.phone.slice(3, 10)}`,
  'the last four digits': one => one.phone.slice(-4),
  'an email': one => one.email,
  'an email begun': one => one.email.slice(0, one.email.indexOf('.') + 5),
  'an order number': one => `R${one.n * 2}`,
  'an external id': one => `crm-${one.n}`,
  nobody: one => `Zq${one.n}x Wk`,
}
type Person = { n: number; first: string; last: string; phone: string; email: string }

/** A store's list and search of customers in businesses of these sizes; growth compares p50 with the smallest one. */
export async function measureCustomers(
  server: EmbeddedDatabase,
  sizes: readonly number[],
  { turns }: { turns: number },
): Promise<Figure[]> {
  const figures: Figure[] = []
  const smallest = new Map<string, { p50: number; rows: number }>()
  for (const size of [...sizes].sort((a, b) => a - b)) {
    const connections = connect(await customersDatabase(server, size), 1)
    try {
      const { readings, people, productId } = await cast(connections.db)
      const at = (turn: number) => readings[turn % readings.length] as StaffReading
      const measure = async (
        what: string,
        ask: (turn: number, rows: number) => Promise<number>,
        aim?: Figure['aim'],
      ) => {
        const first = smallest.get(what)
        const { p50, p95, rows } = await time(turn => ask(turn, pageSize), turns)
        const part = (name: string, value: number, unit: string, aim?: Figure['aim']) =>
          figures.push({ section: 'customers', what, part: `${named(size)} ${name}`, value, unit, aim })
        part('p50', p50, 'ms')
        part('p95', p95, 'ms')
        if (!first) smallest.set(what, { p50, rows })
        else {
          // A small business has fewer rows for a page; what is compared is as many as it had, or one.
          const equal =
            first.rows < rows ? await time(turn => ask(turn, Math.max(first.rows, 1)), turns) : { p50 }
          part('growth', equal.p50 / first.p50, '×', aim)
        }
      }
      for (const [what, listed] of Object.entries(lists(productId)))
        await measure(
          `list: ${what}`,
          async (turn, limit) => {
            const reading = at(turn)
            const storeId = reading.viewer.storeIds[0] as string
            return (await listCustomers(reading, { storeId, list: 'store', ...listed, limit })).items.length
          },
          { most },
        )
      for (const what of [
        'mine',
        'a common tag',
        'a tag of 1 in 2000',
        'opted in, bought in 90 days, size 38',
      ])
        await measure(`count: ${what}`, async turn => {
          const reading = at(turn)
          const { list = 'store', filter } = lists(productId)[what] as Listed
          await countList(reading, { storeId: reading.viewer.storeIds[0] as string, list, filter })
          return 0
        })
      for (const [what, typed] of Object.entries(searches))
        await measure(
          `search: ${what}`,
          async (turn, limit) => {
            const reading = at(turn)
            const q = typed(people[turn % people.length] as Person)
            const storeId = reading.viewer.storeIds[0] as string
            return (await listCustomers(reading, { storeId, list: 'store', q, limit })).items.length
          },
          { most },
        )
    } finally {
      await connections.close()
    }
  }
  return figures
}

async function time(ask: (turn: number) => Promise<number>, turns: number) {
  const taken: number[] = []
  let rows = 0
  for (let turn = -5; turn < turns; turn++) {
    const from = performance.now()
    const found = await ask(turn + 5)
    if (turn < 0) continue
    taken.push(performance.now() - from)
    rows = Math.max(rows, found)
  }
  return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95), rows }
}

/** The staff of the biggest store, and customers of it to look for. */
async function cast(db: Database) {
  const { rows: staff } = await sql<{
    id: string
  }>`select id from bench_staff where store_n = 1 order by place`.execute(db)
  const viewers = await Promise.all(staff.map(one => loadViewer(db, { staffId: one.id }, systemClock.now())))
  const readings = viewers.flatMap(viewer => (viewer ? [{ tx: db, clock: systemClock, viewer }] : []))
  const { rows: people } = await sql<Person>`
    select t.n, c.first_name as first, c.last_name as last, t.phone, e.value as email from bench_talks t join customers c on c.id = t.customer_id
    join contact_points e on e.customer_id = c.id and e.kind = 'email' where t.store_n = 1 order by hashint8(t.n) limit 300`.execute(
    db,
  )
  const { rows: products } = await sql<{ id: string }>`select id from bench_products where n = 7`.execute(db)
  return { readings, people, productId: products[0]?.id ?? '' }
}
