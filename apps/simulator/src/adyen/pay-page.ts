import type { FastifyInstance } from 'fastify'
import type { Acquirer } from './acquirer.ts'
import { payPage } from './pay-page-html.ts'
import { type LinkRecord, type Method, methods, type PaymentRecord } from './records.ts'

type At = { Params: { id: string } }
type Choice = { method?: string; do?: string }

/** The hosted page: what a shopper sees behind a payment link. It works without script. */
export function addPayPage(app: FastifyInstance, acquirer: Acquirer): void {
  app.get<At>('/:id', (request, reply) => {
    const link = acquirer.link(request.params.id)
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    if (!link) return reply.code(404).send(payPage(undefined, undefined))
    return reply.send(payPage(link, pendingOf(link)))
  })
  app.post<At & { Body: Choice }>('/:id', (request, reply) => {
    const link = acquirer.link(request.params.id)
    if (!link) return reply.code(404).type('text/html; charset=utf-8').send(payPage(undefined, undefined))
    const { method = '', do: what = '' } = request.body ?? {}
    act(link, method in methods ? (method as Method) : 'visa', what)
    return reply.redirect(`/pay/${link.id}`, 303)
  })

  const pendingOf = (link: LinkRecord): PaymentRecord | undefined =>
    [...acquirer.payments.values()].find(one => one.linkId === link.id && one.state === 'pending')

  function act(link: LinkRecord, method: Method, what: string): void {
    const open = link.status === 'active'
    const pending = pendingOf(link)
    if (what === 'pay' && open) acquirer.authorise(link, method)
    if (what === 'refused' && open) acquirer.refuse(link, method)
    if (what === 'pending' && open) acquirer.begin(link, method)
    if (what === 'came' && pending) acquirer.decide(pending, true)
    if (what === 'failed' && pending) acquirer.decide(pending, false)
    if (what === 'again' && link.status !== 'paymentPending') acquirer.authorise(link, method)
    if (what === 'twice' && open) {
      acquirer.authorise(link, method)
      acquirer.authorise(link, method)
    }
    if (what === 'late') {
      if (open) acquirer.expireLink(link)
      acquirer.authorise(link, method)
    }
  }
}
