import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ended, runImport, uploadFile } from '../../../test/import-file.ts'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, apiAt, createWorld, newId, type World } from '../../../test/world.ts'
import { tracesOf } from './traces.ts'

let world: World
let alma: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

const make = async (lastName: string, more: { phone?: string; email?: string } = {}) =>
  (await alma.customers.create({ storeId, firstName: 'João', lastName, ...more })).customerId
const keptOf = async (importId: string) => {
  const { rows } = await sql<{ chunks: number; refusals: number; read: boolean; file_name: string }>`
    select (select count(*)::int from import_chunks where job_id = j.id) as chunks,
      (select count(*)::int from import_refusals where job_id = j.id) as refusals, reading is not null as read, file_name
    from import_jobs j where id = ${importId}`.execute(world.db)
  return rows[0]
}
const nothing = { chunks: 0, refusals: 0, read: false }

describe('what was kept of a call', () => {
  test('CUS-8: the answer to a note goes with the note, though it names nobody', async () => {
    const customerId = await make('Ferrer', { phone: freshPhone() })
    const api = apiAt(world.url, { cookie: await world.cookieOf('maya'), 'idempotency-key': newId() })
    await api.notes.add({ customerId, storeId, body: 'Likes pomegranate red', labels: [] })
    const wishing = apiAt(world.url, { cookie: await world.cookieOf('maya'), 'idempotency-key': newId() })
    await wishing.notes.add({
      customerId: await make('Other', { phone: freshPhone() }),
      storeId,
      body: 'Likes sage',
      labels: [],
    })
    await alma.privacy.erase({ customerId })
    expect(await tracesOf(world, ['pomegranate'])).toEqual([])
    expect((await tracesOf(world, ['Likes sage'])).join()).toContain('idempotency_keys')
  })
})

describe('a file that may name somebody who is erased', () => {
  const spelt = [
    ['customers', 'nation.csv', 'first_name;last_name;phone;birthday\nJoão;Peçanha;20 22 72 74;never'],
    ['customers', 'nine.csv', 'first_name;last_name;phone;birthday\nJ;P;+55 11 8765-4321;never'],
    [
      'orders',
      'orders.csv',
      'order id,date,product,price,currency,phone\nZ-1,2025-11-22,Coat,dear,EUR,20227274',
    ],
  ] as const
  test.each(spelt)(
    'CUS-8: of %s, «%s», goes with its samples and its refused records',
    async (kind, name, text) => {
      const bytes = Buffer.from(text, 'latin1')
      const job = await uploadFile(alma, kind, name, bytes)
      const done = await runImport(alma, job.id)
      expect(done.state).toBe('done')
      await alma.privacy.erase({ customerId: await make('Peçanha', { phone: freshPhone() }) })
      expect(await keptOf(job.id)).toMatchObject(nothing)
      expect(await alma.imports.get({ importId: job.id })).toMatchObject({ state: 'done', fileGone: true })
    },
  )

  test('CUS-8: also before it was run, or was all there; a file of products stays', async () => {
    const ready = await uploadFile(alma, 'customers', 'ready.csv', 'first_name;phone\nIda;20227274')
    const goods = await uploadFile(
      alma,
      'products',
      'goods.csv',
      'product id;name;sku;price;currency\n1;Coat;C-1;9;EUR',
    )
    const half = await alma.imports.create({ kind: 'customers', fileName: 'half.csv', sizeBytes: 2_000_000 })
    await sql`insert into import_chunks (job_id, place, body) values (${half.id}, 0, 'Ida;20227274')`.execute(
      world.db,
    )
    await alma.privacy.erase({ customerId: await make('Solberg', { phone: freshPhone() }) })
    for (const { id } of [ready, half]) {
      expect(await keptOf(id)).toMatchObject(nothing)
      expect(await alma.imports.get({ importId: id })).toMatchObject({ state: 'canceled', fileGone: true })
      const start = alma.imports.start({ importId: id, dryRun: false })
      expect(await refusalOf(start)).toMatchObject({ code: 'NOT_NOW' })
    }
    expect(await keptOf(goods.id)).toMatchObject({ chunks: 1, read: true })
  })

  test.each([true, false])(
    'CUS-8: while it is run it stays, and goes when that has ended (dry run: %s)',
    async dry => {
      const text = `order id,date,product,price,currency\nR-${dry},2025-11-22,Coat,9.00,EUR`
      const job = await uploadFile(alma, 'orders', `run-${dry}.csv`, text)
      const later = new Date(world.server.clock.now().getTime() + 3_600_000)
      // Another process has it, for as long as this test wants.
      const taken = { state: 'running', dry_run: dry, run: 1, lease: newId() }
      const set = (values: object) =>
        world.db.updateTable('import_jobs').set(values).where('id', '=', job.id).execute()
      await set({ ...taken, lease_until: later })
      await alma.privacy.erase({ customerId: await make('Halvorsen', { phone: freshPhone() }) })
      expect(await keptOf(job.id)).toMatchObject({ chunks: 1, read: true })
      await set({ lease_until: null })
      const after = await ended(alma, job.id)
      expect(after).toMatchObject({
        state: dry ? 'canceled' : 'done',
        fileGone: true,
        counts: { records: 1 },
      })
      expect(await keptOf(job.id)).toMatchObject(nothing)
    },
  )

  test('CUS-8: a file that is called after them loses its name, also in the audit', async () => {
    const job = await uploadFile(
      alma,
      'products',
      'List of João Quimbanda.csv',
      'product id;name;sku;price;currency\n1;Coat;C-1;9;EUR',
    )
    const other = await uploadFile(
      alma,
      'products',
      'Autumn.csv',
      'product id;name;sku;price;currency\n1;Coat;C-1;9;EUR',
    )
    await runImport(alma, job.id)
    await alma.privacy.erase({ customerId: await make('Quimbanda', { phone: freshPhone() }) })
    expect(await tracesOf(world, ['Quimbanda'])).toEqual([])
    expect(await keptOf(job.id)).toMatchObject({ file_name: '….csv' })
    expect(await keptOf(other.id)).toMatchObject({ file_name: 'Autumn.csv' })
    const { items } = await alma.audit.list({ action: 'import.begun' })
    expect(items.map(one => one.subject)).toEqual(expect.arrayContaining(['….csv', 'Autumn.csv']))
    const renamed = sql`update audit_entries set subject = 'x.csv' where action = 'import.begun'`.execute(
      world.db,
    )
    await expect(renamed).rejects.toMatchObject({ code: '23001' })
  })
})

describe('a note about somebody else', () => {
  test('CUS-8: loses the phone and the email of who is erased, and nothing else', async () => {
    const customerId = await make('Okonjo', { phone: '+4520337475', email: 'okonjo@fernhill.example' })
    const other = await make('Tveit', { phone: freshPhone() })
    const add = (body: string) => alma.notes.add({ customerId: other, storeId, body, labels: [] })
    const phone = await add('Size 38. Ask her husband, (+45) 20-33 74.75, after 6.')
    const email = await add('Bill to Okonjo@Fernhill.example, please; not to xokonjo@fernhill.example.')
    await alma.privacy.erase({ customerId })
    const bodyOf = async (id: string) =>
      (await alma.notes.list({ customerId: other, storeId })).items.find(note => note.id === id)?.body
    expect(await bodyOf(phone.id)).toBe('Size 38. Ask her husband, …, after 6.')
    expect(await bodyOf(email.id)).toBe('Bill to …, please; not to xokonjo@fernhill.example.')
  })
})
