import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { CartSale } from './processes.ts'

/** What a sale is made of, in its order; each is a call, the last one the customer's. */
export const steps = ['create', 'add item', 'discount', 'delivery', 'totals', 'share', 'page view'] as const
export type Step = (typeof steps)[number]
export type CartRun = { perSecond: number; waits: Record<Step, number[]> }

type Order = { url: string; secret: string; callers: number; sales: readonly CartSale[] }
type Cart = { id: string; version: number; delivery: { options: { id: string }[] } }

/** Sells to one customer after the other, in as many lanes as there are callers. */
export async function sellCarts({ url, secret, callers, sales }: Order): Promise<CartRun> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: callers })
  const waits = Object.fromEntries(steps.map(step => [step, [] as number[]])) as Record<Step, number[]>
  const timed: Timed = async (step, method, path, body) => {
    const from = performance.now()
    const answer = await call(agent, url + path, secret, method, body)
    waits[step].push(performance.now() - from)
    return answer
  }
  let next = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let sale = sales[next++]; sale; sale = sales[next++]) await sell(sale, timed)
    }),
  )
  agent.destroy()
  return { perSecond: sales.length / ((performance.now() - from) / 1000), waits }
}

type Timed = (step: Step, method: string, path: string, body?: object) => Promise<string>
async function sell({ storeId, customerId, variantId }: CartSale, timed: Timed): Promise<void> {
  const asked = async <T>(step: Step, method: string, path: string, body?: object): Promise<T> =>
    JSON.parse(await timed(step, method, `/api/v1${path}`, body))
  const { id } = await asked<Cart>('create', 'POST', `/stores/${storeId}/customers/${customerId}/cart`, {})
  await asked('add item', 'POST', `/carts/${id}/items`, {
    clientId: randomUUID(),
    variantId,
    fulfilment: 'ship',
  })
  const discount = { kind: 'percent', value: 1000, reason: 'Bench' }
  await asked('discount', 'PUT', `/carts/${id}/discount`, { itemId: null, discount })
  const address = { line1: 'Torstraße 5', postalCode: '10119', city: 'Berlin', country: 'DE' }
  await asked('delivery', 'PUT', `/carts/${id}/delivery`, { address, shippingRateId: null })
  const { version } = await asked<Cart>('totals', 'GET', `/carts/${id}`)
  const shared = await asked<{ url: string }>('share', 'POST', `/carts/${id}/share`, { version })
  // Without a script, so that the page is all there is.
  const page = await timed('page view', 'GET', new URL(shared.url).pathname)
  if (!page.includes('</html>')) throw new Error(`${shared.url} is no page: ${page.slice(0, 300)}`)
}

function call(
  agent: http.Agent,
  url: string,
  secret: string,
  method: string,
  body?: object,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${secret}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    }
    const request = http.request(url, { agent, method, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text.slice(0, 300)}`))
      })
    })
    request.on('error', reject)
    request.end(body && JSON.stringify(body))
  })
}
