import { Button, NativeSelect, TextInput } from '@mantine/core'
import { api, orpc, refusalOf } from '@rapport/client'
import type { Language } from '@rapport/contract'
import { languages } from '@rapport/contract/languages'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../i18n/language-names.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useKeptForm } from '../../shell/kept-form.ts'
import { listAlone } from '../../shell/search-params.ts'
import { useStore } from '../../shell/store-choice.ts'
import { focusFirstWrong } from '../form/focus-first-wrong.ts'
import { KeptNote } from '../form/kept-note.tsx'
import { PhoneField } from '../form/phone-field.tsx'
import { mayBePhone } from '../form/phone-words.ts'
import { TagsField } from '../form/tags-field.tsx'
import { same } from '../form/three-way.ts'
import css from './add-customer-form.module.css'
import { given, isNewCustomer, looksLikeEmail, type NewCustomer } from './given.ts'
import { Refused } from './refused.tsx'
import { Similar } from './similar.tsx'

/** Who, how to reach them, in which language. Says beside the field what is wrong, and who it may be already. */
export const AddCustomerForm = () => {
  const { t, i18n } = useTranslation()
  const say = useRefusalText()
  const store = useStore()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [tried, setTried] = useState(false)
  const blank = (): NewCustomer => ({
    firstName: '',
    lastName: '',
    phone: { text: '', country: store.country },
    email: '',
    language: store.language,
    birthday: '',
    tags: [],
  })
  const isTyped = (form: NewCustomer) => !same(given(form), given(blank()))
  const kept = useKeptForm<NewCustomer>(`add ${store.id}`, blank, isNewCustomer, isTyped)
  const form = kept.value
  const add = useMutation({
    mutationFn: (sent: NewCustomer) =>
      api.customers.create(
        { storeId: store.id, ...given(sent) },
        sent.wordsId === undefined ? {} : { context: { idempotencyKey: sent.wordsId } },
      ),
    onSuccess: (_created, sent) => {
      kept.settle(now => same(now, sent))
      void queryClient.invalidateQueries({ queryKey: orpc.customers.list.key() })
      void queryClient.invalidateQueries({ queryKey: orpc.customers.count.key() })
    },
  })
  const open = ({ customerId }: { customerId: string }) =>
    void navigate({ to: '/customers/$customerId', params: { customerId }, search: listAlone, replace: true })
  const put = (change: Partial<NewCustomer>) => {
    add.reset()
    kept.set(now => ({ ...now, ...change, wordsId: crypto.randomUUID() }))
  }
  const text = (name: 'firstName' | 'lastName' | 'email' | 'birthday') => ({
    value: form[name],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => put({ [name]: event.currentTarget.value }),
  })
  const noReach = !form.phone.text.trim() && !form.email.trim()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    // Given here, `open` is not called once the sheet is closed: a late answer takes nobody away from elsewhere.
    if (form.firstName.trim() && !noReach && looksLikeEmail(form.email) && mayBePhone(form.phone))
      add.mutate(form, { onSuccess: open })
    else focusFirstWrong(event.currentTarget)
  }
  const code = add.error ? refusalOf(add.error).code : null
  const phoneWrong = code === 'PHONE_INVALID' || (tried && !mayBePhone(form.phone))
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {kept.restored && isTyped(form) && (
        <KeptNote words={t('addCustomer.kept')} onDiscard={() => kept.restart(blank())} />
      )}
      <div className={css.names}>
        <TextInput
          {...text('firstName')}
          label={t('addCustomer.firstName')}
          maxLength={80}
          data-autofocus
          error={tried && !form.firstName.trim() && t('welcome.needed')}
        />
        <TextInput {...text('lastName')} label={t('addCustomer.lastName')} maxLength={80} />
      </div>
      <PhoneField
        label={t('addCustomer.phone')}
        value={form.phone}
        onChange={phone => put({ phone })}
        error={phoneWrong ? t('refusal.PHONE_INVALID') : tried && noReach && t('addCustomer.reach')}
      />
      <TextInput
        {...text('email')}
        label={t('addCustomer.email')}
        type="email"
        maxLength={254}
        error={tried && !looksLikeEmail(form.email) && t('welcome.emailWrong')}
      />
      <Similar form={form} />
      <div className={css.names}>
        <NativeSelect
          label={t('addCustomer.language')}
          value={form.language}
          onChange={event => put({ language: event.currentTarget.value as Language })}
          data={languages.map(value => ({ value, label: languageName(value, i18n.language) }))}
        />
        <TextInput {...text('birthday')} type="date" label={t('addCustomer.birthday')} max="9999-12-31" />
      </div>
      <TagsField label={t('addCustomer.tags')} value={form.tags} max={50} onChange={tags => put({ tags })} />
      {add.error && code !== 'PHONE_INVALID' && <Refused error={add.error} say={say} />}
      <div className={css.foot}>
        <Button type="submit" size="lg" fullWidth loading={add.isPending}>
          {t('addCustomer.save')}
        </Button>
      </div>
    </form>
  )
}
