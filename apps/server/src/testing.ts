import type { FastifyInstance } from 'fastify'
import type { MovableClock } from './platform/clock.ts'
import type { Runtime } from './platform/context.ts'

/**
 * Moves the clock, so that a demo can watch seven days pass. Exists only when TESTING_TOKEN is set, and answers only
 * to who knows it. The move is kept, so that all processes and the next start agree.
 */
export async function testing(app: FastifyInstance, { token, runtime }: { token: string; runtime: Runtime }) {
  const clock = runtime.clock as MovableClock
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers['x-testing-token'] !== token)
      await reply.code(403).send({ code: 'NOT_PERMITTED', message: 'This needs the testing token.' })
  })
  const state = () => ({ offsetMs: clock.offsetMs, now: clock.now().toISOString() })
  app.get('/testing/clock', async () => state())
  app.post<{ Body: { offsetMs?: unknown } }>('/testing/clock', async (request, reply) => {
    const offsetMs = request.body?.offsetMs
    if (typeof offsetMs !== 'number' || !Number.isFinite(offsetMs))
      return reply
        .code(422)
        .send({ code: 'INVALID', message: 'Say offsetMs, in milliseconds from the real time.' })
    await runtime.db
      .insertInto('clock_offset')
      .values({ offset_ms: Math.round(offsetMs) })
      .onConflict(conflict => conflict.column('singleton').doUpdateSet({ offset_ms: Math.round(offsetMs) }))
      .execute()
    clock.moveTo(Math.round(offsetMs))
    runtime.bus.nudge('clock')
    runtime.bus.nudge('outbox')
    return state()
  })
}
