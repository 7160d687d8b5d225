import { createServer, connect as dial, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../../test/database.ts'
import { until } from '../../test/until.ts'
import { createBus, listenAgainMs } from './bus.ts'
import { createLog } from './log.ts'

let database: Awaited<ReturnType<typeof createDatabase>>
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database?.drop())

/** A way to the database that can be shut; it notes when somebody came while it was. */
async function wayTo(url: string) {
  const target = new URL(url)
  const open = new Set<Socket>()
  const refusedAt: number[] = []
  let shut = false
  const server = createServer(socket => {
    socket.on('error', () => {})
    if (shut) {
      refusedAt.push(performance.now())
      socket.destroy()
      return
    }
    const there = dial(Number(target.port), target.hostname)
    for (const [from, to] of [[socket, there] as const, [there, socket] as const]) {
      open.add(from)
      from.on('error', () => {}).on('close', () => to.destroy())
      from.pipe(to)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const way = new URL(url)
  way.port = String((server.address() as { port: number }).port)
  return {
    url: way.href,
    refusedAt,
    shut() {
      shut = true
      for (const socket of open) socket.destroy()
    },
    unshut() {
      shut = false
    },
    close: () => new Promise(resolve => server.close(resolve)),
  }
}

test('MSG-3: a database that stays away is tried by one connection at a time, and listened to again', async () => {
  const way = await wayTo(database.url)
  const bus = await createBus(way.url, createLog('silent'))
  try {
    way.shut()
    await until('it was tried five times', () => way.refusedAt.length >= 5)
    const waits = way.refusedAt.slice(1).map((at, place) => at - (way.refusedAt[place] ?? 0))
    // A timer may be a little early, but two tries never come together.
    expect(Math.min(...waits)).toBeGreaterThan(listenAgainMs / 2)

    way.unshut()
    const heard = new Promise<void>(resolve => {
      bus.on('events', () => resolve())
    })
    await heard
  } finally {
    await bus.close()
    await way.close()
  }
})
