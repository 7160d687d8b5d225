import type { Conversation, Message, SystemLine } from '@rapport/contract'
import { clockTime, Heart, moneyInWords, useLocale } from '@rapport/ui'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockX,
  IconHandStop,
  IconPhoneX,
  IconReceiptRefund,
  IconShieldCheck,
  IconShoppingBag,
  IconTruck,
  IconUserCheck,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Trans } from 'react-i18next'
import type { Texts } from '../../i18n/texts.ts'
import css from './thread-view.module.css'

/** A line in the thread that is no message: consent, assignment, a call. */
export function SystemLineRow(props: { message: Message; conversation: Conversation }) {
  const { message, conversation } = props
  const locale = useLocale()
  const { line } = message
  if (!line) return null
  const words = 'words' in line ? line.words : null
  return (
    <div className={css.line}>
      {iconOf(line)}
      <span>
        <Trans
          i18nKey={`thread.line.${sentenceOf(line)}`}
          values={{
            name: conversation.customerFirstName,
            store: conversation.storeName,
            time: clockTime(message.at, locale),
            staff: 'staffName' in line ? (line.staffName ?? '') : '',
            by: 'byName' in line ? line.byName : '',
            number: 'number' in line ? (line.number ?? '') : '',
            amount:
              'amountMinor' in line ? moneyInWords(line.amountMinor, line.currency, locale.language) : '',
          }}
          components={{ b: <b />, words: <q className={css.words}>{words}</q> }}
        />
      </span>
    </div>
  )
}

type Sentence = keyof Texts['thread']['line']

/** Which sentence says this line: a key under `thread.line`. */
export function sentenceOf(line: SystemLine): Sentence {
  switch (line.type) {
    case 'opted_in':
      if (line.cause === 'customer_initiated' || line.cause === 'import') return `opted_in_${line.cause}`
      return line.words ? 'opted_in_words' : 'opted_in'
    case 'opted_out':
      if (line.everywhere) return 'opted_out_everywhere'
      return line.cause === 'provider' || line.cause === 'staff' ? `opted_out_${line.cause}` : 'opted_out'
    case 'declined':
      return line.words ? 'declined_words' : 'declined'
    case 'assigned':
      if (line.staffName === null) return 'assigned_nobody'
      return line.self ? 'assigned_self' : 'assigned'
    case 'missed_call':
      return line.outcome === 'busy' || line.outcome === 'no-answer'
        ? `missed_call_${line.outcome}`
        : 'missed_call'
    case 'cart_shared':
      return line.again ? 'cart_shared_again' : 'cart_shared'
    case 'cart_emptied':
      return `cart_emptied_${line.why}`
    case 'cart_paid':
      return line.by === 'link' ? 'cart_paid' : 'cart_paid_store'
    case 'payment_problem':
      return `payment_problem_${line.problem}`
    case 'refund':
      return `refund_${line.outcome}`
    default:
      return line.type
  }
}

function iconOf(line: SystemLine): ReactNode {
  switch (line.type) {
    case 'opted_in':
      return <Heart state="in" label="" />
    case 'requested':
      return <Heart state="asked" label="" />
    case 'opted_out':
    case 'declined':
      return <Heart state="out" label="" />
    case 'request_lapsed':
      return <IconClockX size={16} stroke={1.8} aria-hidden />
    case 'stop_suspected':
    case 'stop_dismissed':
      return <IconHandStop size={16} stroke={1.8} aria-hidden />
    case 'provider_confirmed':
      return <IconShieldCheck size={16} stroke={1.8} aria-hidden />
    case 'assigned':
      return <IconUserCheck size={16} stroke={1.8} aria-hidden />
    case 'missed_call':
      return <IconPhoneX size={16} stroke={1.8} aria-hidden />
    case 'cart_shared':
    case 'cart_emptied':
      return <IconShoppingBag size={16} stroke={1.8} aria-hidden />
    case 'cart_delivery_chosen':
      return <IconTruck size={16} stroke={1.8} aria-hidden />
    case 'cart_paid':
      return <IconCircleCheck size={16} stroke={1.8} aria-hidden />
    case 'payment_problem':
      return <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
    case 'refund':
      return <IconReceiptRefund size={16} stroke={1.8} aria-hidden />
  }
}
