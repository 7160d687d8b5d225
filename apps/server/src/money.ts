import { refuseRefund } from './domains/checkout/index.ts'
import type { OnLinkChanged, PaymentTalk } from './domains/payments/index.ts'
import type { Config } from './platform/config.ts'
import type { Runtime } from './platform/context.ts'
import { publish } from './platform/events.ts'
import { adyenPayments } from './providers/adyen/payments.ts'
import type { PaymentProvider } from './providers/payment.ts'

/** What payments need of the outside, and of the rooms above them: put together here, and only here. */
export function paymentTalk(config: Config, runtime: Runtime, timeoutMs: number): PaymentTalk {
  const { ADYEN_API_KEY, ADYEN_MERCHANT_ACCOUNT } = config
  return {
    ...runtime,
    onLinkChanged,
    onRefundRefused: refuseRefund,
    payments:
      ADYEN_API_KEY && ADYEN_MERCHANT_ACCOUNT
        ? leadingBack(
            config.PUBLIC_URL,
            adyenPayments({
              apiKey: ADYEN_API_KEY,
              merchantAccount: ADYEN_MERCHANT_ACCOUNT,
              baseUrl: config.ADYEN_API_BASE_URL,
              livePrefix: config.ADYEN_LIVE_URL_PREFIX,
              timeoutMs,
            }),
          )
        : undefined,
  }
}

/** A cart's screens learn that its payment is ready, or cannot be. */
const onLinkChanged: OnLinkChanged = async (ctx, { cartId }) => {
  const cart = await ctx.tx
    .selectFrom('carts')
    .select(['store_id', 'customer_id', 'version'])
    .where('id', '=', cartId)
    .executeTakeFirst()
  if (cart)
    await publish(
      ctx,
      'cart.changed',
      { storeId: cart.store_id, customerId: cart.customer_id },
      { cartId, version: cart.version, what: 'payment' },
    )
}

/** A cart knows the path of its page, the wiring the address of this server. */
const leadingBack = (publicUrl: string, provider: PaymentProvider): PaymentProvider => ({
  ...provider,
  createLink: want =>
    provider.createLink({ ...want, returnUrl: want.returnUrl && new URL(want.returnUrl, publicUrl).href }),
})
