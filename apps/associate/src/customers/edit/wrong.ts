import type { AttributeDefinition } from '@rapport/contract'
import { type DateText, isFilled, type ProfileForm } from './profile-form.ts'

/** Whether there is such a day: of that year, or of a leap year when nobody knows which. */
export const dateWrong = ({ day, month, year }: DateText): boolean => {
  if (!/^\d{1,2}$/.test(day.trim()) || !/^\d\d$/.test(month) || !/^(\d{4})?$/.test(year.trim())) return true
  const at = new Date(Date.UTC(Number(year.trim() || 2024), Number(month) - 1, Number(day)))
  return at.getUTCDate() !== Number(day) || at.getUTCMonth() + 1 !== Number(month)
}

/** Whether a number stands where one is to stand. */
export const numberWrong = (text: string): boolean =>
  text.trim() !== '' && !/^-?\d+([.,]\d+)?$/.test(text.trim())

/** Whether it can be saved; what cannot says so beside its field. */
export const isRight = (form: ProfileForm, definitions: readonly AttributeDefinition[]): boolean =>
  form.firstName.trim() !== '' &&
  form.addresses.filter(isFilled).every(address => address.line1.trim() && address.city.trim()) &&
  form.dates.filter(isFilled).every(date => date.label.trim() && !dateWrong(date)) &&
  definitions.every(({ key, kind }) => kind !== 'number' || !numberWrong(form[`attributes.${key}`] ?? ''))
