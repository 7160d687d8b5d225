import type { FastifyInstance } from 'fastify'
import { type AppClock, agreeOnClock, moveClock } from './app-clock.ts'
import type { Exchange } from './exchange.ts'
import { type Saying, say } from './inbound.ts'
import { addLiveRoute } from './live.ts'
import { overview, phoneMessage } from './overview.ts'
import type { Person } from './records.ts'
import { Refusal } from './refusals.ts'
import { type NumberInput, numberFrom } from './seed.ts'
import type { CallOutcome, FaultPatch } from './shapes.ts'
import { call, endCall } from './voice.ts'

const fromTo = {
  schema: {
    body: {
      type: 'object',
      required: ['from', 'to'],
      properties: {
        from: { type: 'string', minLength: 3 },
        to: { type: 'string', minLength: 3 },
        body: { type: 'string', default: '' },
      },
    },
  },
}

/** The simulator's own API, for its screen, for tests and for scripts. */
export function addControl(app: FastifyInstance, exchange: Exchange, appClock: AppClock): void {
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.body())
    return reply.send(error)
  })

  app.get('/state', () => ({ ...overview(exchange), appUrl: appClock.appUrl ?? null }))
  app.get<{ Params: { person: string; number: string }; Querystring: { limit?: string } }>(
    '/threads/:person/:number',
    request => {
      const thread = exchange.state.thread(request.params.person, request.params.number)
      const limit = Number(request.query.limit ?? thread.length)
      return thread.slice(-limit || thread.length).map(message => phoneMessage(exchange, message))
    },
  )
  app.get<{ Querystring: { limit?: string } }>('/wire', request =>
    exchange.wire.newestFirst(Number(request.query.limit ?? 100)),
  )

  app.post<{ Body: Saying }>('/say', fromTo, request => say(exchange, request.body))
  app.post<{ Body: { from: string; to: string } }>('/call', fromTo, request =>
    call(exchange, request.body.from, request.body.to),
  )
  app.post<{ Params: { sid: string }; Body: { outcome: CallOutcome } }>('/calls/:sid/outcome', request =>
    endCall(exchange, request.params.sid, request.body.outcome),
  )

  app.post<{ Body: FaultPatch }>('/faults', request => exchange.faults.set(request.body))
  app.post<{ Body: Person | Person[] }>('/people', request => putPeople(exchange, [request.body].flat()))
  app.post<{ Body: NumberInput | NumberInput[] }>('/numbers', request =>
    putNumbers(exchange, [request.body].flat()),
  )

  app.get('/clock', () => agreeOnClock(exchange, appClock))
  app.post<{ Body: { offsetMs?: number; advanceMs?: number } }>('/clock', request => {
    const { offsetMs, advanceMs = 0 } = request.body
    return moveClock(exchange, appClock, offsetMs ?? exchange.clock.offsetMs + advanceMs)
  })
  app.post('/start-over', async () => {
    exchange.faults.clear()
    exchange.acquirer.switches.clear()
    return moveClock(exchange, appClock, 0)
  })
  addLiveRoute(app, exchange)
}

/** Adds people or gives them another name. */
export function putPeople(exchange: Exchange, people: Person[]): Person[] {
  for (const { phone, name } of people) exchange.state.people.set(phone, { phone, name })
  exchange.stateFile.touch()
  exchange.bus.emit('directory')
  return people
}

/** Adds numbers of the business or changes their settings; what is left out stays. */
export function putNumbers(exchange: Exchange, numbers: NumberInput[]) {
  const { numbers: known } = exchange.state
  for (const number of numbers) known.set(number.phone, numberFrom(number, known.get(number.phone)))
  exchange.stateFile.touch()
  exchange.bus.emit('directory')
  return numbers.map(number => known.get(number.phone))
}
