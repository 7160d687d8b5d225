import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { chooseDelivery, deliveryOptions } from '../domains/carts/index.ts'
import { inTx } from '../platform/context.ts'
import { Refusal } from '../platform/refusal.ts'
import { type SeenCart, seeCart } from './cart-facts.ts'
import { numberIn, type PageParts } from './cart-routes.ts'
import { addressNow, deliveryCountries } from './delivery-facts.ts'
import {
  addressOf,
  deliveryPage,
  type Form,
  type Typed,
  typedFrom,
  typedOf,
  type Wrong,
  wrongIn,
} from './delivery-form.ts'
import { showPage } from './edge.ts'
import { showLost } from './words-page.ts'

type Cart = FastifyRequest<{ Params: { token: string } }>

/** Where it goes and how, chosen by the customer (CRT-9): first the address, then what can be sent there. */
export function deliveryRoutes(app: FastifyInstance, { config, talk }: PageParts): void {
  const reading = { tx: talk.db, clock: talk.clock }
  const find = (token: string) => seeCart(reading, token, config.MAIL_REPLY_TO ?? config.MAIL_FROM)
  const mayChoose = ({ facts }: SeenCart) =>
    facts.choice !== 'none' && (facts.state === 'open' || facts.state === 'unready')

  const ask = async (
    request: FastifyRequest,
    reply: FastifyReply,
    cart: SeenCart,
    given: { typed: Typed; wrong: Wrong; countries: readonly string[] },
  ) => {
    const known = Object.keys(wrongIn(given.typed, given.countries)).length === 0
    const { token } = cart.facts
    const options = known
      ? ((await deliveryOptions(reading, { token, address: addressOf(given.typed) })) ?? [])
      : []
    return showPage(request, reply, config, {
      template: 'delivery',
      language: cart.language,
      model: deliveryPage(cart.language, cart.facts, { ...given, options }),
      status: Object.keys(given.wrong).length > 0 ? 422 : 200,
    })
  }

  app.get('/c/:token/delivery', async (request: Cart, reply) => {
    const cart = await find(request.params.token)
    if (!cart) return showLost(request, reply, config, reading)
    if (!mayChoose(cart)) return reply.redirect(`/c/${cart.facts.token}`, 303)
    const countries = await deliveryCountries(reading)
    const { country } = cart.facts.store
    const typed = typedFrom(
      await addressNow(reading, cart),
      cart.facts.content.delivery.option?.id ?? null,
      countries.includes(country) ? country : (countries[0] ?? country),
    )
    return ask(request, reply, cart, { typed, wrong: {}, countries })
  })

  app.post('/c/:token/delivery', async (request: Cart, reply) => {
    const { token } = request.params
    const cart = await find(token)
    if (!cart) return showLost(request, reply, config, reading)
    const form = (request.body ?? {}) as Form
    const version = numberIn(form.version) ?? 0
    const stale = () => reply.redirect(`/c/${token}?seen=${version}&notice=stale`, 303)
    if (!mayChoose(cart) || version !== cart.facts.version) return stale()
    const typed = typedOf(form)
    const countries = await deliveryCountries(reading)
    const wrong = wrongIn(typed, countries)
    if (Object.keys(wrong).length > 0) return ask(request, reply, cart, { typed, wrong, countries })
    const options = (await deliveryOptions(reading, { token, address: addressOf(typed) })) ?? []
    const notThere = { country: 'wrong.notThere' }
    if (options.length === 0) return ask(request, reply, cart, { typed, wrong: notThere, countries })
    const chosen = options.length === 1 ? options[0] : options.find(option => option.id === typed.option)
    if (!chosen) {
      const asked = typed.option !== '' ? { option: 'wrong.option' } : {}
      return ask(request, reply, cart, { typed, wrong: asked, countries })
    }
    try {
      const done = await inTx(talk, { kind: 'customer' }, ctx =>
        chooseDelivery(ctx, { token, version, address: addressOf(typed), shippingRateId: chosen.id }),
      )
      if (!done) return showLost(request, reply, config, reading)
      return done.ok ? reply.redirect(`/c/${token}`, 303) : stale()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return ask(request, reply, cart, { typed, wrong: { option: 'wrong.option' }, countries })
    }
  })
}
