import { Button, Loader } from '@mantine/core'
import type { ContactPoint, Customer } from '@rapport/contract'
import { Tap } from '@rapport/ui'
import { IconHeart, IconX } from '@tabler/icons-react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../conversations/thread/use-go.ts'
import { useSession } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import css from './opt-in.module.css'
import { OptInPreview } from './opt-in-preview.tsx'
import { OptInRefusal } from './opt-in-refusal.tsx'
import { OptInTo } from './opt-in-to.tsx'
import { useOptIn } from './use-opt-in.ts'
import { usePreview } from './use-preview.ts'

const longest = 600

/** The introduction is the associate's; the rest is the business's and locked. */
export function OptInForm({ customer, phones }: { customer: Customer; phones: readonly ContactPoint[] }) {
  const { t } = useTranslation()
  const id = useId()
  const go = useGo()
  const { staff, business } = useSession()
  const store = useStore()
  const name = customer.firstName
  const [point, setPoint] = useState(phones[0]!)
  const [text, setText] = useState(() =>
    t('optIn.starter', { name, staff: staff.firstName, business: business.name }),
  )
  const request = {
    storeId: store.id,
    customerId: customer.id,
    contactPointId: point.id,
    channel: 'sms' as const,
  }
  const preview = usePreview(request, text)
  const sending = useOptIn(request)
  const person = { name, store: store.name, pronoun: customer.pronoun }
  const over = text.trim().length - longest
  const decision = sending.denied ?? preview.data?.decision ?? null
  const denied = decision?.verdict === 'deny'
  const field = useGrowing(text)
  const said = customer.pronoun ? { context: customer.pronoun } : {}
  return (
    <form
      className={css.screen}
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() !== '' && over <= 0 && !denied) sending.send(text.trim())
      }}
    >
      <div className={css.bar}>
        <Tap
          label={t('optIn.close')}
          onClick={() =>
            customer.conversationId ? go.conversation(customer.conversationId) : go.profile(customer.id)
          }
        >
          <IconX size={24} stroke={1.6} aria-hidden />
        </Tap>
      </div>
      <div className={css.body}>
        <h1 className="d28">{t('optIn.title', { name })}</h1>
        <p className={css.lead}>{t('optIn.lead', { name, ...said })}</p>
        <OptInTo phones={phones} point={point} onPoint={setPoint} />
        <div className={css.head}>
          <label htmlFor={id}>{t('optIn.introduction')}</label>
          <span className={over > 0 ? css.over : css.aside}>
            {over > 0 ? t('optIn.tooLong', { count: over }) : t('optIn.yours')}
          </span>
        </div>
        <textarea
          id={id}
          ref={field}
          className={css.introduction}
          rows={2}
          value={text}
          aria-invalid={over > 0 || undefined}
          onChange={event => setText(event.currentTarget.value)}
        />
        <OptInPreview name={name} business={business.name} preview={preview} introduction={text} />
      </div>
      <div className={css.foot}>
        {decision && decision.verdict !== 'allow' && (
          <OptInRefusal decision={decision} person={person} conversationId={customer.conversationId} />
        )}
        {sending.failed && (
          <p className={css.failed} role="alert">
            {t('optIn.failed')}
          </p>
        )}
        {!denied && (
          <Button
            type="submit"
            size="lg"
            fullWidth
            aria-disabled={sending.busy}
            disabled={text.trim() === '' || over > 0}
            leftSection={
              sending.busy ? (
                <Loader size={20} color="currentColor" />
              ) : (
                <IconHeart size={20} stroke={1.7} aria-hidden />
              )
            }
          >
            {t('optIn.send')}
          </Button>
        )}
        {!denied && <p className={css.note}>{t('optIn.lapses')}</p>}
      </div>
    </form>
  )
}

function useGrowing(text: string) {
  const field = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    if (!field.current) return
    field.current.style.height = 'auto'
    field.current.style.height = `${field.current.scrollHeight + 2}px`
  }, [text])
  return field
}
