import type { ConversationRow, SystemLine } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import css from './row.module.css'

/** The last words of a conversation and whose they are. */
export const Preview = ({ row }: { row: ConversationRow }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const words =
    row.previewBy === 'line' && row.previewLine ? lineText(t, row.previewLine, language) : row.preview
  return (
    <span className={row.unread > 0 ? css.fresh : 'soft'}>
      {row.previewBy === 'me' && <span className={css.by}>{t('chat.you')} </span>}
      {row.previewBy === 'colleague' && row.previewName && (
        <span className={css.by}>{t('chat.colleague', { name: row.previewName })} </span>
      )}
      {words}
    </span>
  )
}

const lineText = (t: TFunction, line: SystemLine, language: string): string => {
  const amount = 'amountMinor' in line ? moneyInWords(line.amountMinor, line.currency, language) : ''
  switch (line.type) {
    case 'assigned':
      return line.staffName === null
        ? t('chat.line.unassigned')
        : t('chat.line.assigned', { name: line.staffName })
    case 'stop_dismissed':
      return t('chat.line.stop_dismissed', { name: line.staffName })
    case 'cart_emptied':
      return t(`chat.line.cart_emptied_${line.why}`)
    case 'refund':
      return t(`chat.line.refund_${line.outcome}`, { amount })
    default:
      return t(`chat.line.${line.type}`, { amount })
  }
}
