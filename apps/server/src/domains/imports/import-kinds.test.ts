import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runImport, uploadFile } from '../../../test/import-file.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

test('IMP-1: our own lines are read as the API reads them, a bad one is refused by itself', async () => {
  const order = {
    source: 'nd',
    externalId: 'N-1',
    version: '2025-11-22T10:00:00Z',
    placedAt: '2025-11-22T10:00:00Z',
    currency: 'EUR',
    lines: [{ name: 'Coat', quantity: 1, unitPriceMinor: 100, totalMinor: 100 }],
    totalMinor: 100,
  }
  const content = `${JSON.stringify(order)}\nnot json\n${JSON.stringify({ ...order, externalId: 'N-2', lines: [] })}\n`
  const job = await uploadFile(alma, 'orders', 'lines.ndjson', content)
  expect(job).toMatchObject({ reading: { format: 'ndjson', shape: 'rapport' }, fields: [] })
  expect((await runImport(alma, job.id)).counts).toMatchObject({ created: 1, refused: 2 })
  const { items } = await alma.imports.refusals({ importId: job.id })
  expect(items).toMatchObject([
    { line: 2, reason: 'This is not JSON.', record: 'not json' },
    { line: 3, reason: expect.stringContaining('lines') },
  ])
})

describe('other kinds of files', () => {
  test('IMP-4: customers are created and changed by their id, with the store by its name', async () => {
    const head = 'Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort;Land;Filiale;Tags'
    const rows = [
      'C-1;Ida;Öz;ida.oz@example.com;030 2312599;Torstraße 1;10119;Berlin;Deutschland;Berlin Mitte;vip, linen',
      'C-2;Uwe;Groß;uwe.gross@example.com;;;;Paris;FR;Paris Marais;',
      'C-3;Nobody;Here;nobody@example.com;;;;;;Atlantis;',
    ]
    const file = (lines: string[]) => [head, ...lines].join('\n')
    const job = await uploadFile(alma, 'customers', 'kunden.csv', file(rows))
    const mapping = { ...job.mapping, fields: job.mapping?.fields ?? {}, country: 'DE' }
    await alma.imports.setMapping({ importId: job.id, mapping })
    expect((await runImport(alma, job.id, true)).rehearsal).toMatchObject({ created: 2, refused: 1 })
    expect((await runImport(alma, job.id)).counts).toMatchObject({ created: 2, refused: 1 })
    const phone = await world.db
      .selectFrom('contact_points as p')
      .innerJoin('customers as c', 'c.id', 'p.customer_id')
      .select(['p.value', 'c.tags', 'c.city'])
      .where('c.external_id', '=', 'C-1')
      .where('p.kind', '=', 'phone')
      .executeTakeFirst()
    expect(phone).toEqual({ value: '+49302312599', tags: ['vip', 'linen'], city: 'Berlin' })
    expect((await alma.imports.refusals({ importId: job.id })).items).toMatchObject([
      { line: 4, reason: 'No store is called «Atlantis».' },
    ])
    const changed = await uploadFile(
      alma,
      'customers',
      'kunden2.csv',
      file([rows[0]?.replace('Öz;', 'Özil;') ?? '', rows[1] ?? '']),
    )
    await alma.imports.setMapping({ importId: changed.id, mapping })
    expect((await runImport(alma, changed.id)).counts).toMatchObject({ updated: 1, unchanged: 1, refused: 0 })
  })

  test('IMP-5: products with their variants, then their stock by store', async () => {
    const products =
      'handle,title,sku,size,price,currency,collection\nlinen-shirt,Linen shirt,LS-S,S,89.00,EUR,Summer\nlinen-shirt,Linen shirt,LS-M,M,89.00,EUR,Summer\n'
    const job = await uploadFile(alma, 'products', 'goods.csv', products)
    expect((await runImport(alma, job.id)).counts).toMatchObject({ records: 1, created: 1, refused: 0 })
    const stock = await uploadFile(
      alma,
      'stock',
      'stock.csv',
      'sku,store,quantity\nLS-S,Berlin Mitte,3\nLS-M,,7\nLS-XL,,1\n',
    )
    expect((await runImport(alma, stock.id)).counts).toMatchObject({ created: 2, refused: 1 })
    const counted = await world.db
      .selectFrom('stock as s')
      .innerJoin('variants as v', 'v.id', 's.variant_id')
      .select(['v.sku', 's.quantity', 's.store_id'])
      .orderBy('v.sku', 'desc')
      .execute()
    expect(counted).toEqual([
      { sku: 'LS-S', quantity: 3, store_id: world.stores.berlin },
      { sku: 'LS-M', quantity: 7, store_id: null },
    ])
  })
})

