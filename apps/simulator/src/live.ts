import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Exchange } from './exchange.ts'

const signals = [
  'message',
  'wire',
  'faults',
  'clock',
  'call',
  'directory',
  'payment',
  'payment-faults',
  'mail',
] as const

/** A stream of what happens, as server-sent events named by the kind of change. */
export function addLiveRoute(app: FastifyInstance, exchange: Exchange): void {
  const watchers = new Set<ServerResponse>()
  for (const signal of signals) {
    exchange.bus.on(signal, data => {
      if (watchers.size === 0) return
      const event = `event: ${signal}\ndata: ${JSON.stringify(data ?? null)}\n\n`
      for (const watcher of watchers) watcher.write(event)
    })
  }
  app.get('/live', (request, reply) => {
    reply.hijack()
    const watcher = reply.raw
    watcher.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    watcher.write(': here\n\n')
    watchers.add(watcher)
    request.raw.on('close', () => watchers.delete(watcher))
  })
  app.addHook('preClose', async () => {
    for (const watcher of watchers) watcher.end()
  })
}
