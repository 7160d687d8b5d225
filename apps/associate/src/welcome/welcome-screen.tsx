import { Button } from '@mantine/core'
import { FrontDoor, Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import css from '../sign-in/front-door.module.css'
import { steps } from './form.ts'
import { AdminStep, BusinessStep, StoreStep } from './steps.tsx'
import { useWelcome } from './use-welcome.ts'
import own from './welcome-screen.module.css'

const names = ['business', 'admin', 'store'] as const

/** The first quarter of an hour: business, first admin, first store, one after the other. */
export const WelcomeScreen = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { step, next, back, field, open, codeGiven } = useWelcome()
  const name = names[step] ?? 'business'
  const form = useRef<HTMLFormElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins in its first field
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), [step])
  return (
    <FrontDoor house={t('app.name')} title={t(`welcome.${name}Title`)}>
      <p className={css.under}>{t(`welcome.${name}Text`)}</p>
      <p className={own.step} aria-live="polite">
        <span className="hidden-visually">{t('welcome.step', { step: step + 1, of: steps.length })}</span>
        {names.map((each, place) => (
          <span key={each} className={own.dot} data-done={place <= step || undefined} aria-hidden />
        ))}
      </p>
      <form
        ref={form}
        className={css.form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          next()
        }}
      >
        {open.error && (
          <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
            {say(open.error)}
          </Note>
        )}
        {name === 'business' && <BusinessStep field={field} codeGiven={codeGiven} />}
        {name === 'admin' && <AdminStep field={field} />}
        {name === 'store' && <StoreStep field={field} />}
        <div className={own.actions}>
          {step > 0 && (
            <Button variant="subtle" size="lg" onClick={back}>
              {t('app.back')}
            </Button>
          )}
          <Button type="submit" size="lg" flex={1} loading={open.isPending}>
            {t(name === 'store' ? 'welcome.create' : 'welcome.next')}
          </Button>
        </div>
      </form>
    </FrontDoor>
  )
}
