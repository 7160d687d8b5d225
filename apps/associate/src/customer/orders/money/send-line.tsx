import { useTranslation } from 'react-i18next'
import css from '../order-page.module.css'

type Send = { way: 'message' | 'email'; state: 'wanted' | 'sent' | 'refused' | 'failed'; why: string | null }

const reasons = [
  'opted_out',
  'no_consent',
  'request_pending',
  'stop_suspected',
  'address_invalid',
  'no_number',
  'number_inactive',
  'store_closed',
  'not_on_allow_list',
  'no_mail_server',
] as const

/** «By email: failed, the address was refused: 550 5.1.1 There is no such mailbox»: where a receipt went, and why not. */
export const SendLine = ({ send }: { send: Send }) => {
  const { t } = useTranslation()
  const { way, state, why } = send
  const what = `${t(`refunds.way.${way}`)}: ${t(`refunds.send.${state}`)}`
  if (state === 'wanted' || state === 'sent') return <li className="soft">{what}</li>
  if (state === 'refused') {
    const reason = reasons.find(each => why?.split(', ').includes(each)) ?? 'other'
    return <li className={css.back}>{`${what}, ${t(`refunds.sendWhy.${reason}`)}`}</li>
  }
  // Of what the mail server said, the part that is its own: the code, and what follows.
  const said = why?.match(/\b[45]\d\d[ -].*$/s)?.[0] ?? why ?? ''
  const words = t(said.startsWith('5') ? 'refunds.sendWhy.refusedBy' : 'refunds.sendWhy.notTaken', { said })
  return <li className={css.back}>{`${what}, ${words}`}</li>
}
