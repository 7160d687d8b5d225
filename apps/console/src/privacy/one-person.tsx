import { NativeSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { orpc, useMay, useSession } from '@rapport/client'
import { Avatar, SearchField } from '@rapport/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { PersonRights } from './person-rights.tsx'
import css from './privacy.module.css'

/** Someone found by name, phone, email or order number; then what is theirs by law. */
export const OnePerson = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { stores } = useSession()
  const reads = useMay('customer.read')
  const [storeId, setStoreId] = useState(stores[0]?.id ?? '')
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<{ id: string; name: string }>()
  const [q] = useDebouncedValue(words.trim(), 250)
  const found = useQuery(
    orpc.customers.list.queryOptions({
      input: { storeId, list: 'store', q, limit: 10 },
      enabled: reads && q.length > 1 && storeId !== '',
      placeholderData: keepPreviousData,
    }),
  )
  if (!reads) return <p className="soft">{t('privacy.mayNotRead')}</p>
  return (
    <>
      <div className={css.find}>
        <NativeSelect
          label={t('privacy.store')}
          value={storeId}
          data={stores.map(store => ({ value: store.id, label: store.name }))}
          onChange={event => {
            setStoreId(event.currentTarget.value)
            setChosen(undefined)
          }}
        />
        <SearchField
          label={t('privacy.find')}
          clearLabel={t('privacy.clear')}
          value={words}
          onChange={value => {
            setWords(value)
            setChosen(undefined)
          }}
        />
      </div>
      {found.error && <p role="alert">{say(found.error)}</p>}
      {q.length > 1 && !chosen && found.data?.items.length === 0 && (
        <p className="soft">{t('privacy.nobody')}</p>
      )}
      <ul>
        {(chosen ? [] : q.length > 1 ? (found.data?.items ?? []) : []).map(row => (
          <li key={row.id}>
            <button type="button" className={css.hit} onClick={() => setChosen(row)}>
              <Avatar initials={row.initials} hue={row.hue} size={36} />
              <span>
                {row.name}
                <span className="soft">{` ${row.city ?? ''}`}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {chosen && <PersonRights key={chosen.id} person={chosen} onGone={() => setChosen(undefined)} />}
    </>
  )
}
