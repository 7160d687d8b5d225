import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { focusFirstWrong } from '../../customers/form/focus-first-wrong.ts'
import { countryOptions } from '../../i18n/countries.ts'
import { useStore } from '../../shell/store-choice.ts'
import type { CartAddress } from './address.ts'
import css from './delivery.module.css'

const limits = { name: 120, line1: 120, line2: 120, postalCode: 20, city: 80, region: 40, phone: 40 }
type Field = keyof typeof limits

/** A new address. Filled in by nobody but the one who types: this is a customer's address on a device of the store. */
export const AddressForm = (props: {
  name: string
  busy: boolean
  onGive: (address: CartAddress) => void
  onBack?: () => void
}) => {
  const { t, i18n } = useTranslation()
  const store = useStore()
  const countries = useMemo(() => countryOptions(i18n.language), [i18n.language])
  const [country, setCountry] = useState(store.country)
  const [tried, setTried] = useState(false)
  const [form, setForm] = useState<Record<Field, string>>({
    name: props.name,
    line1: '',
    line2: '',
    postalCode: '',
    city: '',
    region: '',
    phone: '',
  })
  const needed = (field: Field) => tried && !form[field].trim() && t('welcome.needed')
  const field = (name: Field) => ({
    label: t(`cart.address.${name}`),
    autoComplete: 'off',
    maxLength: limits[name],
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setForm(now => ({ ...now, [name]: value }))
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!form.line1.trim() || !form.city.trim()) return focusFirstWrong(event.currentTarget)
    const given = Object.entries(form).map(([name, value]) => [name, value.trim() || null])
    props.onGive({ ...Object.fromEntries(given), country } as CartAddress)
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <NativeSelect
        label={t('cart.address.country')}
        value={country}
        onChange={event => setCountry(event.currentTarget.value)}
        data={countries}
      />
      <TextInput {...field('name')} />
      <TextInput {...field('line1')} error={needed('line1')} data-autofocus />
      <TextInput {...field('line2')} />
      <div className={css.pair}>
        <TextInput {...field('postalCode')} />
        <TextInput {...field('city')} error={needed('city')} />
      </div>
      <div className={css.pair}>
        <TextInput {...field('region')} />
        <TextInput {...field('phone')} type="tel" />
      </div>
      <div className={css.actions}>
        {props.onBack && (
          <Button variant="default" onClick={props.onBack}>
            {t('app.back')}
          </Button>
        )}
        <Button type="submit" loading={props.busy}>
          {t('cart.delivery.shipHere')}
        </Button>
      </div>
    </form>
  )
}
