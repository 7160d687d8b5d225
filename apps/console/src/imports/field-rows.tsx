import { NativeSelect, TextInput } from '@mantine/core'
import type { ImportDetail, ImportField, ImportMapping, ImportSource } from '@rapport/contract'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { partOf, useFieldLabel } from './field-label.ts'
import css from './fields.module.css'
import wizard from './wizard.module.css'

type Props = { job: ImportDetail; mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }
const constant = '\u0000constant'
const parts = ['record', 'person', 'address', 'line'] as const

/** A row a field: its column, or the same for all, and what the file has there. */
export const FieldRows = ({ job, mapping, onChange }: Props) => {
  const { t } = useTranslation()
  const set = (key: string, source: ImportSource | undefined) => {
    const { [key]: _, ...others } = mapping.fields
    onChange({ ...mapping, fields: source ? { ...others, [key]: source } : others })
  }
  return (
    <table className={css.fields}>
      <caption className="hidden-visually">{t('imports.mapping')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('imports.fieldHead')}</th>
          <th scope="col">{t('imports.columnHead')}</th>
          <th scope="col">{t('imports.sampleHead')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(part => {
          const fields = job.fields.filter(field => partOf(field.key) === part)
          return (
            <Fragment key={part}>
              {fields.length > 0 && part !== 'record' && (
                <tr>
                  <th scope="rowgroup" colSpan={3} className={wizard.section}>
                    {t(`imports.part.${part}`)}
                  </th>
                </tr>
              )}
              {fields.map(field => (
                <FieldRow
                  key={field.key}
                  job={job}
                  field={field}
                  source={mapping.fields[field.key]}
                  onSet={set}
                />
              ))}
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

const FieldRow = (props: {
  job: ImportDetail
  field: ImportField
  source: ImportSource | undefined
  onSet: (key: string, source: ImportSource | undefined) => void
}) => {
  const { t } = useTranslation()
  const { job, field, source } = props
  const label = useFieldLabel(job.kind)(field.key)
  const columns = job.reading?.columns ?? []
  const column = source && 'column' in source ? source.column : undefined
  const also = source && 'column' in source ? source.also : undefined
  const samples = columns.find(each => each.name === column)?.samples ?? []
  // Between «the same for all» and its value there is nothing yet that could be told to the server.
  const [awaited, setAwaited] = useState(false)
  const fixed = source === undefined ? awaited : 'constant' in source
  const value = source && 'constant' in source ? source.constant : ''
  const put = (next: ImportSource | undefined) => {
    if (next !== undefined || source !== undefined) props.onSet(field.key, next)
  }
  const choose = (chosen: string) => {
    setAwaited(chosen === constant)
    put(chosen === '' || chosen === constant ? undefined : { column: chosen })
  }
  const options = columns.map(each => ({ value: each.name, label: each.name }))
  return (
    <tr>
      <th scope="row">
        {label}
        {field.needed && (
          <span className={css.needed} data-missing={source === undefined || undefined}>
            {t('imports.needed')}
          </span>
        )}
      </th>
      <td>
        <div className={css.pick}>
          <NativeSelect
            aria-label={label}
            value={fixed ? constant : (column ?? '')}
            data={[
              { value: '', label: t('imports.notInFile') },
              ...options,
              { value: constant, label: t('imports.sameForAll') },
            ]}
            onChange={event => choose(event.currentTarget.value)}
          />
          {fixed && (
            <TextInput
              aria-label={t('imports.sameValue', { field: label })}
              defaultValue={value}
              maxLength={200}
              onBlur={event => {
                const typed = event.currentTarget.value.trim()
                setAwaited(true)
                if (typed !== value) put(typed === '' ? undefined : { constant: typed })
              }}
            />
          )}
          {column !== undefined && field.key === 'externalId' && (
            <NativeSelect
              aria-label={t('imports.also')}
              value={also ?? ''}
              data={[
                { value: '', label: t('imports.noSecond') },
                ...options.filter(each => each.value !== column),
              ]}
              onChange={event => {
                const second = event.currentTarget.value
                props.onSet(field.key, second === '' ? { column } : { column, also: second })
              }}
            />
          )}
        </div>
      </td>
      <td>{samples.slice(0, 3).join(' · ')}</td>
    </tr>
  )
}
