import { orpc, signIn } from '@rapport/client'
import { FrontDoor, SignInForm } from '@rapport/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'

const route = getRouteApi('/sign-in')

/** The door of the Console: the same session as the Associate app's. */
export const SignInScreen = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { from } = route.useSearch()
  const { data: setup } = useQuery(orpc.setup.status.queryOptions())
  const entry = useMutation({
    mutationFn: (given: { email: string; password: string }) => signIn(given.email, given.password),
    onSuccess: answer => {
      if (answer !== 'in') return
      queryClient.clear()
      router.history.push(`/console${from ?? '/'}`)
    },
  })
  const refused = entry.data === 'wrong' || entry.data === 'tooMany' ? t(`signIn.${entry.data}`) : null
  return (
    <FrontDoor house={setup?.businessName ?? t('app.name')} title={t('signIn.title')}>
      <SignInForm
        words={{
          email: t('signIn.email'),
          emailNeeded: t('signIn.emailNeeded'),
          password: t('signIn.password'),
          passwordNeeded: t('signIn.passwordNeeded'),
          show: t('signIn.show'),
          submit: t('signIn.submit'),
        }}
        trouble={entry.error ? say(entry.error) : refused}
        pending={entry.isPending}
        onSubmit={(email, password) => entry.mutate({ email, password })}
      />
    </FrontDoor>
  )
}
