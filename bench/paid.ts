import { createHmac, randomUUID } from 'node:crypto'
import http from 'node:http'
import pg from 'pg'
import type { EmbeddedDatabase } from '../apps/server/src/platform/db/embedded.ts'
import { type Figure, median, quantile } from './figures.ts'
import { type CartSale, merchant, startLoadProcess, startServerProcess } from './processes.ts'
import { seedCarts } from './seed-carts.ts'

const carts = 1000
const warmUp = 20
const patienceMs = 10_000
type Owed = { cartId: string; reference: string; currency: string; amountMinor: number }

/** How soon a store's screens know that a customer has paid: from the provider's webhook to the live stream (PAY-2). */
export async function measurePaid(server: EmbeddedDatabase, { sales }: { sales: number }): Promise<Figure[]> {
  const name = 'paid_bench'
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  const url = server.urlOf(name)
  const secret = await seedCarts(url, carts)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const app = await startServerProcess(url, { payments: true })
  const load = startLoadProcess()
  try {
    const { rows: wanted } = await client.query<CartSale>(
      `select c.store_id as "storeId", c.id as "customerId", v.id as "variantId"
        from bench_customers c join bench_variants v on v.n = 1 + c.n % $1 where c.n > $1 order by c.n limit $2`,
      [carts, sales + warmUp],
    )
    await load.run({ kind: 'carts', url: app.url, secret, callers: 4, sales: wanted })
    // There is no provider to make the links: they stand as if it had.
    const { rows: owed } = await client.query<Owed>(
      `update payment_links l set state = 'active', due_at = null, claimed_until = null, url = 'https://pay.example', provider_link_id = l.id::text
        from carts c where c.id = l.cart_id and c.shared_version = l.cart_version and l.state = 'wanted'
        returning l.cart_id as "cartId", l.reference, l.currency, l.amount_minor::int as "amountMinor"`,
    )
    const waits = await payments(app.url, secret, owed)
    const [warm, told] = [waits.slice(0, warmUp), waits.slice(warmUp)]
    if (warm.length < warmUp || told.length === 0) throw new Error('There was nothing to pay.')
    const figure = (what: string, value: number): Figure => ({ section: 'paid', what, value, unit: 'ms' })
    return [
      figure('payment webhook to stream p50', median(told)),
      figure('payment webhook to stream p99', quantile(told, 0.99)),
    ]
  } finally {
    await load.stop()
    await app.stop()
    await client.end()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

/** Tells of one payment after the other, each once the last one was heard. @returns how long each took to be heard */
async function payments(url: string, secret: string, owed: readonly Owed[]): Promise<number[]> {
  let heard: ((cartId: string) => void) | undefined
  const stream = await new Promise<http.ClientRequest>((resolve, reject) => {
    const request = http.get(`${url}/api/v1/live`, {
      headers: { authorization: `Bearer ${secret}`, accept: 'text/event-stream' },
    })
    request.on('error', reject)
    request.on('response', response => {
      if (response.statusCode !== 200) reject(new Error(`The stream answered ${response.statusCode}.`))
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (chunk.includes('hello')) resolve(request)
        for (const line of chunk.split('\n'))
          if (line.includes('"event":"paid"')) heard?.(/"cartId":"([^"]+)"/.exec(line)?.[1] ?? '')
      })
    })
  })
  const waits: number[] = []
  for (const one of owed) {
    const from = performance.now()
    const told = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('A payment reached no live stream.')), patienceMs)
      heard = cartId => {
        if (cartId !== one.cartId) return
        clearTimeout(late)
        resolve()
      }
    })
    const answer = await fetch(`${url}/hooks/adyen`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(notice(one)),
    })
    if (!answer.ok) throw new Error(`The webhook was answered with ${answer.status}.`)
    await told
    waits.push(performance.now() - from)
  }
  stream.destroy()
  return waits
}

/** As the provider tells and signs it. */
function notice({ reference, currency, amountMinor }: Owed) {
  const pspReference = randomUUID()
  const signed = [
    pspReference,
    '',
    merchant.account,
    reference,
    amountMinor,
    currency,
    'AUTHORISATION',
    'true',
  ]
  const hmacSignature = createHmac('sha256', Buffer.from(merchant.hmacKey, 'hex'))
    .update(signed.join(':'))
    .digest('base64')
  const item = {
    additionalData: { hmacSignature },
    amount: { currency, value: amountMinor },
    eventCode: 'AUTHORISATION',
    eventDate: new Date().toISOString(),
    merchantAccountCode: merchant.account,
    merchantReference: reference,
    paymentMethod: 'visa',
    pspReference,
    reason: '',
    success: 'true',
  }
  return { live: 'false', notificationItems: [{ NotificationRequestItem: item }] }
}
