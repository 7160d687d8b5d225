import { ModificationsApi } from '@adyen/api-library/lib/src/services/checkout/modificationsApi.js'
import { PaymentLinksApi } from '@adyen/api-library/lib/src/services/checkout/paymentLinksApi.js'
import type { PaymentLinkResponse } from '@adyen/api-library/lib/src/typings/checkout/paymentLinkResponse.js'
import { UpdatePaymentLinkRequest } from '@adyen/api-library/lib/src/typings/checkout/updatePaymentLinkRequest.js'
import {
  type PaymentProvider,
  PaymentRejected,
  type ProviderLink,
  type ProviderLinkState,
} from '../payment.ts'
import { type AdyenAccount, createClient } from './client.ts'
import { translate } from './failures.ts'
import { linkRequest } from './link-request.ts'
import { toAdyen } from './money.ts'

/** Adyen's words for where a link is, in ours. */
export function linkState(status: string): ProviderLinkState {
  switch (status) {
    case 'completed':
    case 'paid':
      return 'completed'
    case 'expired':
      return 'ended'
    case 'paymentPending':
      return 'pending'
    default:
      return 'open'
  }
}

const linkFrom = (answer: PaymentLinkResponse): ProviderLink => ({
  providerLinkId: answer.id,
  url: answer.url,
  state: linkState(answer.status),
})

/** Payments by Adyen's Pay by Link, through its official library. Options are made anew for each call: the library writes the key into them. */
export function adyenPayments(account: AdyenAccount): PaymentProvider {
  const client = createClient(account)
  const links = new PaymentLinksApi(client)
  const modifications = new ModificationsApi(client)
  const { merchantAccount } = account

  async function readLink(providerLinkId: string): Promise<ProviderLink | undefined> {
    try {
      return linkFrom(await links.getPaymentLink(providerLinkId))
    } catch (error) {
      const told = translate(error)
      if (told instanceof PaymentRejected) return undefined
      throw told
    }
  }

  return {
    async createLink(want) {
      try {
        return linkFrom(
          await links.paymentLinks(linkRequest(want, merchantAccount), {
            idempotencyKey: want.idempotencyKey,
          }),
        )
      } catch (error) {
        throw translate(error)
      }
    },

    async endLink(providerLinkId) {
      try {
        await links.updatePaymentLink(providerLinkId, {
          status: UpdatePaymentLinkRequest.StatusEnum.Expired,
        })
      } catch (error) {
        const told = translate(error)
        // Refused: paid meanwhile, or over already. Asked, it says which.
        if (!(told instanceof PaymentRejected)) throw told
      }
      return (await readLink(providerLinkId))?.state ?? 'ended'
    },

    readLink,

    async refund(want) {
      const options = { idempotencyKey: want.idempotencyKey }
      const common = { merchantAccount, reference: want.reference }
      try {
        // A payment that is not captured yet cannot be refunded, only reversed, which is right for both.
        const taken = want.whole
          ? await modifications.refundOrCancelPayment(want.paymentReference, common, options)
          : await modifications.refundCapturedPayment(
              want.paymentReference,
              {
                ...common,
                amount: { currency: want.currency, value: toAdyen(want.currency, want.amountMinor) },
              },
              options,
            )
        return { providerReference: taken.pspReference }
      } catch (error) {
        throw translate(error)
      }
    },
  }
}
