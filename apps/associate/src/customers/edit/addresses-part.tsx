import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countryOptions } from '../../i18n/countries.ts'
import { useStore } from '../../shell/store-choice.ts'
import css from './edit-form.module.css'
import { FieldsInLine, Part, type PartProps } from './part.tsx'
import { type AddressText, isFilled } from './profile-form.ts'

const limits = { label: 40, recipient: 120, line1: 120, line2: 120, postalCode: 20, city: 80, region: 40 }
type Name = keyof typeof limits

/** Where goods go. The first one is offered first. */
export const AddressesPart = ({ form, put, tried }: PartProps) => {
  const { t } = useTranslation()
  const store = useStore()
  const { addresses } = form
  const change = (at: number, part: Partial<AddressText>) =>
    put({ addresses: addresses.map((each, place) => (place === at ? { ...each, ...part } : each)) })
  const add = () => put({ addresses: [...addresses, { ...blank, country: form.country || store.country }] })
  return (
    <Part title={t('editCustomer.part.addresses')}>
      {addresses.length > 0 && (
        <ul className={css.cards}>
          {addresses.map((address, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a new address has nothing else, and they are not moved
            <li key={at}>
              <AddressCard
                address={address}
                tried={tried}
                place={at + 1}
                onChange={part => change(at, part)}
                onRemove={() => put({ addresses: addresses.filter((_each, place) => place !== at) })}
              />
            </li>
          ))}
        </ul>
      )}
      {addresses.length < 20 && (
        <Button
          className={css.start}
          variant="default"
          leftSection={<IconPlus size={20} stroke={1.7} aria-hidden />}
          onClick={add}
        >
          {t('editCustomer.addAddress')}
        </Button>
      )}
    </Part>
  )
}

const AddressCard = (props: {
  address: AddressText
  place: number
  tried: boolean
  onChange: (part: Partial<AddressText>) => void
  onRemove: () => void
}) => {
  const { t, i18n } = useTranslation()
  const { address } = props
  const countries = useMemo(() => countryOptions(i18n.language), [i18n.language])
  const needed = (name: Name) =>
    props.tried && isFilled(address) && !address[name].trim() && t('welcome.needed')
  const field = (name: Name) => ({
    label: t(`editCustomer.address.${name}`),
    autoComplete: 'off',
    maxLength: limits[name],
    value: address[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      props.onChange({ [name]: event.currentTarget.value }),
  })
  return (
    <fieldset className={css.card}>
      <legend className="hidden-visually">{t('editCustomer.addressNo', { count: props.place })}</legend>
      <FieldsInLine>
        <TextInput {...field('label')} placeholder={t('editCustomer.address.labelHint')} />
        <TextInput {...field('recipient')} />
      </FieldsInLine>
      <TextInput {...field('line1')} error={needed('line1')} />
      <TextInput {...field('line2')} />
      <FieldsInLine>
        <TextInput {...field('postalCode')} />
        <TextInput {...field('city')} error={needed('city')} />
      </FieldsInLine>
      <FieldsInLine>
        <TextInput {...field('region')} />
        <NativeSelect
          label={t('editCustomer.field.country')}
          value={address.country}
          onChange={event => props.onChange({ country: event.currentTarget.value })}
          data={countries}
        />
      </FieldsInLine>
      <Button className={css.end} variant="subtle" color="bad" onClick={props.onRemove}>
        {t('editCustomer.removeAddress')}
      </Button>
    </fieldset>
  )
}

const blank: AddressText = {
  label: '',
  recipient: '',
  line1: '',
  line2: '',
  postalCode: '',
  city: '',
  region: '',
  country: '',
}
