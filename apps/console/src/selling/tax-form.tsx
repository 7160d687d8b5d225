import { Button, NativeSelect, TextInput } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { TaxRate } from '@rapport/contract'
import { Note, useLocale } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { decimalOf, unitsOf } from '../parts/decimal.ts'
import form from '../parts/form.module.css'
import { DetailHead } from '../parts/page.tsx'
import { placesOf, usePlaceName, writePlaces } from './use-places.ts'

export const taxClasses = ['standard', 'reduced', 'zero', 'delivery'] as const

/** One rate. The rates are saved as a whole, so that two for one place and class cannot be. */
export const TaxForm = ({ rates, known }: { rates: readonly TaxRate[]; known?: TaxRate }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { language } = useLocale()
  const placeName = usePlaceName()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [place, setPlace] = useState(known ? writePlaces([known]) : '')
  const [taxClass, setTaxClass] = useState<TaxRate['taxClass']>(known?.taxClass ?? 'standard')
  const [label, setLabel] = useState(known?.label ?? '')
  const [percent, setPercent] = useState(known ? decimalOf(known.ratePpm, 4, language) : '')
  const [tried, setTried] = useState(false)
  const places = placesOf(place)
  const at = places?.length === 1 ? places[0] : undefined
  const ratePpm = unitsOf(percent, 4)
  const rateFits = ratePpm !== null && ratePpm <= 1_000_000
  const save = useMutation(
    orpc.selling.saveTaxRates.mutationOptions({
      onSuccess: answer => {
        queryClient.setQueryData(orpc.selling.taxRates.queryKey(), answer)
        void navigate({ to: '/selling/tax' })
      },
    }),
  )
  const others = rates.filter(rate => rate !== known)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!at?.country || !rateFits || label.trim() === '') return
    const rate = { country: at.country, region: at.region, taxClass, label: label.trim(), ratePpm }
    save.mutate({ rates: [...others, rate] })
  }
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <DetailHead
        title={
          known ? `${placeName(known)}, ${t(`selling.taxClass.${known.taxClass}`)}` : t('selling.tax.new')
        }
        back={{ to: '/selling/tax' }}
      />
      <TextInput
        label={t('selling.tax.place')}
        description={at ? placeName(at) : t('selling.tax.placeHint')}
        value={place}
        maxLength={6}
        autoCapitalize="characters"
        onChange={event => setPlace(event.currentTarget.value)}
        error={tried && !at && t('selling.placeWrong')}
      />
      <NativeSelect
        label={t('selling.tax.class')}
        value={taxClass}
        data={taxClasses.map(value => ({ value, label: t(`selling.taxClass.${value}`) }))}
        onChange={event =>
          setTaxClass(taxClasses.find(each => each === event.currentTarget.value) ?? 'standard')
        }
      />
      <TextInput
        label={t('selling.tax.rate')}
        description={t('selling.tax.rateHint')}
        inputMode="decimal"
        value={percent}
        onChange={event => setPercent(event.currentTarget.value)}
        error={tried && !rateFits && t('selling.percentWrong')}
      />
      <TextInput
        label={t('selling.tax.label')}
        description={t('selling.tax.labelHint')}
        value={label}
        maxLength={40}
        onChange={event => setLabel(event.currentTarget.value)}
        error={tried && label.trim() === '' && t('selling.tax.labelNeeded')}
      />
      {save.error && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {say(save.error)}
        </Note>
      )}
      <div className={form.acts}>
        <Button type="submit" loading={save.isPending}>
          {t('selling.save')}
        </Button>
        {known && (
          <Button
            variant="light"
            color="bad"
            disabled={save.isPending}
            onClick={() => save.mutate({ rates: [...others] })}
          >
            {t('selling.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
