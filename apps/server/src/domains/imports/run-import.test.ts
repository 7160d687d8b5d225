import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ended, runImport, uploadFile } from '../../../test/import-file.ts'
import { listen } from '../../../test/listen.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import { recordsOf } from './records.ts'
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
describe('a run', () => {
  const many = (source: string, count: number) =>
    [
      'source,order id,date,product,price,currency',
      ...Array.from({ length: count }, (_, n) => `${source},${source}-${n},2025-11-22,Coat,9.00,EUR`),
    ].join('\n')

  test('IMP-1: can be stopped; what was taken stays, going on doubles nothing', async () => {
    const job = await uploadFile(alma, 'orders', 'stop.csv', many('stop', 3000))
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

  test('IMP-1: a currency that is none refuses its row alone, in the preview and in the run', async () => {
    const wrong = ['€', '$', 'Euro', '12', 'XXQ', 'abc']
    const content = [
      'source,order id,date,product,price,currency',
      ...['EUR', 'usd', ...wrong].map((currency, n) => `cur,C-${n},2025-11-22,Coat,9.00,${currency}`),
    ].join('\n')
    const job = await uploadFile(alma, 'orders', 'currencies.csv', content)
    const { rows } = await alma.imports.preview({ importId: job.id })
    expect(rows.map(row => row.refusal)).toEqual([
      null,
      null,
      ...wrong.map(currency => `currency: «${currency}» is no currency. Give its three letters, as in EUR.`),
    ])
    expect(await runImport(alma, job.id)).toMatchObject({ state: 'done', counts: { created: 2, refused: 6 } })
  })

  test('IMP-1: so does one of Shopify’s, as documents and in our own lines', async () => {
    const document = (id: number, currency: string) => ({
      id,
      created_at: '2026-03-02T10:00:00+01:00',
      currency,
      total_price: '12.00',
      line_items: [{ id: 1, name: 'Scarf', quantity: 1, price: '12.00' }],
    })
    const documents = [document(1, 'EUR'), document(2, 'Euro'), document(3, 'XXQ')]
    const job = await uploadFile(alma, 'orders', 'cur.json', JSON.stringify({ orders: documents }))
    expect(await runImport(alma, job.id)).toMatchObject({ state: 'done', counts: { created: 1, refused: 2 } })
    const line = (externalId: string, currency: string) => ({
      source: 'nd',
      externalId,
      version: '2025-11-22T10:00:00Z',
      placedAt: '2025-11-22T10:00:00Z',
      currency,
      lines: [{ name: 'Coat', quantity: 1, unitPriceMinor: 100, totalMinor: 100 }],
      totalMinor: 100,
    })
    const lines = [line('1', 'CHF'), line('2', 'ABC')].map(one => JSON.stringify(one)).join('\n')
    const own = await uploadFile(alma, 'orders', 'cur.ndjson', lines)
    expect((await runImport(alma, own.id)).counts).toMatchObject({ created: 1, refused: 1 })
    const { items } = await alma.imports.refusals({ importId: own.id })
    expect(items).toMatchObject([{ line: 2, reason: expect.stringContaining('currency') }])
  })

  test('IMP-1: whatever breaks while a record is made refuses that record, not the file', async () => {
    const raws = (async function* () {
      yield { line: 1, bytes: 10, document: 1, text: '1' }
      yield { line: 2, bytes: 20, document: 2, text: '2' }
    })()
    const document = (given: unknown) => {
      if (given === 1) throw new RangeError('nobody thought of this')
      return { given }
    }
    const options = {
      kind: 'orders',
      reading: { format: 'json', shape: 'shopify' },
      mapping: { fields: {}, dates: 'iso', timeZone: 'UTC', decimal: '.', country: null },
      shape: { document },
      now: new Date(),
    } as const
    expect(await Array.fromAsync(recordsOf(raws, options))).toMatchObject([
      { line: 1, problem: 'Rapport failed at this record. The log says why.' },
      { line: 2, input: { given: 2 } },
    ])
  })

  test('IMP-1: a quotation mark that is never closed ends it with the line, after what could be read', async () => {
    const job = await uploadFile(
      alma,
      'orders',
      'quote.csv',
      `${many('Q', 300)}\nQ,"Q-x,2025-11-22,Coat,9.00,EUR\n`,
    )
    const failed = await runImport(alma, job.id)
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'NOT_READABLE', line: 302 } })
    // All that stands before is taken, not only what filled a batch. The order beside the mark may not be whole.
    expect(failed.counts).toMatchObject({ created: 299, refused: 0 })
  })

  test('IMP-1: a list of JSON that is cut off is no import that is done; what was whole before is taken', async () => {
    const order = (n: number) => ({
      source: 'cut',
      externalId: `${n}`,
      version: '2025-11-22T10:00:00Z',
      placedAt: '2025-11-22T10:00:00Z',
      currency: 'EUR',
      lines: [{ name: 'Coat', quantity: 1, unitPriceMinor: 100, totalMinor: 100 }],
      totalMinor: 100,
    })
    const list = [1, 2, 3, 4, 5, 6].map(n => JSON.stringify(order(n))).join(',\n')
    const cut = {
      inARecord: `{"orders":[\n${list}`.slice(0, -40),
      betweenTwo: `[${list}`,
      afterAComma: `[${list},`,
    }
    for (const [name, content] of Object.entries(cut)) {
      const job = await uploadFile(alma, 'orders', `${name}.json`, content)
      const failed = await runImport(alma, job.id)
      const whole = name === 'inARecord' ? 5 : 6
      expect(failed).toMatchObject({
        state: 'failed',
        counts: { records: whole, refused: 0 },
        failure: { code: 'NOT_READABLE', line: name === 'inARecord' ? 7 : 6 },
      })
      const { rows } = await alma.imports.preview({ importId: job.id })
      expect(rows).toHaveLength(whole + 1)
      expect(rows.at(-1)).toMatchObject({ refusal: expect.stringContaining('cut off') })
    }
    expect(await orderCount('cut')).toBe(6)
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
