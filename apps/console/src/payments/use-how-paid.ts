import type { Payment } from '@rapport/contract'
import { useTranslation } from 'react-i18next'

const methods = { visa: 'Visa', mc: 'Mastercard', amex: 'American Express', paypal: 'PayPal', ideal: 'iDEAL' }

/** How something was paid, as a person says it: «Visa, ending in 2291», «Cash». */
export const useHowPaid = () => {
  const { t } = useTranslation()
  return ({ kind, method, methodDetail }: Payment): string => {
    if (kind !== 'link') return t(`payments.kind.${kind}`)
    const name = method && (methods[method as keyof typeof methods] ?? method)
    if (!name) return t('payments.kind.link')
    return methodDetail ? t('payments.ending', { method: name, ending: methodDetail }) : name
  }
}
