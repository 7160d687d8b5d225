import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ended, pieceOf, runImport, uploadFile } from '../../../test/import-file.ts'
import { listen } from '../../../test/listen.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import { sweepImports } from './sweep.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

const head = 'Bestellnummer;Datum;Filiale;Vorname;Nachname;E-Mail;Telefon;Artikel;Menge;Einzelpreis;Währung'
const line = (id: string, email: string, price = '10,00', name = 'Jürgen;Müßig') =>
  `${id};22.11.2025 10:00;Berlin Mitte;${name};${email};030 2312577;Mantel;1;${price};EUR`
const file = (...lines: string[]) => `${[head, ...lines].join('\r\n')}\r\n`
const orderCount = async (source: string) => {
  const { orders } = await world.db
    .selectFrom('orders')
    .select(eb => eb.fn.countAll<number>().as('orders'))
    .where('source', '=', source)
    .executeTakeFirstOrThrow()
  return orders
}
const refusalsOf = async (importId: string) => {
  const response = await fetch(`${world.url}/api/v1/imports/${importId}/refusals-file`, {
    headers: { cookie: await world.cookieOf('alma') },
  })
  expect(response.status).toBe(200)
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()),
    headers: response.headers,
  }
}

describe('an order file', () => {
  test('IMP-1: is mapped by its columns, tried out without writing, run, and read again without change', async () => {
    const content = file(
      line('K-1', 'juergen@example.com'),
      line('K-1', 'juergen@example.com', '5,50'),
      line('K-2', 'ida@example.com', 'teuer', 'Ida;Öz'),
      line('K-3', 'uwe@example.com', '1.200,00', 'Uwe;Groß'),
    )
    const job = await uploadFile(alma, 'orders', 'Kasse.csv', content)
    expect(job).toMatchObject({
      state: 'ready',
      missingFields: [],
      reading: { format: 'csv', delimiter: ';' },
    })
    const { rows } = await alma.imports.preview({ importId: job.id })
    expect(rows[0]).toMatchObject({
      line: 2,
      lines: 2,
      refusal: null,
      values: {
        externalId: 'K-1',
        'customer.lastName': 'Müßig',
        totalMinor: 'EUR\u00a015.50',
        placedAt: '2025-11-22T09:00:00Z',
      },
    })
    expect(rows[1]).toMatchObject({ line: 4, refusal: expect.stringContaining('«teuer» is not an amount') })

    const tried = await runImport(alma, job.id, true)
    expect(tried).toMatchObject({ state: 'ready', rehearsal: { records: 3, created: 2, refused: 1 } })
    expect(await orderCount('kasse')).toBe(0)

    const done = await runImport(alma, job.id)
    expect(done).toMatchObject({
      state: 'done',
      progress: 1,
      counts: { records: 3, created: 2, updated: 0, unchanged: 0, refused: 1 },
    })
    expect(await orderCount('kasse')).toBe(2)
    const found = await world.db
      .selectFrom('orders as o')
      .innerJoin('customers as c', 'c.id', 'o.customer_id')
      .select(['o.total_minor', 'c.name', 'o.store_id'])
      .where('o.external_id', '=', 'K-1')
      .executeTakeFirst()
    expect(found).toEqual({ total_minor: 1550, name: 'Jürgen Müßig', store_id: world.stores.berlin })

    const again = await uploadFile(alma, 'orders', 'Kasse.csv', content)
    expect((await runImport(alma, again.id)).counts).toMatchObject({ created: 0, unchanged: 2, refused: 1 })
    expect(await orderCount('kasse')).toBe(2)
  })

  test('IMP-1: in Windows-1252 keeps its umlauts', async () => {
    const content = Uint8Array.from(file(line('W-1', 'w1@example.com')), sign => sign.charCodeAt(0))
    const job = await uploadFile(alma, 'orders', 'Windows.csv', content)
    expect(job.reading?.encoding).toBe('windows-1252')
    await runImport(alma, job.id)
    const row = await world.db
      .selectFrom('contact_points as p')
      .innerJoin('customers as c', 'c.id', 'p.customer_id')
      .select('c.name')
      .where('p.value', '=', 'w1@example.com')
      .executeTakeFirst()
    expect(row?.name).toBe('Jürgen Müßig')
  })

  test('IMP-1: says which needed fields have no column, and does not start without them', async () => {
    const job = await uploadFile(alma, 'orders', 'few.csv', 'Order id,Product\n1,Coat\n')
    expect(job.missingFields).toEqual(['placedAt', 'currency', 'line.unitPriceMinor'])
    await expect(alma.imports.start({ importId: job.id, dryRun: true })).rejects.toMatchObject({
      code: 'FIELDS_MISSING',
      data: { fields: job.missingFields },
    })
    await expect(
      alma.imports.setMapping({ importId: job.id, mapping: { fields: { placedAt: { column: 'When' } } } }),
    ).rejects.toMatchObject({ code: 'INVALID', message: expect.stringContaining('«When»') })
  })

  test('IMP-1: a kept mapping is found again by the columns of the next file', async () => {
    const content = 'Beleg,Tag,Ware,Wert\nB-1,2025-11-22,Coat,12.00\n'
    const first = await uploadFile(alma, 'orders', 'beleg.csv', content)
    const mapping = {
      fields: {
        externalId: { column: 'Beleg' },
        source: { constant: 'till' },
        placedAt: { column: 'Tag' },
        currency: { constant: 'EUR' },
        'line.name': { column: 'Ware' },
        'line.unitPriceMinor': { column: 'Wert' },
      },
    }
    await alma.imports.setMapping({ importId: first.id, mapping })
    const mappingId = crypto.randomUUID()
    const kept = {
      mappingId,
      kind: 'orders' as const,
      name: 'Till',
      columns: ['Beleg', 'Tag', 'Ware', 'Wert'],
      mapping,
    }
    await alma.imports.saveMapping(kept)
    await expect(alma.imports.saveMapping({ ...kept, mappingId: crypto.randomUUID() })).rejects.toMatchObject(
      {
        code: 'NAME_TAKEN',
      },
    )
    const second = await uploadFile(alma, 'orders', 'beleg2.csv', content)
    expect(second).toMatchObject({ missingFields: [], mapping: { fields: mapping.fields } })
    expect((await runImport(alma, second.id)).counts).toMatchObject({ created: 1, refused: 0 })
  })
})

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
    expect(job).toMatchObject({ reading: { shape: 'shopify' }, fields: [], missingFields: [] })
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
})

