import { sql } from 'kysely'
import { connect } from '../apps/server/src/platform/db/database.ts'
import type { EmbeddedDatabase } from '../apps/server/src/platform/db/embedded.ts'
import { inboundCalls } from './calls.ts'
import { scratchDatabase } from './databases.ts'
import { type Figure, median, quantile } from './figures.ts'
import { account, startLoadProcess, startServerProcess } from './processes.ts'

type Run = { perSecond: number; waits: number[] }
const shapes = [
  { name: 'HTTP, 32 callers', kind: 'inbound', lanes: 32 },
  { name: 'HTTP, 128 callers', kind: 'inbound', lanes: 128 },
  { name: 'bare statements, 32 connections', kind: 'direct', lanes: 32 },
] as const

/**
 * Customers' messages a second: through HTTP with the signature checked, until committed, against the same SQL by
 * itself, one message a statement. Rounds take turns, so that whatever else the machine does hits all of them.
 */
export async function measureInbound(
  server: EmbeddedDatabase,
  { seeded, perRound, rounds }: { seeded: number; perRound: number; rounds: number },
): Promise<Figure[]> {
  const scratch = await scratchDatabase(server, seeded)
  const app = await startServerProcess(scratch.url)
  const load = startLoadProcess()
  const runs = new Map<string, Run[]>(shapes.map(shape => [shape.name, []]))
  let sent = 0
  try {
    // The first round warms everything up and does not count.
    for (let round = 0; round <= rounds; round++) {
      const order = round % 2 === 0 ? shapes : shapes.toReversed()
      for (const { name, kind, lanes } of order) {
        const messages = (await inboundCalls(scratch.url, perRound, sent + 1)).map(({ call }) => call)
        const run = await load.run<Run>(
          kind === 'inbound'
            ? { kind, url: app.url, token: account.token, callers: lanes, messages }
            : { kind, databaseUrl: scratch.url, connections: lanes, messages },
        )
        sent += perRound
        if (round > 0) runs.get(name)?.push(run)
      }
    }
    await mustHaveStored(scratch.url, seeded + sent)
  } finally {
    await load.stop()
    await app.stop()
    await scratch.drop()
  }
  const rate = (name: string) => (runs.get(name) ?? []).map(run => run.perSecond)
  const bare = rate(shapes[2].name)
  const ratio = (name: string) =>
    median(rate(name).map((value, round) => value / (bare[round] ?? Number.NaN)))
  const figure = (what: string, value: number, unit: string, aim?: Figure['aim']): Figure => ({
    section: 'inbound',
    what,
    value,
    unit,
    aim,
  })
  return [
    ...shapes.flatMap(({ name }) => [
      figure(name, median(rate(name)), 'messages/s'),
      figure(
        `${name}, wait p50`,
        quantile(
          (runs.get(name) ?? []).flatMap(run => run.waits),
          0.5,
        ),
        'ms',
      ),
    ]),
    figure('HTTP, 32 callers ÷ bare', ratio(shapes[0].name), '×'),
    figure('HTTP, 128 callers ÷ bare', ratio(shapes[1].name), '×', { least: 1 }),
  ]
}

/** A rate of messages that were not kept would be worth nothing. */
async function mustHaveStored(url: string, expected: number) {
  const connections = connect(url, 1)
  const { rows } = await sql<{ count: number }>`select count(*) from messages`.execute(connections.db)
  await connections.close()
  if (rows[0]?.count !== expected) throw new Error(`${rows[0]?.count} messages are stored, not ${expected}.`)
}
