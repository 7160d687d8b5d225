import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusals.ts'
import type { Acquirer } from './acquirer.ts'
import type { PaymentFaults } from './payment-faults.ts'
import { type LinkRecord, type Method, methods } from './records.ts'

export interface PaymentsOverview {
  links: { id: string; status: LinkRecord['status']; reference: string; currency: string; value: number }[]
  payments: { pspReference: string; linkId: string; state: string; value: number; refundedValue: number }[]
  /** Notifications that wait to be taken. */
  waiting: number
  faults: PaymentFaults
}

type Act = 'pay' | 'refuse' | 'begin' | 'expire'

/** Payments in the simulator’s own API: what shoppers do, and the switches. */
export function addPaymentControl(app: FastifyInstance, acquirer: Acquirer): void {
  app.get('/payments', (): PaymentsOverview => overviewOf(acquirer))
  app.post<{ Body: Partial<PaymentFaults> }>('/payment-faults', request =>
    acquirer.switches.set(request.body),
  )
  app.post<{ Params: { id: string; act: Act }; Body: { method?: Method } | null }>(
    '/links/:id/:act(pay|refuse|begin|expire)',
    request => {
      const link = acquirer.link(request.params.id)
      if (!link) throw new Refusal(20404, 404)
      const asked = request.body?.method ?? 'visa'
      const method = asked in methods ? asked : 'visa'
      // Paid by a script, whatever the link is by now: that is what a script is for.
      if (request.params.act === 'pay') return acquirer.authorise(link, method)
      if (request.params.act === 'refuse') return acquirer.refuse(link, method)
      if (request.params.act === 'begin') return acquirer.begin(link, method)
      acquirer.expireLink(link)
      return link
    },
  )
  app.post<{ Params: { psp: string; how: string } }>('/payments/:psp/:how(came|failed)', request => {
    const payment = acquirer.payments.get(request.params.psp)
    if (payment?.state !== 'pending') throw new Refusal(20404, 404)
    acquirer.decide(payment, request.params.how === 'came')
    return payment
  })
}

/** The newest first. */
function overviewOf(acquirer: Acquirer): PaymentsOverview {
  return {
    links: [...acquirer.links.keys()]
      .slice(-50)
      .reverse()
      .flatMap(id => {
        const link = acquirer.link(id)
        if (!link) return []
        const { reference, amount } = link.request
        return [{ id, status: link.status, reference, ...amount }]
      }),
    payments: [...acquirer.payments.values()]
      .slice(-50)
      .reverse()
      .map(one => ({
        pspReference: one.pspReference,
        linkId: one.linkId,
        state: one.state,
        value: one.amount.value,
        refundedValue: one.refundedValue,
      })),
    waiting: acquirer.notifier.notices.length,
    faults: acquirer.switches.settings,
  }
}
