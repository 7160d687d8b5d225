import type { OrderAddress, ShippingOption } from '@rapport/contract'
import { type CartFacts, headOf } from './cart-page.ts'
import { type PageLanguage, textOf } from './texts.ts'
import { countryIn, moneyIn } from './words.ts'

const fields = [
  { name: 'name', autocomplete: 'name', max: 200, needed: true },
  { name: 'line1', autocomplete: 'address-line1', max: 200, needed: true },
  { name: 'line2', autocomplete: 'address-line2', max: 200, needed: false },
  { name: 'postalCode', autocomplete: 'postal-code', max: 20, needed: false },
  { name: 'city', autocomplete: 'address-level2', max: 100, needed: true },
  { name: 'region', autocomplete: 'address-level1', max: 100, needed: false },
  { name: 'country', autocomplete: 'country', max: 2, needed: true },
  { name: 'phone', autocomplete: 'tel', max: 40, needed: false },
] as const
type FieldName = (typeof fields)[number]['name']
/** What was typed, field by field, as it was typed. */
export type Typed = Readonly<Record<FieldName, string>> & { option: string }
export type ReadyAddress = OrderAddress & { country: string }

/** A form's fields as a browser sends them. */
export type Form = Readonly<Record<string, unknown>>

export const typedOf = (form: Form): Typed =>
  Object.fromEntries(
    [...fields.map(field => field.name), 'option'].map(name => [
      name,
      typeof form[name] === 'string' ? form[name].slice(0, 500).trim() : '',
    ]),
  ) as Typed

/** The form of somebody who has chosen before, or has not. */
export const typedFrom = (address: OrderAddress | null, chosen: string | null, country: string): Typed =>
  ({
    ...Object.fromEntries(fields.map(({ name }) => [name, address?.[name] ?? ''])),
    country: address?.country ?? country,
    option: chosen ?? '',
  }) as Typed

export type Wrong = Partial<Record<FieldName | 'option', string>>

/** Which fields must be looked at again, with the key of what to say. */
export function wrongIn(typed: Typed, countries: readonly string[]): Wrong {
  const wrong: Wrong = {}
  for (const { name, max, needed } of fields) {
    if (typed[name].length > max) wrong[name] = 'wrong.long'
    if (needed && !typed[name]) wrong[name] = 'wrong.needed'
  }
  if (typed.country && !countries.includes(typed.country)) wrong.country = 'wrong.country'
  return wrong
}

export const addressOf = ({ option: _option, ...typed }: Typed): ReadyAddress => ({
  ...(Object.fromEntries(Object.entries(typed).filter(([, value]) => value)) as OrderAddress),
  country: typed.country,
})

/** The page that asks where it goes and how; what was typed stays, and what is wrong stands beside it. */
export function deliveryPage(
  language: PageLanguage,
  cart: CartFacts,
  given: { typed: Typed; wrong: Wrong; countries: readonly string[]; options: readonly ShippingOption[] },
) {
  const { typed, wrong, options } = given
  const say = (key: string | undefined) => (key ? textOf(language, key) : null)
  const optionOf = (code: string) => ({ value: code, label: countryIn(language, code) })
  const countries = given.countries.map(optionOf).toSorted((a, b) => a.label.localeCompare(b.label, language))
  return {
    ...headOf(language, cart),
    action: `/c/${cart.token}/delivery`,
    back: `/c/${cart.token}`,
    version: cart.version,
    wrong: Object.keys(wrong).length > 0 ? textOf(language, 'wrong.summary') : null,
    fields: fields.map(({ name, autocomplete, max, needed }) => ({
      name,
      autocomplete,
      max,
      needed,
      label: textOf(language, `delivery.${name}`),
      value: typed[name],
      type: name === 'phone' ? 'tel' : null,
      wrong: say(wrong[name]),
      options: name === 'country' ? countries : null,
    })),
    optionWrong: say(wrong.option),
    options: options.map(option => ({
      id: option.id,
      name: option.name,
      chosen: option.id === typed.option || options.length === 1,
      price: option.priceMinor
        ? moneyIn(language, option.priceMinor, cart.content.currency)
        : textOf(language, 'sum.free'),
      promise: textOf(language, 'delivery.workingDays', {
        n: option.daysUntil,
        days:
          option.daysFrom === option.daysUntil ? option.daysUntil : `${option.daysFrom}–${option.daysUntil}`,
      }),
    })),
  }
}