describe('the refused records', () => {
  test('IMP-1: come back as a file with the columns as they were and the reason, which can be mended and imported', async () => {
    const job = await uploadFile(
      alma,
      'orders',
      'Mangel.csv',
      file(line('=HYPERLINK("x")', '"quoted;"', 'viel'), line('M-2', 'm2@example.com')),
    )
    await runImport(alma, job.id)
    const { text, headers } = await refusalsOf(job.id)
    expect(headers.get('content-type')).toContain('text/csv')
    expect(headers.get('content-disposition')).toContain('Mangel%20-%20refused.csv')
    const [first, second, ...rest] = text.split('\r\n')
    expect(first).toBe(`\uFEFF${head};reason`)
    expect(second).toContain(`"'=HYPERLINK(""x"")";22.11.2025 10:00`)
    expect(second).toMatch(/;Einzelpreis: «viel» is not an amount\.$/)
    expect(rest).toEqual([''])

    const mended = await uploadFile(
      alma,
      'orders',
      'Mangel.csv',
      text.replace('viel', '7,00').replace('"quoted;"', 'q@example.com'),
    )
    expect((await runImport(alma, mended.id)).counts).toMatchObject({ created: 1, refused: 0 })
    const ids = await world.db
      .selectFrom('orders')
      .select('external_id')
      .where('source', '=', 'mangel')
      .execute()
    expect(ids.map(row => row.external_id).sort()).toEqual(['=HYPERLINK("x")', 'M-2'])
  })
})

