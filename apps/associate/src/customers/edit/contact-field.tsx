import { TextInput } from '@mantine/core'
import type { ContactPoint } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import { looksLikeEmail } from '../add/given.ts'
import { PhoneField } from '../form/phone-field.tsx'
import { mayBePhone, type PhoneInput, sentPhone } from '../form/phone-words.ts'

/** A phone, an email or a WhatsApp number as it is typed; an email needs no country. */
export const ContactField = (props: {
  kind: ContactPoint['kind']
  value: PhoneInput
  onChange: (value: PhoneInput) => void
  error: string | false
}) => {
  const { t } = useTranslation()
  const label = t(`customer.${props.kind}`)
  if (props.kind !== 'email')
    return <PhoneField label={label} value={props.value} onChange={props.onChange} error={props.error} />
  return (
    <TextInput
      label={label}
      type="email"
      autoComplete="off"
      maxLength={254}
      value={props.value.text}
      error={props.error}
      onChange={event => props.onChange({ ...props.value, text: event.currentTarget.value })}
    />
  )
}

/** Whether it can be one, and as it is sent. */
export const isContact = (kind: ContactPoint['kind'], value: PhoneInput): boolean =>
  value.text.trim() !== '' && (kind === 'email' ? looksLikeEmail(value.text) : mayBePhone(value))
export const sentContact = (kind: ContactPoint['kind'], value: PhoneInput): string =>
  kind === 'email' ? value.text.trim() : sentPhone(value)
