import { randomUUID } from 'node:crypto'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { onError } from '@orpc/server'
import { commonRefusals } from '@rapport/contract'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { adyenHooks } from './adyen-hooks.ts'
import { serveDocs } from './docs.ts'
import { createPresence } from './domains/inbox/index.ts'
import { viewerOfKey } from './domains/integrations/index.ts'
import type { PaymentTalk } from './domains/payments/index.ts'
import { watchLooks } from './domains/privacy/index.ts'
import { createReceiver } from './domains/receiver/index.ts'
import { createSignIn, loadViewer } from './domains/staff/index.ts'
import { hooks } from './hooks.ts'
import { createMetrics } from './metrics.ts'
import { customerPages } from './pages/index.ts'
import type { Config } from './platform/config.ts'
import type { Runtime, Viewer } from './platform/context.ts'
import { pendingMigrations } from './platform/db/migrate.ts'
import { endOfEvents } from './platform/follower.ts'
import { bodyRefusal } from './platform/http/body-limit.ts'
import { sayWhatIsWrong } from './platform/http/invalid-input.ts'
import { serveLines } from './platform/http/line-stream.ts'
import { type ApiContext, refusalBody } from './platform/http/operations.ts'
import { createLive } from './platform/live.ts'
import { createRouter, lineStreams } from './router.ts'
import { testing } from './testing.ts'
import { contentPolicy, serveWeb, webAppOf } from './web.ts'

type Parts = { config: Config; runtime: Runtime; money: PaymentTalk; secret: string; setupCode: string }