describe('what comes from Shopify', () => {
  const columns =
    'Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Billing Country,Phone,Refunded Amount,Id,Source,Tags'
  test('IMP-1: needs no mapping as its order export: rows of one name are one order', async () => {
    const rows = [
      '#1001,nora@example.com,paid,2026-03-02 10:00:00 +0100,fulfilled,EUR,30.00,4.90,0.00,34.90,0.00,2026-03-02 10:00:00 +0100,2,Linen shirt - M,10.00,LS-M,Nora Lind,Berlin,DE,+491713920010,0.00,501,web,vip',
      '#1001,nora@example.com,,,,,,,,,,,1,Belt,10.00,BE-1,,,,,,,,',
      '#1002,broken@example.com,paid,,,EUR,1.00,0.00,0.00,viel,0.00,2026-03-02 10:00:00 +0100,1,Belt,1.00,BE-1,,,,,0.00,502,web,',
    ]
    const job = await uploadFile(alma, 'orders', 'orders_export_1.csv', [columns, ...rows].join('\n'))
    expect(job).toMatchObject({
      reading: { shape: 'shopify' },
      fields: [{ key: 'store' }],
      missingFields: [],
    })
    expect((await runImport(alma, job.id)).counts).toMatchObject({ records: 2, created: 1, refused: 1 })
    const order = await world.db
      .selectFrom('orders as o')
      .innerJoin('customers as c', 'c.id', 'o.customer_id')
      .select(['o.total_minor', 'o.units', 'c.name'])
      .where('o.number', '=', '#1001')
      .executeTakeFirst()
    expect(order).toEqual({ total_minor: 3490, units: 3, name: 'Nora Lind' })
    const { items } = await alma.imports.refusals({ importId: job.id })
    expect(items).toMatchObject([{ line: 4, reason: expect.stringContaining('«viel»') }])
  })

  test('IMP-1: is read as documents of its API as well', async () => {
    const document = {
      id: 900,
      name: '#900',
      email: 'api@example.com',
      created_at: '2026-03-02T10:00:00+01:00',
      updated_at: '2026-03-02T10:00:00+01:00',
      currency: 'EUR',
      total_price: '12.00',
      subtotal_price: '12.00',
      taxes_included: true,
      line_items: [{ id: 1, name: 'Scarf', quantity: 1, price: '12.00' }],
    }
    const job = await uploadFile(
      alma,
      'orders',
      'orders.json',
      JSON.stringify({ orders: [document, { id: 1, line_items: 7 }] }),
    )
    expect(job).toMatchObject({ reading: { format: 'json', shape: 'shopify' } })
    expect((await runImport(alma, job.id)).counts).toMatchObject({ created: 1, refused: 1 })
  })

  const storesOf = async (...numbers: string[]) => {
    const found = await world.db
      .selectFrom('orders')
      .select(['number', 'store_id'])
      .where('number', 'in', numbers)
      .orderBy('number')
      .execute()
    return found.map(order => order.store_id)
  }
  const bought = (name: string, location = '') =>
    `${name},${name.slice(1)}@example.com,paid,2026-03-02 10:00:00 +0100,,EUR,10.00,0.00,0.00,10.00,0.00,2026-03-02 10:00:00 +0100,1,Belt,10.00,,,,,,0.00,${name.slice(1)},pos,,${location}`

  test('IMP-1: an order of its export is the store’s that its Location names, or that the mapping says', async () => {
    const rows = [bought('#2001', 'Berlin Mitte'), bought('#2002'), bought('#2003', 'Atlantis')]
    const file = [`${columns},Location`, ...rows].join('\n')
    const job = await uploadFile(alma, 'orders', 'with_places.csv', file)
    expect(job.mapping?.fields).toEqual({ store: { column: 'Location' } })
    expect((await runImport(alma, job.id)).counts).toMatchObject({ created: 2, refused: 1 })
    expect(await storesOf('#2001', '#2002')).toEqual([world.stores.berlin, null])
    const { items } = await alma.imports.refusals({ importId: job.id })
    expect(items).toMatchObject([{ line: 4, reason: expect.stringContaining('«Atlantis»') }])

    const other = await uploadFile(
      alma,
      'orders',
      'one_place.csv',
      [columns, bought('#2004').slice(0, -1)].join('\n'),
    )
    const fields = { store: { constant: 'Berlin Mitte' } }
    await alma.imports.setMapping({ importId: other.id, mapping: { fields } })
    const { rows: seen } = await alma.imports.preview({ importId: other.id })
    expect(seen[0]?.values).toMatchObject({ store: 'Berlin Mitte' })
    await expect(
      alma.imports.setMapping({ importId: other.id, mapping: { fields: { currency: { constant: 'EUR' } } } }),
    ).rejects.toMatchObject({ code: 'INVALID' })
    await runImport(alma, other.id)
    expect(await storesOf('#2004')).toEqual([world.stores.berlin])
  })

  test('IMP-1: an order of its API is the store’s that has its location’s id, else the one that the mapping says', async () => {
    await world.db
      .updateTable('stores')
      .set({ external_id: '655441491' })
      .where('id', '=', world.stores.paris)
      .execute()
    const document = (id: number, location_id?: number | null) => ({
      id,
      name: `#${id}`,
      email: `${id}@example.com`,
      created_at: '2026-03-02T10:00:00+01:00',
      currency: 'EUR',
      total_price: '12.00',
      location_id,
      line_items: [{ id: 1, name: 'Scarf', quantity: 1, price: '12.00' }],
    })
    const file = (...orders: unknown[]) => JSON.stringify({ orders })
    const job = await uploadFile(alma, 'orders', 'a.json', file(document(3001, 655441491), document(3002)))
    expect(job).toMatchObject({
      reading: { columns: [{ name: 'location_id', samples: ['655441491'] }] },
      fields: [{ key: 'store' }],
      mapping: { fields: { store: { column: 'location_id' } } },
    })
    await runImport(alma, job.id)
    expect(await storesOf('#3001', '#3002')).toEqual([world.stores.paris, null])

    const other = await uploadFile(alma, 'orders', 'b.json', file(document(3003, 655441491), document(3004)))
    const said = async (fields: object) =>
      alma.imports.setMapping({ importId: other.id, mapping: { fields: { ...fields } } })
    await said({ store: { constant: world.stores.berlin } })
    await runImport(alma, other.id)
    expect(await storesOf('#3003', '#3004')).toEqual([world.stores.paris, world.stores.berlin])

    const none = await uploadFile(alma, 'orders', 'c.json', file(document(3005, 655441491)))
    await alma.imports.setMapping({ importId: none.id, mapping: { fields: {} } })
    await runImport(alma, none.id)
    expect(await storesOf('#3005')).toEqual([null])
  })
})
