import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pieceOf, runImport, uploadFile } from '../../../test/import-file.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'

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
    expect(await orderCount('import')).toBe(0)

    const done = await runImport(alma, job.id)
    expect(done).toMatchObject({
      state: 'done',
      progress: 1,
      counts: { records: 3, created: 2, updated: 0, unchanged: 0, refused: 1 },
    })
    expect(await orderCount('import')).toBe(2)
    const found = await world.db
      .selectFrom('orders as o')
      .innerJoin('customers as c', 'c.id', 'o.customer_id')
      .select(['o.total_minor', 'c.name', 'o.store_id'])
      .where('o.external_id', '=', 'K-1')
      .executeTakeFirst()
    expect(found).toEqual({ total_minor: 1550, name: 'Jürgen Müßig', store_id: world.stores.berlin })

    const again = await uploadFile(alma, 'orders', 'Kasse.csv', content)
    expect((await runImport(alma, again.id)).counts).toMatchObject({ created: 0, unchanged: 2, refused: 1 })
    expect(await orderCount('import')).toBe(2)
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
      .where('external_id', 'in', ['=HYPERLINK("x")', 'M-2'])
      .execute()
    expect(ids.map(row => row.external_id).sort()).toEqual(['=HYPERLINK("x")', 'M-2'])
  })
})

test('IMP-1: a row with more cells than the head comes back with all of them, and is refused again', async () => {
  const shifted = `${line('SH-1', 'sh1@example.com')};surplus`
  const first = await uploadFile(
    alma,
    'orders',
    'shift.csv',
    file(shifted, line('SH-2', 'sh2@example.com', 'viel')),
  )
  expect((await runImport(alma, first.id)).counts).toMatchObject({ created: 0, refused: 2 })
  const { text } = await refusalsOf(first.id)
  expect(text).toContain(`${shifted};This row has 12 cells`)
  const unmended = await uploadFile(alma, 'orders', 'shift.csv', text)
  expect((await runImport(alma, unmended.id)).counts).toMatchObject({ created: 0, refused: 2 })
  const again = (await refusalsOf(unmended.id)).text
  const mended = await uploadFile(
    alma,
    'orders',
    'shift.csv',
    again.replace(';surplus', '').replace('viel', '7,00'),
  )
  expect((await runImport(alma, mended.id)).counts).toMatchObject({ created: 2, refused: 0 })
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

test('IMP-1: what is thrown away before it was read leaves nothing of its file', async () => {
  const job = await alma.imports.create({ kind: 'customers', fileName: 'away.csv', sizeBytes: 4 })
  await alma.imports.putChunk({ params: { importId: job.id, place: 0 }, body: pieceOf('four') })
  expect(await alma.imports.cancel({ importId: job.id })).toMatchObject({
    state: 'canceled',
    startedAt: null,
    fileGone: true,
  })
  expect(await world.db.selectFrom('import_chunks').where('job_id', '=', job.id).execute()).toEqual([])
  await expect(
    alma.imports.putChunk({ params: { importId: job.id, place: 0 }, body: pieceOf('four') }),
  ).rejects.toMatchObject({ code: 'NOT_NOW' })
})

describe('the list of imports', () => {
  test('IMP-1: is read from either end, by kind and by a piece of the file’s name as it is typed', async () => {
    for (const [kind, fileName] of [
      ['stock', 'Lager 100%_Mitte.csv'],
      ['customers', 'Kunden Mitte.csv'],
      ['stock', 'Lager Paris.csv'],
    ] as const)
      await alma.imports.create({ kind, fileName, sizeBytes: 10 })
    type Asked = Parameters<Api['imports']['list']>[0]
    const names = async (asked: Asked) => (await alma.imports.list(asked)).items.map(job => job.fileName)
    expect(await names({ kind: 'stock' })).toEqual(['Lager Paris.csv', 'Lager 100%_Mitte.csv'])
    expect(await names({ kind: 'stock', first: 'oldest' })).toEqual([
      'Lager 100%_Mitte.csv',
      'Lager Paris.csv',
    ])
    expect(await names({ q: 'mitte' })).toEqual(['Kunden Mitte.csv', 'Lager 100%_Mitte.csv'])
    expect(await names({ q: '0%_m' })).toEqual(['Lager 100%_Mitte.csv'])
    expect(await names({ q: 'l%r' })).toEqual([])
    const page = await alma.imports.list({ first: 'oldest', limit: 1 })
    const next = await alma.imports.list({ first: 'oldest', limit: 1, cursor: page.nextCursor ?? '' })
    expect((next.items[0]?.id ?? '') > (page.items[0]?.id ?? 'z')).toBe(true)
  })
})
