import { useMediaQuery } from '@mantine/hooks'
import type { Conversation } from '@rapport/contract'
import { isVisible } from '@rapport/contract/visible'
import { IconArrowUp } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, Suspense, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withTexts } from '../../../i18n/texts.ts'
import { AddMenu } from './add-menu.tsx'
import css from './composer.module.css'
import { ComposerFoot } from './composer-foot.tsx'
import { ComposerNotice } from './composer-notice.tsx'
import { addToDraft, readDraft, writeDraft } from './draft-store.ts'
import { EmojiButton } from './emoji-button.tsx'
import { sends } from './enter.ts'
import { insertAt } from './insert-at.ts'
import { useDraft } from './use-draft.ts'
import { longestText, useSend } from './use-send.ts'

const QuickReplySheet = lazy(async () => ({
  default: (await import('./quick-reply-sheet.tsx')).QuickReplySheet,
}))
const ProductLink = lazy(async () => ({
  default: (await withTexts(['products'], import('./product-link.tsx'))).ProductLink,
}))

/** Where one writes. It grows, keeps what is typed, and sends each tap once. */
export function Composer(props: {
  conversation: Conversation
  staffId: string
  seen: () => number
  onSent: () => void
  onTyping: (typing: boolean) => void
}) {
  const { conversation, staffId, onSent, onTyping } = props
  const { t } = useTranslation()
  const phone = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const field = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<number | null>(null)
  const [adding, setAdding] = useState<'reply' | 'product' | null>(null)
  const { key, draft } = useDraft(staffId, conversation.id)
  const send = useSend(staffId, conversation.id, props.seen)
  const text = draft?.text ?? ''
  const tooLong = text.trim().length > longestText
  const sendable = isVisible(text) && !tooLong

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
    if (caret.current === null) return
    element.focus()
    element.setSelectionRange(caret.current, caret.current)
    caret.current = null
  }, [text])

  const submit = () => {
    if (!sendable || !send()) return
    onSent()
    onTyping(false)
    field.current?.focus()
  }
  const insert = (piece: string, quickReplyId?: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {}
    const next = insertAt(text, piece, selectionStart, selectionEnd)
    caret.current = next.caret
    writeDraft(key, next.text, quickReplyId)
    onTyping(true)
  }
  const press = (event: KeyboardEvent) => {
    if (!sends({ ...pick(event), composing: event.nativeEvent.isComposing }, phone ?? false)) return
    event.preventDefault()
    submit()
  }
  const name = conversation.customerFirstName
  return (
    <div className={css.composer}>
      <ComposerNotice conversation={conversation} />
      <div className={css.row}>
        <AddMenu onQuickReply={() => setAdding('reply')} onProduct={() => setAdding('product')} />
        <div className={css.well}>
          <textarea
            ref={field}
            className={css.field}
            rows={1}
            value={text}
            placeholder={t('composer.placeholder', { name })}
            aria-label={t('composer.label', { name })}
            aria-invalid={tooLong || undefined}
            enterKeyHint={phone ? 'enter' : 'send'}
            onChange={event => {
              writeDraft(key, event.currentTarget.value)
              onTyping(true)
            }}
            onKeyDown={press}
          />
          <EmojiButton onPick={insert} />
          <ComposerFoot text={text} channel={conversation.channel} over={text.trim().length - longestText} />
        </div>
        <button
          type="button"
          className={css.send}
          data-ready={sendable || undefined}
          aria-disabled={!sendable}
          aria-label={t('composer.send')}
          title={t('composer.send')}
          onPointerDown={event => event.preventDefault()}
          onClick={submit}
        >
          <IconArrowUp size={24} stroke={2} aria-hidden />
        </button>
      </div>
      <Suspense>
        {adding === 'reply' && (
          <QuickReplySheet
            conversationId={conversation.id}
            opened
            onClose={() => setAdding(null)}
            onPick={reply => {
              setAdding(null)
              insert(reply.message, reply.id)
            }}
          />
        )}
        {adding === 'product' && (
          <ProductLink
            storeId={conversation.storeId}
            customerId={conversation.customer.id}
            onClose={() => setAdding(null)}
            onLink={link => {
              setAdding(null)
              addToDraft(key, link)
              caret.current = readDraft(key)?.text.length ?? null
              onTyping(true)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}

const pick = ({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent) => ({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
})
