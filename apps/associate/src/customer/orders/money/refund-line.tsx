import type { Refund } from '@rapport/contract'
import { exactTime, moneyExactly, Note, useLocale } from '@rapport/ui'
import { IconAlertTriangle, IconReceiptRefund } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from '../order-page.module.css'

/** Money on its way back, or back; one that failed is seen, for someone has to do something. */
export const RefundLine = ({ refund }: { refund: Refund }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { state, failure, staff, reason } = refund
  const amount = moneyExactly(refund.amountMinor, refund.currency, locale.language)
  const by = staff ? t('refunds.by', { name: staff.firstName }) : t('refunds.byRule')
  return (
    <div className={css.event}>
      <IconReceiptRefund size={20} stroke={1.7} aria-hidden />
      <div className={css.words}>
        <div className={css.first}>
          <b>{`${t('refunds.refund')}, ${t(`refunds.state.${state}`)}`}</b>
          <span className="num">{amount}</span>
        </div>
        <p className="soft">
          {[reason, by, exactTime(refund.settledAt ?? refund.createdAt, locale)].join(' · ')}
        </p>
        {state === 'failed' && (
          <Note tone="bad" icon={<IconAlertTriangle size={20} stroke={1.7} aria-hidden />}>
            {failure ? t('refunds.failed', { why: failure }) : t('refunds.failedPlain')}
          </Note>
        )}
      </div>
    </div>
  )
}
