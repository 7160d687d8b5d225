import { Button } from '@mantine/core'
import { api } from '@rapport/client'
import type { ContactPoint, Customer } from '@rapport/contract'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { aboutCustomer } from '../../shell/kept.ts'
import { useKeptForm } from '../../shell/kept-form.ts'
import { useStore } from '../../shell/store-choice.ts'
import type { PhoneInput } from '../form/phone-words.ts'
import { ContactField, isContact, sentContact } from './contact-field.tsx'
import css from './contact-points.module.css'
import { type OpenContacts, useOpenContact } from './open-contacts.ts'
import { OtherCustomer } from './other-customer.tsx'
import { useContactWords } from './use-contact-words.ts'

/** Another way to reach them. What is typed is kept like the rest of the form. */
export const ContactNew = (props: {
  customer: Customer
  kind: ContactPoint['kind']
  open: OpenContacts
  onAdded: (customer: Customer) => void
  onCancel: () => void
}) => {
  const { t } = useTranslation()
  const { customer, kind } = props
  const store = useStore()
  const words = useContactWords(kind)
  const [tried, setTried] = useState(false)
  const kept = useKeptForm<PhoneInput>(
    `contact ${aboutCustomer(store.id, customer.id)} ${kind}`,
    () => ({ text: '', country: customer.country ?? store.country }),
    isPhoneInput,
    value => value.text !== '',
  )
  const value = kept.value
  const add = useMutation({
    mutationFn: () =>
      api.customers.addContactPoint({
        storeId: store.id,
        customerId: customer.id,
        kind,
        value: sentContact(kind, value),
      }),
    onSuccess: current => {
      kept.forget()
      props.onAdded(current)
    },
  })
  const save = async () => {
    setTried(true)
    if (!isContact(kind, value) || add.isPending) return 'stay'
    return add.mutateAsync().catch(() => 'stay' as const)
  }
  // A field that was opened and left empty is in nobody's way.
  useOpenContact(props.open, async () => (value.text.trim() === '' ? 'nothing' : save()))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in a field inside means this part, not the whole form
    <div
      className={css.change}
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        void save()
      }}
    >
      <ContactField
        kind={kind}
        value={value}
        error={words(add.error, tried && !isContact(kind, value))}
        onChange={next => {
          add.reset()
          kept.set(() => next)
        }}
      />
      <OtherCustomer error={add.error} />
      <div className={css.pair}>
        <Button
          variant="default"
          onClick={() => {
            kept.forget()
            props.onCancel()
          }}
        >
          {t('filter.saveCancel')}
        </Button>
        <Button variant="light" loading={add.isPending} onClick={() => void save()}>
          {t('contactPoint.add')}
        </Button>
      </div>
    </div>
  )
}

const isPhoneInput = (kept: unknown): kept is PhoneInput => {
  const input = kept as Partial<PhoneInput> | null
  return typeof input?.text === 'string' && typeof input.country === 'string'
}
