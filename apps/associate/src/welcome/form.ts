import type { Language } from '@rapport/contract'

/** All that the wizard asks, as typed. */
export type WelcomeForm = {
  setupCode: string
  businessName: string
  language: Language
  firstName: string
  lastName: string
  email: string
  password: string
  storeName: string
  city: string
  country: string
  timeZone: string
  landline: string
  number: string
}
export type Field = keyof WelcomeForm
export type Problem = 'needed' | 'emailWrong' | 'passwordShort'

/** What each step asks for. */
export const steps = [
  ['setupCode', 'businessName', 'language'],
  ['firstName', 'lastName', 'email', 'password'],
  ['storeName', 'city', 'country', 'timeZone', 'landline', 'number'],
] as const satisfies readonly (readonly Field[])[]

const optional: readonly Field[] = ['lastName', 'city', 'landline', 'number']

/** What is wrong with a field, if anything. */
export const problemOf = (field: Field, form: WelcomeForm): Problem | null => {
  const value = form[field].trim()
  if (value === '') return optional.includes(field) ? null : 'needed'
  if (field === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return 'emailWrong'
  if (field === 'password' && form.password.length < 10) return 'passwordShort'
  return null
}

/** The wizard's answers in the shape of `setup.create`. */
export const answers = (form: WelcomeForm) => {
  const trimmed = (field: Field) => form[field].trim()
  return {
    setupCode: trimmed('setupCode'),
    business: { name: trimmed('businessName'), language: form.language },
    admin: {
      firstName: trimmed('firstName'),
      lastName: trimmed('lastName'),
      email: trimmed('email'),
      password: form.password,
    },
    store: {
      name: trimmed('storeName'),
      city: trimmed('city'),
      country: form.country,
      timeZone: form.timeZone,
      ...(trimmed('landline') ? { landline: trimmed('landline') } : {}),
      ...(trimmed('number') ? { number: trimmed('number') } : {}),
    },
  }
}
