import type { StockInput } from '@rapport/contract'
import { sql } from 'kysely'
import { importProducts, importStock } from '../domains/catalog/index.ts'
import { importOrders } from '../domains/orders/index.ts'
import type { Ctx } from '../platform/context.ts'
import { insertRows } from '../platform/db/insert-rows.ts'
import { boutique, currencies, type DemoCurrency, goods, variantId } from './boutique.ts'
import { Chance } from './chance.ts'
import type { SeededPerson } from './insert-people.ts'
import { known } from './insert-shops.ts'
import type { DemoStaff, DemoStore } from './played.ts'
import { Till } from './purchases.ts'
import { goodsFor, sizeFor, type Wardrobe, wardrobeOf } from './wardrobe.ts'

type Input = {
  now: Date
  people: readonly SeededPerson[]
  shops: ReadonlyMap<string, DemoStore>
  crew: ReadonlyMap<string, DemoStaff>
  emailOf(key: string): string
}
const batch = 400

/** The boutique's catalogue and stock, and what everybody bought and wishes for; by the product's own imports. */
export async function insertGoods(ctx: Ctx, { now, people, shops, crew, emailOf }: Input) {
  const chance = new Chance(2_001_001)
  const version = now.toISOString()
  await taken(await importProducts(ctx, boutique(version)))
  await taken(await importStock(ctx, stockOf(chance, [...shops.keys()], shops, version)))
  const currency = new Map(
    (await ctx.tx.selectFrom('stores').select(['id', 'currency']).execute()).map(row => [
      row.id,
      row.currency,
    ]),
  )
  const till = new Till({
    now,
    chance,
    shops,
    crew,
    emailOf,
    currencyOf: store => {
      const stated = currency.get(known(shops, store).id) ?? ''
      return stated in currencies ? (stated as DemoCurrency) : 'EUR'
    },
  })
  const wardrobes = new Map(people.map(person => [person.id, wardrobeFor(person, chance)]))
  const orders = people.flatMap(person =>
    person.stores[0] === 'test' ? [] : till.historyOf(person, known(wardrobes, person.id)),
  )
  for (const store of shops.keys())
    if (store !== 'test')
      for (let n = 0; n < 8; n++)
        orders.push(till.guestAt(store, wardrobeOf(people[n] as SeededPerson, chance)))
  orders.sort((one, two) => Date.parse(one.placedAt) - Date.parse(two.placedAt))
  for (let from = 0; from < orders.length; from += batch)
    await taken(await importOrders(ctx, orders.slice(from, from + batch)))
  await insertWishes(ctx, people, wardrobes, chance)
  return orders.length
}

const isPriya = (person: SeededPerson) => person.first === 'Priya' && person.last === 'Raman'

function wardrobeFor(person: SeededPerson, chance: Chance): Wardrobe {
  const dealt = wardrobeOf(person, chance)
  return isPriya(person) ? { ...dealt, garment: '38', shoes: '39' } : dealt
}

/** What is on the rails: most of it in some sizes, little of it in all; the warehouse has more. */
function stockOf(
  chance: Chance,
  stores: readonly string[],
  shops: ReadonlyMap<string, DemoStore>,
  version: string,
): StockInput[] {
  const places = [...stores.filter(store => store !== 'test'), null]
  return goods.flatMap(one =>
    one.colours.flatMap(colour =>
      one.sizes.flatMap(size =>
        places.map(store => ({
          variant: variantId(one, colour.handle, size),
          store: store && known(shops, store).id,
          quantity: store === null ? chance.int(24) : onTheRail(chance, `${store} ${one.handle} ${size}`),
          version,
        })),
      ),
    ),
  )
}

// What the design shows in the store is there.
const always = new Set(['berlin camel-coat 38', 'berlin chelsea-boot 39', 'berlin silk-bow-blouse 38'])
const onTheRail = (chance: Chance, what: string) => {
  const count = chance.pick([0, 0, 1, 1, 2, 2, 3, 4])
  return always.has(what) ? count + 1 : count
}

async function insertWishes(
  ctx: Ctx,
  people: readonly SeededPerson[],
  wardrobes: ReadonlyMap<string, Wardrobe>,
  chance: Chance,
): Promise<void> {
  const ids = new Map(
    (await ctx.tx.selectFrom('variants').select(['id', 'external_id', 'product_id']).execute()).map(row => [
      row.external_id,
      row,
    ]),
  )
  const dayMs = 24 * 60 * 60_000
  const wishes = people.flatMap(person => {
    const wardrobe = known(wardrobes, person.id)
    const wanted = isPriya(person)
      ? ['chelsea-boot/black/39', 'saddle-bag/bottle/one-size']
      : chance.is(30)
        ? dealt(chance, wardrobe)
        : []
    return [...new Set(wanted)].map(id => {
      const variant = known(ids, id)
      return {
        customer_id: person.id,
        product_id: variant.product_id,
        variant_id: variant.id,
        size: null,
        source: 'customer',
        created_at: isPriya(person)
          ? new Date(
              Date.UTC(ctx.clock.now().getUTCFullYear() - (ctx.clock.now().getUTCMonth() < 9 ? 1 : 0), 9, 14),
            )
          : new Date(Math.max(person.sinceAt.getTime(), ctx.clock.now().getTime() - chance.int(200) * dayMs)),
      }
    })
  })
  await insertRows(ctx.tx, 'wishlist_items', wishes)
  await writeSizes(ctx, wardrobes)
}

function dealt(chance: Chance, wardrobe: Wardrobe): string[] {
  return Array.from({ length: 1 + chance.int(3) }, () => {
    const one = chance.pick(goodsFor(wardrobe))
    return variantId(one, chance.pick(one.colours).handle, sizeFor(one, wardrobe) ?? '')
  })
}

/** What they wear stands in their profile. */
async function writeSizes({ tx }: Ctx, wardrobes: ReadonlyMap<string, Wardrobe>): Promise<void> {
  const worn = [...wardrobes].map(([id, { garment, shoes }]) => ({ id, sizes: { garment, shoes } }))
  await sql`
    update customers c set sizes = w.sizes from json_populate_recordset(null::customers, ${JSON.stringify(worn)}::json) w
    where c.id = w.id and c.sizes = '{}'`.execute(tx)
}

async function taken(outcomes: readonly { outcome: string }[]): Promise<void> {
  const refused = outcomes.find(one => one.outcome === 'refused')
  if (refused) throw new Error(`The demo has what the product refuses: ${JSON.stringify(refused)}`)
}
