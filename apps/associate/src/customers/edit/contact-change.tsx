import { Button } from '@mantine/core'
import { api } from '@rapport/client'
import type { ContactPoint, Customer } from '@rapport/contract'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useStore } from '../../shell/store-choice.ts'
import type { PhoneInput } from '../form/phone-words.ts'
import { ContactField, isContact, sentContact } from './contact-field.tsx'
import css from './contact-points.module.css'
import { type OpenContacts, useOpenContact } from './open-contacts.ts'
import { OtherCustomer } from './other-customer.tsx'
import { useContactWords } from './use-contact-words.ts'

/** Another number in the place of this one, or none; and what becomes of the consent that hangs on it. */
export const ContactChange = (props: {
  customer: Customer
  point: ContactPoint
  open: OpenContacts
  onChanged: (customer: Customer) => void
}) => {
  const { t } = useTranslation()
  const { point, customer } = props
  const store = useStore()
  const say = useRefusalText()
  const words = useContactWords(point.kind)
  const [value, setValue] = useState<PhoneInput>({
    text: point.shown,
    country: customer.country ?? store.country,
  })
  const [tried, setTried] = useState(false)
  const which = { storeId: store.id, customerId: customer.id, contactPointId: point.id }
  const replace = useMutation({
    mutationFn: () => api.customers.replaceContactPoint({ ...which, value: sentContact(point.kind, value) }),
    onSuccess: props.onChanged,
  })
  const remove = useMutation({
    mutationFn: () => api.customers.removeContactPoint(which),
    onSuccess: props.onChanged,
  })
  const consented = customer.consents.some(
    each => each.contactPointId === point.id && each.state === 'opted_in',
  )
  const save = async () => {
    setTried(true)
    if (value.text === point.shown) return 'nothing'
    if (!isContact(point.kind, value) || replace.isPending || remove.isPending) return 'stay'
    return replace.mutateAsync().catch(() => 'stay' as const)
  }
  useOpenContact(props.open, save)
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
        kind={point.kind}
        value={value}
        error={words(replace.error, tried && !isContact(point.kind, value))}
        onChange={next => {
          replace.reset()
          setValue(next)
        }}
      />
      <OtherCustomer error={replace.error} />
      <p className="soft">{t(consented ? 'contactPoint.endsOptIn' : 'contactPoint.proofStays')}</p>
      {remove.error && (
        <p className={css.refused} role="alert">
          {say(remove.error)}
        </p>
      )}
      <div className={css.pair}>
        <Button variant="subtle" color="bad" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('contactPoint.remove')}
        </Button>
        <Button
          variant="light"
          disabled={value.text === point.shown}
          loading={replace.isPending}
          onClick={() => void save()}
        >
          {t('contactPoint.replace')}
        </Button>
      </div>
    </div>
  )
}
