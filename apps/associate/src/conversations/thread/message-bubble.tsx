import type { Conversation, Message } from '@rapport/contract'
import { lazy, memo, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import css from './bubble.module.css'
import { Bubble } from './bubble.tsx'
import { FailureAside } from './failure-aside.tsx'
import type { Side } from './groups.ts'
import { withoutProductLinks } from './product-code.ts'
import { TakeBack } from './take-back.tsx'

const ProductCard = lazy(async () => ({ default: (await import('./product-card.tsx')).ProductCard }))

/** A line of the server's as a bubble, with what can be done about it. */
export const MessageBubble = memo(function MessageBubble(props: {
  message: Message
  side: Side
  opens: boolean
  closes: boolean
  found: boolean
  conversation: Conversation
  onRetry: ((message: Message) => void) | null
}) {
  const { message, side, conversation } = props
  const { t } = useTranslation()
  const { words, codes } = withoutProductLinks(message.body, location.origin)
  const speaker =
    side === 'in'
      ? conversation.customerFirstName
      : side === 'own'
        ? t('thread.you')
        : (message.author?.firstName ?? t('thread.automatic'))
  return (
    <Bubble
      side={side}
      opens={props.opens}
      closes={props.closes}
      body={words}
      kind={message.kind}
      channel={message.channel}
      author={message.author}
      at={message.at}
      progress={message.status === 'read' && message.channel === 'sms' ? 'delivered' : message.status}
      scheduledFor={message.scheduledFor}
      speaker={speaker}
      found={props.found}
      cards={codes.map(code => (
        <Suspense key={code} fallback={<span className={css.card} />}>
          <ProductCard code={code} customerId={conversation.customer.id} />
        </Suspense>
      ))}
    >
      {message.status === 'scheduled' && message.kind === 'text' && <TakeBack message={message} />}
      {message.status === 'failed' && (
        <FailureAside message={message} conversation={conversation} onRetry={props.onRetry} />
      )}
    </Bubble>
  )
})
