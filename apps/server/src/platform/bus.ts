import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Log } from './log.ts'

export type Topic = 'events' | 'outbox' | 'imports' | 'payments' | 'clock'
/** How long a database that is away is left alone between two tries. */
export const listenAgainMs = 500
type Wire = { from: string; topics: Topic[]; presence: unknown[] }

/**
 * Tells this and other processes that something was committed. Only a nudge: who hears it reads the database,
 * and polls as well, so a lost nudge costs a moment, never a message.
 *
 * NOTIFY takes a global lock at commit, so it is never issued inside a business transaction, and at most every 20 ms.
 */
export async function createBus(url: string, log: Log) {
  const me = randomUUID()
  const emitter = new EventEmitter().setMaxListeners(100)
  let waiting: { topics: Set<Topic>; presence: unknown[] } | undefined
  let client: pg.Client | undefined
  let telling = false
  let closed = false

  async function listen(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'rapport bus' })
    next.on('error', () => {})
    next.on('notification', ({ payload }) => {
      const wire = JSON.parse(payload ?? '{}') as Wire
      if (wire.from === me) return
      for (const topic of wire.topics) emitter.emit(topic)
      for (const presence of wire.presence) emitter.emit('presence', presence)
    })
    try {
      await next.connect()
      await next.query('listen rapport')
    } catch (error) {
      await next.end().catch(() => {})
      throw error
    }
    if (closed) return next.end()
    // Only now: one that never listened ends too, and must not be followed by two.
    next.on('end', () => {
      client = undefined
      listenAgain()
    })
    client = next
    // What was committed while we were deaf is found by reading.
    emitter.emit('events')
    emitter.emit('outbox')
    emitter.emit('imports')
    emitter.emit('payments')
  }
  function listenAgain(): void {
    if (!closed) setTimeout(() => listen().catch(listenAgain), listenAgainMs).unref()
  }
  await listen()

  function flush() {
    const batch = waiting
    if (telling) {
      // One at a time: what has come meanwhile goes with the next.
      setTimeout(flush, 20).unref()
      return
    }
    waiting = undefined
    if (!batch || !client) return
    const wire: Wire = { from: me, topics: [...batch.topics], presence: batch.presence.slice(-50) }
    telling = true
    client
      .query('select pg_notify($1, $2)', ['rapport', JSON.stringify(wire)])
      .catch(error => log.debug({ error }, 'nudge not sent'))
      .finally(() => {
        telling = false
      })
  }
  function later() {
    if (waiting) return waiting
    waiting = { topics: new Set(), presence: [] }
    setTimeout(flush, 20).unref()
    return waiting
  }

  return {
    nudge(topic: Topic) {
      emitter.emit(topic)
      later().topics.add(topic)
    },
    /** Presence lives nowhere but here; it is told in full to every process. */
    tellPresence(presence: unknown) {
      emitter.emit('presence', presence)
      later().presence.push(presence)
    },
    on(topic: Topic | 'presence', listener: (payload?: unknown) => void) {
      emitter.on(topic, listener)
      return () => emitter.off(topic, listener)
    },
    async close() {
      closed = true
      await client?.end()
    },
  }
}
export type Bus = Awaited<ReturnType<typeof createBus>>