/** The HTTP side: everything of it is put together here, and only here. */
export async function createApp({ config, runtime, money, secret, setupCode }: Parts) {
  const { db, bus, log } = runtime
  const signIn = createSignIn(db, config, secret)
  const presence = createPresence(runtime, (storeId, conversationId, present) => {
    live
      .tellPresence({ type: 'presence', storeId, conversationId, present })
      .catch(error => log.error({ error }, 'presence was not told'))
  })
  const live = createLive({
    db,
    from: await endOfEvents(db),
    onNudge: wake => bus.on('events', wake),
    presentAt: storeIds => presence.presentAt(storeIds),
    reloadViewer: staffId => loadViewer(db, { staffId }, runtime.clock.now()),
    membersOf: async ids => {
      const rows = await db
        .selectFrom('conversation_members')
        .select(['staff_id', 'conversation_id'])
        .where('conversation_id', 'in', ids)
        .execute()
      return rows.map(row => ({ staffId: row.staff_id, conversationId: row.conversation_id }))
    },
  })
  const receiver = createReceiver(runtime)
  const looks = watchLooks(runtime)
  const metrics = createMetrics(runtime, live)
  const router = createRouter({
    signIn,
    setupCode,
    presence,
    live,
    importMaxBytes: config.IMPORT_MAX_MB * 1024 * 1024,
    publicUrl: config.PUBLIC_URL,
  })

  const app: FastifyInstance = fastify({
    loggerInstance: log.child({ part: 'http' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    trustProxy: config.TRUST_PROXY ?? false,
    forceCloseConnections: true,
  })
  app.addHook('onResponse', async (request, reply) => {
    metrics.requests.observe(
      { route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  const policy = contentPolicy(config)
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin')
    if (webAppOf(request.url)) reply.header('content-security-policy', policy)
    // What the API says is about people: nothing on the way keeps it. What it says bit by bit is not gathered there either:
    // without this nginx held the live signals back until 8 KiB were full.
    if (!/^\/api\/(v1|auth)\//.test(request.url)) return
    const streamed = /^(text\/event-stream|application\/x-ndjson)/.test(
      String(reply.getHeader('content-type')),
    )
    if (streamed) reply.header('x-accel-buffering', 'no').header('cache-control', 'no-store, no-transform')
    else if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })

  const viewerOf = async (request: FastifyRequest): Promise<Viewer | null> => {
    // Who states a key is the key, whatever cookie comes along.
    if (request.headers.authorization) return viewerOfKey(runtime, request.headers.authorization)
    if (!request.headers.cookie) return null
    const session = await signIn.api.getSession({ headers: new Headers({ cookie: request.headers.cookie }) })
    return session && loadViewer(db, { authUserId: session.user.id }, runtime.clock.now())
  }

  serveDocs(app, config.PUBLIC_URL)

  await app.register(async scope => {
    // oRPC reads the body itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
    const handler = new OpenAPIHandler(router, {
      eventIteratorKeepAliveInterval: 15_000,
      clientInterceptors: [
        async options => {
          const { context, path, procedure, next } = options
          const { route } = procedure['~orpc']
          const input = withoutVerb(route.path, options.input)
          const output = await next({ ...options, input }).catch((error: unknown) => {
            throw sayWhatIsWrong(error)
          })
          if (route.method === 'GET') looks.answered(context.viewer, path, input, output)
          return output
        },
      ],
      interceptors: [
        onError((error, { context }) => {
          const status = (error as { status?: number }).status
          if (status === undefined || status >= 500)
            log.error(
              { err: error, requestId: (context as { requestId: string }).requestId },
              'an operation failed',
            )
        }),
      ],
    })
    const enter = async (request: FastifyRequest, reply: FastifyReply): Promise<ApiContext | null> => {
      const stated = request.headers.authorization !== undefined
      if (!stated && crossSite(request, config)) {
        reply.code(403).send({ code: 'CROSS_SITE', message: 'This request comes from another site.' })
        return null
      }
      const viewer = await viewerOf(request)
      if (stated && !viewer) {
        reply.code(401).send({ defined: true, code: 'API_KEY_INVALID', ...commonRefusals.API_KEY_INVALID })
        return null
      }
      return {
        runtime,
        viewer,
        ip: request.ip,
        lastEventId: one(request.headers['last-event-id']),
        requestId: request.id,
        idempotencyKey: one(request.headers['idempotency-key']),
        ifMatch: one(request.headers['if-match']),
      }
    }
    for (const stream of lineStreams) serveLines(scope, { ...stream, enter })
    scope.all('/api/v1/*', async (request, reply) => {
      const context = await enter(request, reply)
      if (!context) return reply
      const refusal = bodyRefusal(request.headers)
      // What is not read must not stay in the pipe for the next request.
      if (refusal) return reply.code(refusal.status).header('connection', 'close').send(refusalBody(refusal))
      const { matched } = await handler.handle(request, reply, { prefix: '/api/v1', context })
      if (!matched)
        return reply
          .code(404)
          .send({ code: 'NOT_FOUND', message: 'There is no such operation. See /api/docs.' })
    })
  })

  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    scope.all('/api/auth/*', async (request, reply) => {
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers))
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
      headers.set('x-rapport-ip', request.ip)
      const url = new URL(request.url, config.PUBLIC_URL)
      const body = typeof request.body === 'string' && request.body !== '' ? { body: request.body } : {}
      const response = await signIn.handler(new Request(url, { method: request.method, headers, ...body }))
      reply.code(response.status)
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
      const cookies = response.headers.getSetCookie()
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return reply.send(await response.text())
    })
  })

  await app.register(scope => hooks(scope, { config, runtime, receiver }))
  await app.register(scope => adyenHooks(scope, { config, runtime, refused: metrics.refusedNotifications }))
  await app.register(scope => customerPages(scope, { config, talk: money }))
  if (config.TESTING_TOKEN)
    await app.register(scope => testing(scope, { token: config.TESTING_TOKEN ?? '', runtime }))

  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    try {
      const pending = await pendingMigrations(async () => ({
        rows: await db.selectFrom('migrations').select('name').execute(),
      }))
      if (pending.length > 0)
        return reply.code(503).send({ ready: false, why: `migrations to run: ${pending.join(', ')}` })
      return { ready: true }
    } catch {
      return reply.code(503).send({ ready: false, why: 'the database does not answer' })
    }
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.register.contentType).send(await metrics.register.metrics()),
  )
  await serveWeb(app)

  return {
    app,
    signIn,
    receiver,
    live,
    async close() {
      await live.close()
      presence.close()
      await app.close()
      await looks.close()
    },
  }
}

/** A cookie is sent along by whoever embeds us; what changes something must come from our own pages. */
function crossSite(request: FastifyRequest, config: Config): boolean {
  if (request.method === 'GET' || !request.headers.cookie) return false
  const site = one(request.headers['sec-fetch-site'])
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = one(request.headers.origin)
  return (
    origin !== undefined &&
    origin !== new URL(config.PUBLIC_URL).origin &&
    new URL(origin).host !== request.headers.host
  )
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** Of `/customers:upsert` the router takes the verb for a parameter, and oRPC puts it among the input. */
function withoutVerb(path: string | undefined, input: unknown): unknown {
  const verb = /:(\w+)$/.exec(path ?? '')?.[1]
  if (verb === undefined || typeof input !== 'object' || input === null) return input
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== verb))
}
