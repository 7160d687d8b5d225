import { Button, NativeSelect, TextInput } from '@mantine/core'
import { api, orpc, refusalOf } from '@rapport/client'
import type { Language } from '@rapport/contract'
import { languages } from '@rapport/contract/languages'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../i18n/language-names.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { useStore } from '../shell/store-choice.ts'
import css from './add-customer-form.module.css'
import { given, looksLikeEmail } from './given.ts'

/** Who, how to reach them, in which language. Says next to the field what is wrong. */
export const AddCustomerForm = () => {
  const { t, i18n } = useTranslation()
  const say = useRefusalText()
  const store = useStore()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [tried, setTried] = useState(false)
  const [form, setForm] = useState({ firstName: '', lastName: '', phone: '', email: '' })
  const [language, setLanguage] = useState<Language>(store.language)
  const add = useMutation({
    mutationFn: () => api.customers.create({ storeId: store.id, language, ...given(form) }),
    onSuccess: ({ customerId }) => {
      void queryClient.invalidateQueries({ queryKey: orpc.customers.list.key() })
      void navigate({ to: '/customers/$customerId', params: { customerId }, replace: true })
    },
  })
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      add.reset()
      setForm(now => ({ ...now, [name]: value }))
    },
  })
  const noReach = !form.phone.trim() && !form.email.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (form.firstName.trim() && !noReach && looksLikeEmail(form.email)) add.mutate()
  }
  const { code, data } = add.error ? refusalOf(add.error) : { code: null, data: null }
  const other = code === 'CUSTOMER_EXISTS' ? (data as { customerId: string; name: string }) : null
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <div className={css.names}>
        <TextInput
          {...field('firstName')}
          label={t('addCustomer.firstName')}
          autoComplete="off"
          data-autofocus
          error={tried && !form.firstName.trim() && t('welcome.needed')}
        />
        <TextInput {...field('lastName')} label={t('addCustomer.lastName')} autoComplete="off" />
      </div>
      <TextInput
        {...field('phone')}
        label={t('addCustomer.phone')}
        description={t('addCustomer.phoneHint')}
        type="tel"
        autoComplete="off"
        error={code === 'PHONE_INVALID' ? say(add.error) : tried && noReach && t('addCustomer.reach')}
      />
      <TextInput
        {...field('email')}
        label={t('addCustomer.email')}
        type="email"
        autoComplete="off"
        error={tried && !looksLikeEmail(form.email) && t('welcome.emailWrong')}
      />
      <NativeSelect
        label={t('addCustomer.language')}
        value={language}
        onChange={event => setLanguage(event.currentTarget.value as Language)}
        data={languages.map(value => ({ value, label: languageName(value, i18n.language) }))}
      />
      {code && code !== 'PHONE_INVALID' && (
        <Note tone="warn" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          <p>{say(add.error)}</p>
          {other && (
            <Link
              className={css.other}
              to="/customers/$customerId"
              params={{ customerId: other.customerId }}
              replace
            >
              {t('addCustomer.openOther', { name: other.name })}
            </Link>
          )}
        </Note>
      )}
      <Button type="submit" size="lg" fullWidth loading={add.isPending}>
        {t('addCustomer.save')}
      </Button>
    </form>
  )
}
