import { api, orpc, refusalOf, signIn } from '@rapport/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deviceCountry } from '../i18n/countries.ts'
import { justSignedIn } from '../shell/just-signed-in.ts'
import { answers, type Field, problemOf, steps, type WelcomeForm } from './form.ts'

const route = getRouteApi('/welcome')

/** The wizard's state: what was typed, which step, what is wrong, and the one request at its end. */
export const useWelcome = () => {
  const { t, i18n } = useTranslation()
  const { code } = route.useSearch()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [step, setStep] = useState(0)
  const [tried, setTried] = useState(false)
  const [form, setForm] = useState<WelcomeForm>(() => ({
    setupCode: code ?? '',
    businessName: '',
    language: i18n.language === 'de' ? 'de' : 'en',
    firstName: '',
    lastName: '',
    email: '',
    password: '',
    storeName: '',
    city: '',
    country: deviceCountry(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    landline: '',
    number: '',
  }))
  const open = useMutation({
    mutationFn: async () => {
      await api.setup.create(answers(form))
      return signIn(form.email.trim(), form.password)
    },
    onSuccess: async answer => {
      queryClient.clear()
      justSignedIn.set()
      await navigate({ to: answer === 'in' ? '/chat' : '/sign-in', replace: true })
    },
    onError: error => {
      if (refusalOf(error).code === 'SETUP_CODE_WRONG') setStep(0)
      void queryClient.invalidateQueries({ queryKey: orpc.setup.key() })
    },
  })
  const asked: readonly Field[] = steps[step] ?? []
  const field = (name: Field) => {
    const problem = tried ? problemOf(name, form) : null
    return {
      value: form[name],
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value } = event.currentTarget
        setForm(now => ({ ...now, [name]: value }))
      },
      error: problem && t(`welcome.${problem}`),
    }
  }
  const next = () => {
    setTried(true)
    if (asked.some(name => problemOf(name, form))) return
    if (step === steps.length - 1) return open.mutate()
    setTried(false)
    setStep(step + 1)
  }
  const back = () => setStep(step - 1)
  return { step, next, back, field, open, codeGiven: code !== undefined }
}
