import { afterAll, beforeAll, expect, test } from 'vitest'
import { runImport, uploadFile } from '../../../test/import-file.ts'
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

test('IMP-1: counts once whatever its file is called', async () => {
  const content = file(line('NB-1', 'nb1@example.com'), line('NB-2', 'nb2@example.com'))
  for (const [name, created] of [
    ['november.csv', 2],
    ['december.csv', 0],
  ] as const) {
    const job = await uploadFile(alma, 'orders', name, content)
    expect(job.mapping?.fields.source).toEqual({ constant: 'import' })
    expect((await runImport(alma, job.id)).counts).toMatchObject({ created, unchanged: 2 - created })
  }
})

test('IMP-1: without a version is as new as its upload: what it changes counts, what it repeats does not', async () => {
  const run = async (...lines: string[]) => {
    const job = await uploadFile(alma, 'orders', 'till.csv', file(...lines))
    return async () => (await runImport(alma, job.id)).counts
  }
  const total = async (id: string) => {
    const [order] = await world.db
      .selectFrom('orders')
      .select('total_minor')
      .where('external_id', '=', id)
      .execute()
    return order?.total_minor
  }
  const [first, second] = [line('V-1', 'v1@example.com'), line('V-2', 'v2@example.com')]
  expect(await (await run(first, second))()).toMatchObject({ created: 2 })
  const mended = line('V-1', 'v1@example.com', '12,00')
  const older = await run(line('V-1', 'v1@example.com', '99,00'), second)
  expect(await (await run(mended, second))()).toMatchObject({ updated: 1, unchanged: 1 })
  expect(await total('V-1')).toBe(1200)
  // Uploaded before the one that has been read: it is older, whenever it is run.
  expect(await older()).toMatchObject({ updated: 0, unchanged: 2 })
  expect(await total('V-1')).toBe(1200)
  const moreLines = await run(mended, line('V-1', 'v1@example.com', '3,00'))
  expect(await moreLines()).toMatchObject({ updated: 1 })
  expect(await total('V-1')).toBe(1500)
})

test('IMP-1: an order whose customer was erased does not bring them back when its file is read again', async () => {
  const content = file(line('ER-1', 'er1@example.com'))
  await runImport(alma, (await uploadFile(alma, 'orders', 'a.csv', content)).id)
  await world.db
    .updateTable('orders')
    .set({ customer_id: null, matched_by: null, given_customer: null, guest: true })
    .where('external_id', '=', 'ER-1')
    .execute()
  const again = await uploadFile(alma, 'orders', 'a.csv', content)
  expect((await runImport(alma, again.id)).counts).toMatchObject({ unchanged: 1 })
})

test('IMP-1: asks which of day and month is first where neither the file nor the stores say it', async () => {
  const content = 'order id,date,product,price,currency\nD-1,03/10/2025,Coat,12.00,EUR\n'
  const job = await uploadFile(alma, 'orders', 'dates.csv', content)
  expect(job).toMatchObject({ missingFields: ['dates'], mapping: { dates: 'iso' } })
  await expect(alma.imports.start({ importId: job.id, dryRun: false })).rejects.toMatchObject({
    code: 'FIELDS_MISSING',
    data: { fields: ['dates'] },
  })
  const mapping = { ...job.mapping, fields: job.mapping?.fields ?? {}, dates: 'day_first' as const }
  expect(await alma.imports.setMapping({ importId: job.id, mapping })).toMatchObject({ missingFields: [] })
  const { rows } = await alma.imports.preview({ importId: job.id })
  expect(rows[0]?.values.placedAt).toMatch(/^2025-10-03/)
})

test('IMP-1: reads a thousand in a German file as one, and refuses what may be one in another', async () => {
  const german = 'Bestellnummer;Datum;Artikel;Menge;Einzelpreis;Währung\nT-1;22.11.2025;Mantel;1;1.180;EUR\n'
  const job = await uploadFile(alma, 'orders', 'tausend.csv', german)
  expect((await alma.imports.preview({ importId: job.id })).rows[0]).toMatchObject({
    refusal: null,
    values: { totalMinor: 'EUR\u00a01,180.00' },
  })
  const english = 'order id,date,product,quantity,price,currency\nT-1,2025-11-22,Coat,1,1.180,EUR\n'
  const other = await uploadFile(alma, 'orders', 'thousand.csv', english)
  expect((await alma.imports.preview({ importId: other.id })).rows[0]?.refusal).toMatch(
    'price: «1.180» may be 1180 or 1.18. If it is 1180, choose 1.234,50',
  )
})
