import { createHmac } from 'node:crypto'
import http from 'node:http'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { statement } from '../apps/server/src/domains/receiver/receive-plain.ts'
import { connect } from '../apps/server/src/platform/db/database.ts'
import { sellCarts } from './cart-load.ts'
import type { InboundCall, LoadOrder } from './processes.ts'

/** The process that makes the calls: takes one order after the other, answers each with what it measured. */
const streams = new Map<number, http.ClientRequest>()
let heard: ((sid: string, atMs: number) => void) | undefined

process.on('message', (order: LoadOrder) => {
  run(order).then(
    result => process.send?.(result),
    error => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function run(order: LoadOrder): Promise<unknown> {
  switch (order.kind) {
    case 'inbound':
      return inbound(order.url, order.token, order.callers, order.messages)
    case 'direct':
      return direct(order.databaseUrl, order.connections, order.messages)
    case 'connect':
      return openStreams(order.url, order.cookies)
    case 'live':
      return live(order.url, order.token, order.messages, order.everyMs)
    case 'carts':
      return sellCarts(order)
    case 'disconnect':
      for (const request of streams.values()) request.destroy()
      streams.clear()
      return {}
  }
}

/** Each of `lanes` takes the next message as soon as its last one is done. */
async function inLanes(lanes: number, messages: InboundCall[], one: (message: InboundCall) => Promise<void>) {
  const waits: number[] = []
  let next = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let message = messages[next++]; message; message = messages[next++]) {
        const asked = performance.now()
        await one(message)
        waits.push(performance.now() - asked)
      }
    }),
  )
  return { perSecond: messages.length / ((performance.now() - from) / 1000), waits }
}

async function inbound(url: string, token: string, callers: number, messages: InboundCall[]) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: callers })
  const signed = new Map(messages.map(message => [message, signedForm(url, token, message)]))
  const done = await inLanes(callers, messages, message =>
    post(url, agent, signed.get(message) ?? signedForm(url, token, message)),
  )
  agent.destroy()
  return done
}

async function direct(databaseUrl: string, lanes: number, messages: InboundCall[]) {
  const connections = connect(databaseUrl, lanes)
  // All connections open before the clock starts.
  await Promise.all(Array.from({ length: lanes }, () => sql`select pg_sleep(0.2)`.execute(connections.db)))
  const done = await inLanes(lanes, messages, async message => {
    await storeOne(connections.db as Kysely<never>, message)
  })
  await connections.close()
  return done
}

const storeOne = (db: Kysely<never>, { sid, from, to, body }: InboundCall) =>
  statement(new Date(), [
    {
      providerMessageId: sid,
      channel: 'sms',
      from,
      to,
      body,
      mediaCount: 0,
      optOutType: null,
      profileName: null,
    },
  ]).execute(db)

type Signed = { body: string; signature: string }

/** As Twilio signs: the address and the parameters in the order of their names, HMAC-SHA1. */
function signedForm(url: string, token: string, message: InboundCall): Signed {
  const form = {
    AccountSid: `AC${'b'.repeat(32)}`,
    Body: message.body,
    From: message.from,
    MessageSid: message.sid,
    NumMedia: '0',
    To: message.to,
  }
  const text = `${url}/hooks/twilio/messages${Object.entries(form).flat().join('')}`
  return {
    body: new URLSearchParams(form).toString(),
    signature: createHmac('sha1', token).update(text).digest('base64'),
  }
}

function post(url: string, agent: http.Agent, { body, signature }: Signed): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}/hooks/twilio/messages`, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        'x-twilio-signature': signature,
      },
    })
    request.on('error', reject)
    request.on('response', response => {
      response.resume()
      if (response.statusCode !== 200)
        reject(new Error(`A webhook was answered with ${response.statusCode}.`))
      response.on('end', resolve)
    })
    request.end(body)
  })
}

/** Opens a live stream per cookie, fifty at a time, each until it has heard its first signal. */
async function openStreams(url: string, cookies: string[]) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity })
  let next = 0
  const open = (n: number) =>
    new Promise<void>((resolve, reject) => {
      const request = http.get(`${url}/api/v1/live`, {
        agent,
        headers: { cookie: cookies[n] as string, accept: 'text/event-stream' },
      })
      streams.set(n, request)
      request.on('error', error => streams.has(n) && reject(error))
      request.on('response', response => {
        if (response.statusCode !== 200)
          reject(new Error(`A live stream was answered with ${response.statusCode}.`))
        response.setEncoding('utf8')
        response.on('error', () => {})
        response.on('data', (chunk: string) => {
          const at = performance.now()
          if (chunk.includes('hello')) resolve()
          for (const [, id] of chunk.matchAll(/"conversationId":"([^"]+)"/g)) if (id) heard?.(id, at)
        })
      })
    })
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      for (let n = next++; n < cookies.length; n = next++) await open(n)
    }),
  )
  return { open: streams.size }
}

/** Posts one message after the other at a steady pace; `sid` is followed by the conversation to listen for. */
async function live(url: string, token: string, messages: InboundCall[], everyMs: number) {
  const agent = new http.Agent({ keepAlive: true })
  const [first, last, committed]: [number[], number[], number[]] = [[], [], []]
  for (const message of messages) {
    const conversationId = message.sid.split(':')[1] as string
    const heardAt: number[] = []
    heard = (id, at) => id === conversationId && heardAt.push(at)
    const form = signedForm(url, token, { ...message, sid: message.sid.split(':')[0] as string })
    const from = performance.now()
    await post(url, agent, form)
    committed.push(performance.now() - from)
    while (heardAt.length === 0 && performance.now() - from < 10_000) await pause(5)
    if (heardAt.length === 0) throw new Error('A message reached no live stream within ten seconds.')
    // The other devices of the store hear it too before the next one is written.
    await pause(everyMs)
    first.push(Math.min(...heardAt) - from)
    last.push(Math.max(...heardAt) - from)
  }
  heard = undefined
  agent.destroy()
  return { first, last, committed, devices: streams.size }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
