import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { measureCarts } from './carts.ts'
import { measureCustomers } from './customers.ts'
import { startDatabase } from './databases.ts'
import { type Figure, tables } from './figures.ts'
import { measureInbound } from './inbound.ts'
import { measureLive } from './live.ts'
import { measureOrderImports } from './order-imports.ts'
import { measurePaid } from './paid.ts'
import { measureReads } from './reads.ts'
import { sizeOf } from './sizes.ts'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string', default: '10k,1m,10m' },
    turns: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '5' },
    'per-round': { type: 'string', default: '3000' },
    devices: { type: 'string', default: '1000' },
    orders: { type: 'string', default: '100000' },
    customers: { type: 'string', default: '10k,1m' },
    carts: { type: 'string', default: '1k,1m' },
    sales: { type: 'string', default: '1000' },
    'data-dir': { type: 'string' },
  },
})
const sections = ['inbound', 'live', 'memory', 'orders', 'reads', 'customers', 'carts', 'paid'] as const
const wanted = (section: (typeof sections)[number]) =>
  positionals.length === 0 || positionals.includes(section)
const unknown = positionals.filter(one => !(sections as readonly string[]).includes(one))
if (unknown.length > 0) {
  console.error(`There is no section ${unknown.join(', ')}. There are: ${sections.join(', ')}.`)
  process.exit(1)
}

const seeded = 100_000

const server = await startDatabase(flags['data-dir'])
const figures: Figure[] = []
try {
  if (wanted('inbound'))
    figures.push(
      ...(await measureInbound(server, {
        seeded,
        perRound: Number(flags['per-round']),
        rounds: Number(flags.rounds),
      })),
    )
  if (wanted('live') || wanted('memory')) {
    const both = await measureLive(server, { seeded, devices: Number(flags.devices), messages: 300 })
    figures.push(...both.filter(({ section }) => wanted(section as 'live' | 'memory')))
  }
  if (wanted('orders'))
    figures.push(...(await measureOrderImports(server, { lines: Number(flags.orders), rounds: 2 })))
  if (wanted('reads'))
    figures.push(
      ...(await measureReads(server, flags.messages.split(',').map(sizeOf), { turns: Number(flags.turns) })),
    )
  if (wanted('customers'))
    figures.push(
      ...(await measureCustomers(server, flags.customers.split(',').map(sizeOf), {
        turns: Number(flags.turns),
      })),
    )
  if (wanted('carts'))
    figures.push(
      ...(await measureCarts(server, flags.carts.split(',').map(sizeOf), {
        sales: Number(flags.sales),
        rounds: Number(flags.rounds),
      })),
    )
  if (wanted('paid')) figures.push(...(await measurePaid(server, { sales: 200 })))
} finally {
  await server.stop()
}

console.log(`\n${tables(figures)}\n`)
const folder = path.join(import.meta.dirname, 'results')
const at = new Date().toISOString()
const file = path.join(folder, `${at.replaceAll(':', '-').slice(0, 19)}.json`)
const machine = {
  cores: cpus().length,
  cpu: cpus()[0]?.model,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
}
await mkdir(folder, { recursive: true })
await writeFile(file, `${JSON.stringify({ at, machine, flags, figures }, null, 2)}\n`)
console.log(`Kept in ${path.relative(process.cwd(), file)}`)
process.exit(0)
