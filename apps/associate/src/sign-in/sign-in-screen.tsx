import { Button, PasswordInput, TextInput } from '@mantine/core'
import { orpc } from '@rapport/client'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { justSignedIn } from '../shell/just-signed-in.ts'
import { signIn } from './auth.ts'
import css from './front-door.module.css'
import { FrontDoor } from './front-door.tsx'

const route = getRouteApi('/sign-in')

/** Email and password, with friendly words when they do not fit. */
export const SignInScreen = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { from } = route.useSearch()
  const { data: setup } = useQuery(orpc.setup.status.queryOptions())
  const [tried, setTried] = useState(false)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const entry = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: answer => {
      if (answer !== 'in') return
      queryClient.clear()
      justSignedIn.set()
      router.history.push(`/app${from ?? '/'}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (email.trim() && password) entry.mutate()
  }
  const refused = entry.data === 'wrong' || entry.data === 'tooMany' ? t(`signIn.${entry.data}`) : null
  const trouble = entry.error ? say(entry.error) : refused
  return (
    <FrontDoor house={setup?.businessName ?? t('app.name')} title={t('signIn.title')}>
      <form className={css.form} onSubmit={submit} noValidate>
        {trouble && (
          <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
            {trouble}
          </Note>
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
          error={tried && !email.trim() && t('signIn.emailNeeded')}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
          error={tried && !password && t('signIn.passwordNeeded')}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        />
        <Button type="submit" size="lg" fullWidth loading={entry.isPending}>
          {t('signIn.submit')}
        </Button>
      </form>
    </FrontDoor>
  )
}
