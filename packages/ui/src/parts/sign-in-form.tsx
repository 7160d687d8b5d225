import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import css from './front-door.module.css'
import { Note } from './tag.tsx'

export type SignInWords = Record<
  'email' | 'emailNeeded' | 'password' | 'passwordNeeded' | 'show' | 'submit',
  string
>

/** Email and password, the same at every door of the house; `trouble` says why they did not open it. */
export const SignInForm = (props: {
  words: SignInWords
  trouble: string | null
  pending: boolean
  onSubmit: (email: string, password: string) => void
}) => {
  const { words } = props
  const [tried, setTried] = useState(false)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (email.trim() && password) props.onSubmit(email.trim(), password)
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {props.trouble && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {props.trouble}
        </Note>
      )}
      <TextInput
        label={words.email}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        value={email}
        onChange={event => setEmail(event.currentTarget.value)}
        error={tried && !email.trim() && words.emailNeeded}
      />
      <PasswordInput
        label={words.password}
        autoComplete="current-password"
        value={password}
        onChange={event => setPassword(event.currentTarget.value)}
        error={tried && !password && words.passwordNeeded}
        visibilityToggleButtonProps={{ 'aria-label': words.show }}
      />
      <Button type="submit" size="lg" fullWidth loading={props.pending}>
        {words.submit}
      </Button>
    </form>
  )
}
