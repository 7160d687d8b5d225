import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useLocale } from '@rapport/ui'
import { IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import css from './edit-form.module.css'
import { FieldsInLine, Part, type PartProps } from './part.tsx'
import { type DateText, isFilled } from './profile-form.ts'
import { dateWrong } from './wrong.ts'

/** Days that matter to them; the year only where it is known. */
export const DatesPart = ({ form, put, tried }: PartProps) => {
  const { t } = useTranslation()
  const { dates } = form
  const change = (at: number, part: Partial<DateText>) =>
    put({ dates: dates.map((each, place) => (place === at ? { ...each, ...part } : each)) })
  return (
    <Part title={t('editCustomer.part.dates')}>
      {dates.length > 0 && (
        <ul className={css.cards}>
          {dates.map((date, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a new day has nothing else, and they are not moved
            <li key={at}>
              <DateCard
                date={date}
                tried={tried}
                place={at + 1}
                onChange={part => change(at, part)}
                onRemove={() => put({ dates: dates.filter((_each, place) => place !== at) })}
              />
            </li>
          ))}
        </ul>
      )}
      {dates.length < 20 && (
        <Button
          className={css.start}
          variant="default"
          leftSection={<IconPlus size={20} stroke={1.7} aria-hidden />}
          onClick={() => put({ dates: [...dates, { label: '', day: '', month: '', year: '' }] })}
        >
          {t('editCustomer.addDate')}
        </Button>
      )}
    </Part>
  )
}

const DateCard = (props: {
  date: DateText
  place: number
  tried: boolean
  onChange: (part: Partial<DateText>) => void
  onRemove: () => void
}) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const { date } = props
  const months = useMemo(() => {
    const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, month) => ({
      value: String(month + 1).padStart(2, '0'),
      label: name.format(Date.UTC(2024, month, 1)),
    }))
  }, [language])
  const asked = props.tried && isFilled(date)
  return (
    <fieldset className={css.card}>
      <legend className="hidden-visually">{t('editCustomer.dateNo', { count: props.place })}</legend>
      <TextInput
        label={t('editCustomer.date.label')}
        placeholder={t('editCustomer.date.labelHint')}
        autoComplete="off"
        maxLength={60}
        value={date.label}
        error={asked && !date.label.trim() && t('welcome.needed')}
        onChange={event => props.onChange({ label: event.currentTarget.value })}
      />
      <FieldsInLine>
        <TextInput
          label={t('editCustomer.date.day')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={2}
          value={date.day}
          error={asked && dateWrong(date) && t('editCustomer.dateWrong')}
          onChange={event => props.onChange({ day: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('editCustomer.date.month')}
          value={date.month}
          onChange={event => props.onChange({ month: event.currentTarget.value })}
          data={[{ value: '', label: t('filter.otherSizeChoose') }, ...months]}
        />
        <TextInput
          label={t('editCustomer.date.year')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={date.year}
          onChange={event => props.onChange({ year: event.currentTarget.value })}
        />
      </FieldsInLine>
      <Button className={css.end} variant="subtle" color="bad" onClick={props.onRemove}>
        {t('editCustomer.removeDate')}
      </Button>
    </fieldset>
  )
}
