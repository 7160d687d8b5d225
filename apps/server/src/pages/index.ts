import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { cartRoutes, type PageParts } from './cart-routes.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { pagesFolder } from './texts.ts'
import { showBroken } from './words-page.ts'

export { receiptPaper } from './receipt-mail.ts'

const fontFile = createRequire(import.meta.url).resolve(
  '@fontsource/fraunces/files/fraunces-latin-500-normal.woff2',
)
const year = 'public, max-age=31536000, immutable'

/**
 * The customer's pages: carts, products, receipts. Who has the address may look; nobody signs in. A token has at least 120 bits, so
 * that guessing needs no limit of its own. Nothing but a POST changes anything: previews and mail scanners open every link.
 */
export async function customerPages(app: FastifyInstance, parts: PageParts): Promise<void> {
  await app.register(formbody, { bodyLimit: 16 * 1024 })
  app.addHook('onSend', async (_request, reply) => {
    // The address is the key: no other host learns it, and no cache keeps what it shows.
    reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex, nofollow')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler((error, request, reply) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status >= 500)
      parts.talk.log.error(
        { err: error, requestId: request.id, page: request.routeOptions.url },
        'a page failed',
      )
    return showBroken(request, reply, parts.config)
  })
  app.get('/pages/fraunces.woff2', async (_request, reply) =>
    reply
      .type('font/woff2')
      .header('cache-control', year)
      .send(await readFile(fontFile)),
  )
  app.get('/pages/mark.svg', async (_request, reply) =>
    reply
      .type('image/svg+xml')
      .header('cache-control', year)
      .send(await readFile(path.join(pagesFolder, 'mark.svg'))),
  )
  cartRoutes(app, parts)
  deliveryRoutes(app, parts)
  receiptRoutes(app, parts)
}
