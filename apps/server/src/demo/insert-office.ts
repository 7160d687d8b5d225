import type { OrderInput, RuleInput } from '@rapport/contract'
import { createImport, finishUpload, putChunk, startImport } from '../domains/imports/index.ts'
import { createKey } from '../domains/integrations/index.ts'
import { importOrders } from '../domains/orders/index.ts'
import { loadViewer } from '../domains/staff/index.ts'
import type { Ctx, StaffCtx } from '../platform/context.ts'
import { insertRows } from '../platform/db/insert-rows.ts'
import { Chance } from './chance.ts'
import type { SeededPerson } from './insert-people.ts'
import { known } from './insert-shops.ts'
import type { DemoStaff, DemoStore } from './played.ts'

type Input = {
  now: Date
  people: readonly SeededPerson[]
  shops: ReadonlyMap<string, DemoStore>
  crew: ReadonlyMap<string, DemoStaff>
}

/** What waits on headquarters' desk: a pair that may be one person, an order of two, rules, an import, a key. */
export async function insertOffice(ctx: Ctx, { now, people, shops, crew }: Input): Promise<void> {
  const at = { store: known(shops, 'berlin').id, now }
  const named = (first: string) => people.find(one => one.first === first && one.stores[0] === 'berlin')
  const [camille, henrik, sofia] = [named('Camille'), named('Henrik'), named('Sofia')]
  const told = [
    // Her email with a plus: a new profile, for nobody guesses that it is the same person.
    camille?.email &&
      anOrder(at, 1, { ...camille, phone: null, email: camille.email.replace('@', '+shop@') }),
    // Her phone and his email: somebody has to say whose it is.
    henrik?.email &&
      sofia?.phones[0] &&
      anOrder(at, 2, { ...sofia, phone: sofia.phones[0], email: henrik.email }),
  ]
  await importOrders(
    ctx,
    told.flatMap(order => order || []),
  )
  await insertRules(ctx)
  const hanna = await loadViewer(ctx.tx, { staffId: known(crew, 'hanna').id }, now)
  if (!hanna) throw new Error('The demo has nobody at its headquarters.')
  const desk = { ...ctx, actor: { kind: 'staff' as const, staffId: hanna.staffId, ip: null }, viewer: hanna }
  await createKey(desk, {
    name: 'Webshop',
    permissions: ['order.import', 'catalog.import', 'customer.sync'],
    storeIds: null,
    expiresAt: null,
  })
  await queueFile(desk, at.store)
}

type Buyer = { first: string; last: string; phone: string | null; email: string }
const anOrder = (at: { store: string; now: Date }, n: number, buyer: Buyer): OrderInput => {
  const placedAt = new Date(at.now.getTime() - (n + 1) * 26 * 60 * 60_000).toISOString()
  const line = { name: 'Silk scarf', quantity: 1, unitPriceMinor: 12_900, totalMinor: 12_900 }
  return {
    source: 'webshop',
    externalId: `W-98${n}`,
    number: `W-98${n}`,
    version: placedAt,
    placedAt,
    currency: 'EUR',
    store: at.store,
    origin: 'online',
    customer: { firstName: buyer.first, lastName: buyer.last, phone: buyer.phone, email: buyer.email },
    lines: [line],
    totalMinor: line.totalMinor,
  }
}

const rules: { name: string; target: string; runs: string; input: RuleInput }[] = [
  {
    name: 'City of the store, while none is known',
    target: 'city',
    runs: 'only_when_empty',
    input: { kind: 'store', field: 'city' },
  },
  {
    name: 'Home store is where they first bought',
    target: 'homeStore',
    runs: 'on_create',
    input: { kind: 'store', field: 'id' },
  },
]
const insertRules = ({ tx, clock }: Ctx) => {
  const chance = new Chance(77)
  return insertRows(
    tx,
    'auto_populate_rules',
    rules.map((rule, place) => ({
      id: chance.id(clock.now()),
      ...rule,
      input: JSON.parse(JSON.stringify(rule.input)),
      position: place + 1,
      active: true,
      condition: null,
      created_at: clock.now(),
    })),
  )
}

/** Receipts of an old till; two of them are not as they should be. The server takes the file in as it starts. */
async function queueFile(desk: StaffCtx, store: string): Promise<void> {
  const rows = Array.from({ length: 12 }, (_, n) => {
    const amount = n === 4 ? 'siehe Beleg' : `${79 + 10 * n},00`
    return `A-${400 + n};${12 + n}.03.2024;${n === 9 ? 'Lager Nord' : store};Leinenhemd;${amount};EUR`
  })
  const body = ['order id;date;store;product;price;currency', ...rows].join('\n')
  const file = new File([body], 'old-till-2024.csv')
  const { id: importId } = await createImport(file.size)(desk, {
    kind: 'orders',
    fileName: file.name,
    sizeBytes: file.size,
  })
  await putChunk(desk, { params: { importId, place: 0 }, body: file })
  await finishUpload(desk, { importId })
  await startImport(desk, { importId, dryRun: false })
}
