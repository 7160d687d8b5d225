import { onSignal } from '@rapport/client'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { withTexts } from '../i18n/texts.ts'

/** Wherever they are: that a customer has paid. What it takes to say so comes with the first payment. */
export const usePaidNotice = (staffId: string): void => {
  const navigate = useNavigate()
  const { language } = useTranslation().i18n
  useEffect(
    () =>
      onSignal(signal => {
        if (signal.type !== 'cart' || signal.event !== 'paid' || !signal.cartId) return
        const { cartId } = signal
        void withTexts(['selling'], import('../cart/pay/tell-paid.tsx')).then(({ tellPaid }) =>
          tellPaid({
            cartId,
            staffId,
            language,
            go: way =>
              'conversationId' in way
                ? void navigate({ to: '/chat/$conversationId', params: way })
                : void navigate({ to: '/customers/$customerId/orders/$orderId', params: way }),
          }),
        )
      }),
    [staffId, language, navigate],
  )
}
