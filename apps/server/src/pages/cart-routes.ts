import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readyToPay } from '../domains/carts/index.ts'
import { ensureLink, type PaymentTalk } from '../domains/payments/index.ts'
import type { Config } from '../platform/config.ts'
import { inTx } from '../platform/context.ts'
import { glanceAt, type SeenCart, seeCart, seenBefore } from './cart-facts.ts'
import { type CartNotice, cartNow, cartPage, cartWords } from './cart-page.ts'
import { showIfNew, showPage } from './edge.ts'
import { seeReceipt } from './receipt-facts.ts'
import { receiptPage } from './receipt-page.ts'
import type { Template } from './templates.ts'
import { showLost } from './words-page.ts'

export type PageParts = { config: Config; talk: PaymentTalk }
type Cart = FastifyRequest<{ Params: { token: string } }>

const lookAgainSeconds = 10
/** How often a page that waits for the webhook looks again, and for how long, before it shows the cart as it is. */
const confirming = { seconds: 3, looks: 20 }

/** A number in the address; null for what is none. */
export const numberIn = (value: unknown): number | null =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null

/** The page of a cart (CRT-7): what is true of it at its one address, the line that looks by itself, and «pay». */
export function cartRoutes(app: FastifyInstance, { config, talk }: PageParts): void {
  const reading = { tx: talk.db, clock: talk.clock }
  const email = config.MAIL_REPLY_TO ?? config.MAIL_FROM
  const find = (token: string) => seeCart(reading, token, email)

  const show = async (request: FastifyRequest, reply: FastifyReply, cart: SeenCart) => {
    const query = request.query as Record<string, unknown>
    const { facts, language } = cart
    type More = { again?: { seconds: number; to?: string }; formTo?: string | null }
    const page = (template: Template, model: object, more: More = {}) =>
      showPage(request, reply, config, { template, language, model, ...more })
    if (facts.state === 'paid' && cart.orderId) {
      const receipt = await seeReceipt(reading, { orderId: cart.orderId }, email)
      if (receipt) return page('receipt', receiptPage(language, receipt, true))
    }
    // Who paid a minute before midnight comes back a minute after it.
    const looks = numberIn(query.back) ?? (query.redirectResult === undefined ? 0 : 1)
    if (facts.state !== 'closed' && looks > 0 && looks <= confirming.looks)
      return page('words', cartWords(language, facts, 'confirming'), {
        again: { seconds: confirming.seconds, to: `/c/${facts.token}?back=${looks + 1}` },
      })
    if (facts.state === 'expired' || facts.state === 'closed' || facts.state === 'paid')
      return page('words', cartWords(language, facts, facts.state === 'expired' ? 'expired' : 'closed'))
    const notice: CartNotice | null =
      query.notice === 'stale' ? 'stale.text' : query.notice === 'recheck' ? 'recheck.text' : null
    if (facts.state === 'updating')
      return page(
        'words',
        cartWords(language, facts, 'updating', notice === 'recheck.text' ? notice : null),
        {
          again: { seconds: lookAgainSeconds },
        },
      )
    const model = cartPage(language, facts, {
      seen: await seenBefore(reading, cart, numberIn(query.seen)),
      notice,
      publicUrl: config.PUBLIC_URL,
    })
    return page('cart', model, { formTo: cart.linkUrl })
  }

  app.get('/c/:token', async (request: Cart, reply) => {
    const cart = await find(request.params.token)
    return cart ? show(request, reply, cart) : showLost(request, reply, config, reading)
  })

  app.get('/c/:token/now', async (request: Cart, reply) => {
    const found = await glanceAt(reading, request.params.token)
    if (!found) return showLost(request, reply, config, reading)
    const { language, glance } = found
    const seen = numberIn((request.query as Record<string, unknown>).seen) ?? glance.version
    const model = cartNow(language, glance, seen)
    // Once there is something to press it stays where it is: nobody loses their place in it.
    const again = model.news?.href ? {} : { again: { seconds: lookAgainSeconds } }
    return showIfNew(request, reply, config, { template: 'now', language, model, ...again })
  })

  /** Leads to the provider's page once it is there. Changes nothing but that a wanted link is made. */
  const goOn = async (request: FastifyRequest, reply: FastifyReply, cart: SeenCart, version: number) => {
    const { facts, language } = cart
    const link = await ensureLink(talk, cart.id, version)
    const home = `/c/${facts.token}`
    if (link.state === 'gone') return reply.redirect(`${home}?seen=${version}&notice=stale`, 303)
    // What was allowed when the form was shown is where it may lead now.
    if (link.state === 'ready' && ready(request)) return reply.redirect(link.url, 303)
    const waits = link.state === 'ready' || link.state === 'preparing'
    return showPage(request, reply, config, {
      template: 'words',
      language,
      model: cartWords(language, facts, waits ? 'moment' : 'unpayable'),
      status: waits ? 200 : 503,
      ...(waits ? { again: { seconds: 1, to: `${home}/pay?version=${version}` } } : {}),
    })
  }
  const ready = (request: FastifyRequest) =>
    request.method === 'GET' || (request.body as Record<string, unknown> | undefined)?.ready === '1'

  app.post('/c/:token/pay', async (request: Cart, reply) => {
    const { token } = request.params
    const version = numberIn((request.body as Record<string, unknown> | undefined)?.version) ?? 0
    const may = await inTx(talk, { kind: 'customer' }, ctx => readyToPay(ctx, { token, version }))
    const cart = await find(token)
    if (!may || !cart) return showLost(request, reply, config, reading)
    if (may.ok) return goOn(request, reply, cart, version)
    const notice = may.why === 'changed' ? 'recheck' : 'stale'
    return reply.redirect(`/c/${token}?seen=${version}&notice=${notice}`, 303)
  })

  app.get('/c/:token/pay', async (request: Cart, reply) => {
    const { token } = request.params
    const cart = await find(token)
    if (!cart) return showLost(request, reply, config, reading)
    const version = numberIn((request.query as Record<string, unknown>).version)
    if (version === null || cart.facts.state !== 'open' || version !== cart.facts.version)
      return reply.redirect(`/c/${token}${version === null ? '' : `?seen=${version}&notice=stale`}`, 303)
    if (cart.linkUrl) return reply.redirect(cart.linkUrl, 303)
    return showPage(request, reply, config, {
      template: 'words',
      language: cart.language,
      model: cartWords(cart.language, cart.facts, 'moment'),
      again: { seconds: 2 },
    })
  })
}