describe('a run', () => {
  const many = (source: string, count: number) =>
    [
      'order id,date,product,price,currency',
      ...Array.from({ length: count }, (_, n) => `${source}-${n},2025-11-22,Coat,9.00,EUR`),
    ].join('\n')

  test('IMP-1: can be stopped; what was taken stays, going on doubles nothing', async () => {
    const job = await uploadFile(alma, 'orders', 'stop.csv', many('S', 3000))
    await alma.imports.start({ importId: job.id, dryRun: false })
    await world.until(
      'something was taken',
      async () => (await alma.imports.get({ importId: job.id })).counts.records > 0,
    )
    await alma.imports.cancel({ importId: job.id })
    const stopped = await ended(alma, job.id)
    expect(stopped.state).toBe('canceled')
    expect(stopped.counts.records).toBeLessThan(3000)
    expect(await orderCount('stop')).toBe(stopped.counts.created)
    const done = await runImport(alma, job.id)
    expect(done.counts).toMatchObject({
      created: 3000 - stopped.counts.created,
      unchanged: stopped.counts.created,
    })
    expect(await orderCount('stop')).toBe(3000)
  })

  test('IMP-1: tells its progress live to who may import, and to nobody else', async () => {
    const maya = await world.as('maya')
    const toldOf = ({ heard }: Awaited<ReturnType<typeof listen>>) =>
      heard.filter(signal => signal.type === 'import')
    const [hers, others] = [await listen(alma), await listen(maya)]
    const job = await uploadFile(alma, 'orders', 'live.csv', many('L', 450))
    await runImport(alma, job.id)
    await world.until('the end was told', () => toldOf(hers).length >= 6)
    expect(toldOf(others)).toEqual([])
    await hers.close()
    await others.close()
  })

  test('IMP-1: a quotation mark that is never closed ends it with the line, after what could be read', async () => {
    const job = await uploadFile(
      alma,
      'orders',
      'quote.csv',
      `${many('Q', 300)}\n"Q-x,2025-11-22,Coat,9.00,EUR\n`,
    )
    const failed = await runImport(alma, job.id)
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'NOT_READABLE', line: 302 } })
  })

  test('IMP-1: its file is thrown away some days after the end, with what was refused', async () => {
    const job = await uploadFile(alma, 'orders', 'old.csv', file(line('O-1', 'o1@example.com', 'viel')))
    await runImport(alma, job.id)
    expect(await sweepImports(world.server, 7)).toBe(0)
    await world.passDays(8)
    expect(await sweepImports(world.server, 7)).toBeGreaterThan(0)
    expect(await alma.imports.get({ importId: job.id })).toMatchObject({ state: 'done', fileGone: true })
    for (const table of ['import_chunks', 'import_refusals'] as const) {
      const left = await world.db.selectFrom(table).select('job_id').where('job_id', '=', job.id).execute()
      expect(left).toEqual([])
    }
    await expect(alma.imports.start({ importId: job.id, dryRun: true })).rejects.toMatchObject({
      code: 'NOT_NOW',
    })
  })
})

test('IMP-1: a file too large, a piece of the wrong length and a file that is none are refused in words', async () => {
  await expect(
    alma.imports.create({ kind: 'orders', fileName: 'huge.csv', sizeBytes: 501 * 1024 * 1024 }),
  ).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', data: { maxBytes: 500 * 1024 * 1024 } })
  const job = await alma.imports.create({ kind: 'orders', fileName: 'a.csv', sizeBytes: 10 })
  await expect(
    alma.imports.putChunk({ params: { importId: job.id, place: 0 }, body: pieceOf('four') }),
  ).rejects.toMatchObject({ code: 'CHUNK_WRONG' })
  await expect(alma.imports.finishUpload({ importId: job.id })).rejects.toMatchObject({
    code: 'CHUNKS_MISSING',
  })
  await expect(
    uploadFile(alma, 'orders', 'a.png', Uint8Array.from([0x89, 0x50, 0, 0, 10, 1])),
  ).rejects.toMatchObject({
    code: 'NOT_READABLE',
  })
})
