import { Button, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api, refusalOf, sessionOptions } from '@rapport/client'
import { Sheet } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { useSession } from '../shell/session.ts'
import css from './more-screen.module.css'

/** One's own PIN, which approves on a colleague's device (ACC-3). */
export const OwnPin = () => {
  const { t } = useTranslation()
  const { hasPin } = useSession()
  const [open, setOpen] = useState(false)
  return (
    <section>
      <h2 className={css.label}>{t('ownPin.title')}</h2>
      <p className="soft">{t(hasPin ? 'ownPin.set' : 'ownPin.none')}</p>
      <div className={css.pin}>
        <Button variant="default" onClick={() => setOpen(true)}>
          {t(hasPin ? 'ownPin.change' : 'ownPin.choose')}
        </Button>
      </div>
      <Sheet
        opened={open}
        onClose={() => setOpen(false)}
        closeLabel={t('app.close')}
        title={t('ownPin.title')}
      >
        {open && <PinForm hasPin={hasPin} onDone={() => setOpen(false)} />}
      </Sheet>
    </section>
  )
}

const PinForm = ({ hasPin, onDone }: { hasPin: boolean; onDone: () => void }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const [pin, setPin] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const set = useMutation({
    mutationFn: (next: string | null) => api.session.setPin({ pin: next, password }),
    onSuccess: (_, next) => {
      notifications.show({ message: t(next === null ? 'ownPin.removed' : 'ownPin.saved') })
      void queryClient.invalidateQueries({ queryKey: sessionOptions().queryKey })
      onDone()
    },
  })
  const code = set.error ? refusalOf(set.error).code : null
  const wrongPassword = code === 'PASSWORD_WRONG' || (tried && password === '')
  const fits = /^\d{4,8}$/.test(pin)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (fits && password !== '') set.mutate(pin)
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <PasswordInput
        label={t('ownPin.new')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        data-autofocus
        value={pin}
        onChange={event => setPin(event.currentTarget.value)}
        error={
          tried && !fits ? t('ownPin.wrong') : code !== null && code !== 'PASSWORD_WRONG' && say(set.error)
        }
      />
      <PasswordInput
        label={t('ownPin.password')}
        autoComplete="current-password"
        value={password}
        onChange={event => setPassword(event.currentTarget.value)}
        error={wrongPassword && t('refusal.PASSWORD_WRONG')}
      />
      <Button type="submit" loading={set.isPending}>
        {t('ownPin.save')}
      </Button>
      {hasPin && (
        <Button
          variant="subtle"
          color="bad"
          disabled={set.isPending}
          onClick={() => {
            setTried(password === '')
            if (password !== '') set.mutate(null)
          }}
        >
          {t('ownPin.remove')}
        </Button>
      )}
    </form>
  )
}
