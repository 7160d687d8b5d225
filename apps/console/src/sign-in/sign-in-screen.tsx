import { useSignIn } from '@rapport/client'
import { FrontDoor, SignInForm } from '@rapport/ui'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'

const route = getRouteApi('/sign-in')

/** The door of the Console: the same session as the Associate app's. */
export const SignInScreen = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const router = useRouter()
  const { from } = route.useSearch()
  const { house, refused, error, pending, enter } = useSignIn(() => {
    router.history.push(`/console${from ?? '/'}`)
  })
  return (
    <FrontDoor house={house ?? t('app.name')} title={t('signIn.title')}>
      <SignInForm
        words={{
          email: t('signIn.email'),
          emailNeeded: t('signIn.emailNeeded'),
          password: t('signIn.password'),
          passwordNeeded: t('signIn.passwordNeeded'),
          show: t('signIn.show'),
          submit: t('signIn.submit'),
        }}
        trouble={error ? say(error) : refused && t(`signIn.${refused}`)}
        pending={pending}
        onSubmit={enter}
      />
    </FrontDoor>
  )
}
