import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ended, runImport, uploadFile } from '../../../test/import-file.ts'
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
