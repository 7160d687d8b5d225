import { NativeSelect } from '@mantine/core'
import { useSession } from '@rapport/client'
import type { ImportDetail, ImportMapping, ImportSource } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import css from './wizard.module.css'

const column = '\u0000column'
/** Where Shopify says it: in its order export, and in the documents of its API. */
const places = ['Location', 'location_id']

/** Whose store the orders of a shop system are: the only thing of such a file that is anyone's to say. */
export const StoreOfShop = (props: {
  job: ImportDetail
  mapping: ImportMapping
  onChange: (mapping: ImportMapping) => void
}) => {
  const { t } = useTranslation()
  const { stores } = useSession()
  const { job, mapping, onChange } = props
  const source = mapping.fields.store
  const place = job.reading?.columns.find(({ name }) => places.includes(name))?.name
  const constant = source && 'constant' in source ? source.constant : undefined
  // A script may have said it by another name than the id.
  const chosen = stores.find(({ id, name }) => id === constant || name === constant)?.id ?? constant
  const set = (store: ImportSource | undefined) => onChange({ ...mapping, fields: store ? { store } : {} })
  const choose = (value: string) => {
    if (value === '') set(undefined)
    else set(value === column && place !== undefined ? { column: place } : { constant: value })
  }
  return (
    <div className={css.ways}>
      <NativeSelect
        label={t('imports.storeOfShop')}
        description={job.reading?.format === 'csv' ? undefined : t('imports.storeOtherwise')}
        value={source && 'column' in source ? column : (chosen ?? '')}
        data={[
          { value: '', label: t('imports.noStore') },
          ...(place === undefined
            ? []
            : [{ value: column, label: t('imports.asFileSays', { column: place }) }]),
          ...stores.map(({ id, name }) => ({ value: id, label: name })),
          ...(chosen === undefined || stores.some(({ id }) => id === chosen)
            ? []
            : [{ value: chosen, label: chosen }]),
        ]}
        onChange={event => choose(event.currentTarget.value)}
      />
    </div>
  )
}
