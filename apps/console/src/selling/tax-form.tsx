import { NativeSelect, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc, refusalOf } from '@rapport/client'
import type { TaxRate, TaxRates } from '@rapport/contract'
import { exactTime, useLocale } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decimalOf, unitsOf } from '../parts/decimal.ts'
import { EntryForm } from '../parts/entry-form.tsx'
import { placesOf, usePlaceName, writePlaces } from './use-places.ts'

export const taxClasses = ['standard', 'reduced', 'zero', 'delivery'] as const

/** The address of a rate: «DE-standard», «US-NY-delivery». */
export const rateKey = ({ country, region, taxClass }: Pick<TaxRate, 'country' | 'region' | 'taxClass'>) =>
  `${country}${region === null ? '' : `-${region}`}-${taxClass}`

/** One rate. The rates are saved as a whole, so that two for one place and class cannot be. */
export const TaxForm = ({ all, known }: { all: TaxRates; known?: TaxRate }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const placeName = usePlaceName()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const overtaken = useOvertaken()
  const [place, setPlace] = useState(known ? writePlaces([known]) : '')
  const [taxClass, setTaxClass] = useState<TaxRate['taxClass']>(known?.taxClass ?? 'standard')
  const [label, setLabel] = useState(known?.label ?? '')
  const [percent, setPercent] = useState(known ? decimalOf(known.ratePpm, 4, language) : '')
  const [tried, setTried] = useState(false)
  const places = placesOf(place)
  const at = places?.length === 1 ? places[0] : undefined
  const ratePpm = unitsOf(percent, 4)
  const rateFits = ratePpm !== null && ratePpm <= 1_000_000
  const leave = (answer: TaxRates) => {
    queryClient.setQueryData(orpc.selling.taxRates.queryKey(), answer)
    void navigate({ to: '/selling/tax' })
  }
  const save = useMutation(
    orpc.selling.saveTaxRates.mutationOptions({
      onSuccess: leave,
      onError: error => {
        const current = currentOf(error)
        if (!current) return
        // Saving again, having seen it, saves on top of what the other one did.
        if (!known || current.rates.some(rate => rateKey(rate) === rateKey(known)))
          queryClient.setQueryData(orpc.selling.taxRates.queryKey(), current)
        else {
          notifications.show({ message: overtaken(current, known) })
          leave(current)
        }
      },
    }),
  )
  const others = all.rates.filter(rate => rate !== known)
  const submit = () => {
    setTried(true)
    if (!at?.country || !rateFits || label.trim() === '') return
    const rate = { country: at.country, region: at.region, taxClass, label: label.trim(), ratePpm }
    save.mutate({ rates: [...others, rate], version: all.version })
  }
  const current = currentOf(save.error)
  return (
    <EntryForm
      title={known ? `${placeName(known)}, ${t(`selling.taxClass.${known.taxClass}`)}` : t('selling.tax.new')}
      back={{ to: '/selling/tax' }}
      trouble={current ? overtaken(current, known) : save.error}
      saving={save.isPending}
      saveLabel={t('selling.save')}
      onSave={submit}
      remove={
        known && {
          label: t('selling.remove'),
          removing: save.isPending,
          onRemove: () => save.mutate({ rates: others, version: all.version }),
        }
      }
    >
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
    </EntryForm>
  )
}

/** The rates as somebody else left them meanwhile; undefined when something else was refused. */
function currentOf(error: unknown): TaxRates | undefined {
  const { code, data } = refusalOf(error)
  return code === 'VERSION_CHANGED' ? (data as { current: TaxRates }).current : undefined
}

/** Says who was first, when, and what stands at this place now. */
function useOvertaken() {
  const { t } = useTranslation()
  const locale = useLocale()
  return ({ rates, changedBy, changedAt }: TaxRates, known: TaxRate | undefined): string => {
    const who = changedBy ? `${changedBy.firstName} ${changedBy.lastName}`.trim() : t('selling.tax.somebody')
    const when = changedAt ? exactTime(changedAt, locale) : ''
    const now = known && rates.find(rate => rateKey(rate) === rateKey(known))
    const changed = now && (now.ratePpm !== known.ratePpm || now.label !== known.label)
    const number = decimalOf(now?.ratePpm ?? 0, 4, locale.language)
    if (known && !now) return t('selling.tax.removedMeanwhile', { who, when })
    if (changed) return t('selling.tax.changedMeanwhile', { who, when, number, label: now.label })
    return t('selling.tax.othersChanged', { who, when })
  }
}
