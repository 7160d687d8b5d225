import type { Language } from '@rapport/contract'
import { type PhoneInput, sentPhone } from '../form/phone-words.ts'

/** A new customer as they are being typed. */
export type NewCustomer = {
  firstName: string
  lastName: string
  phone: PhoneInput
  email: string
  language: Language
  birthday: string
  tags: string[]
  /** One for these words, so that a second try, when the answer to the first was lost, does not meet its own work. */
  wordsId?: string
}

/** What was typed, without the fields left empty. */
export const given = ({ phone, email, birthday, tags, ...who }: NewCustomer) => ({
  firstName: who.firstName.trim(),
  lastName: who.lastName.trim(),
  language: who.language,
  ...(phone.text.trim() ? { phone: sentPhone(phone) } : {}),
  ...(email.trim() ? { email: email.trim() } : {}),
  ...(birthday ? { birthday } : {}),
  ...(tags.length > 0 ? { tags } : {}),
})

/** Empty, or an address as the server takes them. */
export const looksLikeEmail = (email: string): boolean =>
  /^\s*((?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,})?\s*$/i.test(email)

/** Whether something kept on this device still is such a form. */
export const isNewCustomer = (kept: unknown): kept is NewCustomer => {
  const form = kept as Partial<NewCustomer> | null
  return (
    typeof form === 'object' &&
    form !== null &&
    [form.firstName, form.lastName, form.email, form.birthday, form.language, form.phone?.text].every(
      each => typeof each === 'string',
    ) &&
    typeof form.phone?.country === 'string' &&
    Array.isArray(form.tags)
  )
}
