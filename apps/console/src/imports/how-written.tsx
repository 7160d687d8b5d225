import { NativeSelect, TextInput } from '@mantine/core'
import type { ImportMapping } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import css from './wizard.module.css'

const example = 'DE'

/** How dates, amounts and phone numbers of the file are written, as sentences to be chosen from. */
export const HowWritten = (props: {
  mapping: ImportMapping
  /** The file does not say whether the day or the month is first. */
  datesOpen: boolean
  onChange: (mapping: ImportMapping) => void
}) => {
  const { t } = useTranslation()
  const { mapping, datesOpen, onChange } = props
  const ways = (['iso', 'day_first', 'month_first'] as const).filter(way => way !== 'iso' || !datesOpen)
  return (
    <>
      <h3 className={css.section}>{t('imports.written')}</h3>
      <div className={css.ways}>
        <NativeSelect
          label={t('imports.dates.label')}
          value={datesOpen ? '' : mapping.dates}
          data={[
            ...(datesOpen ? [{ value: '', label: t('imports.chooseKept') }] : []),
            ...ways.map(value => ({ value, label: t(`imports.dates.${value}`) })),
          ]}
          onChange={event => {
            const dates = ways.find(way => way === event.currentTarget.value)
            if (dates) onChange({ ...mapping, dates })
          }}
        />
        <NativeSelect
          label={t('imports.decimal')}
          value={mapping.decimal}
          data={[
            { value: '.', label: '1,234.50' },
            { value: ',', label: '1.234,50' },
          ]}
          onChange={event =>
            onChange({ ...mapping, decimal: event.currentTarget.value as ImportMapping['decimal'] })
          }
        />
        <TextInput
          label={t('imports.timeZone')}
          defaultValue={mapping.timeZone}
          onBlur={event => {
            const timeZone = event.currentTarget.value.trim()
            if (timeZone !== '' && timeZone !== mapping.timeZone) onChange({ ...mapping, timeZone })
          }}
        />
        <TextInput
          label={t('imports.country')}
          placeholder={example}
          maxLength={2}
          defaultValue={mapping.country ?? ''}
          onBlur={event => {
            const country = event.currentTarget.value.trim().toUpperCase() || null
            if (country !== mapping.country && (country === null || /^[A-Z]{2}$/.test(country)))
              onChange({ ...mapping, country })
          }}
        />
      </div>
    </>
  )
}
