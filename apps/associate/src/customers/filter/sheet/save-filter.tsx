import { Button, TextInput } from '@mantine/core'
import { api, orpc } from '@rapport/client'
import type { CustomerFilter, CustomerSort } from '@rapport/contract'
import { IconBookmark } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../../i18n/refusal-text.ts'
import { useMay } from '../../../shell/session.ts'
import { useStore } from '../../../shell/store-choice.ts'
import css from './saved-filters.module.css'

/** Keeps what is chosen under a name, for me or for everyone at the store. */
export const SaveFilter = ({ filter, sort }: { filter: CustomerFilter; sort: CustomerSort | null }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const store = useStore()
  const shares = useMay('filter.share')
  const queryClient = useQueryClient()
  const [name, setName] = useState<string | null>(null)
  const [shared, setShared] = useState(false)
  const [done, setDone] = useState('')
  // Born with the name's field: whoever taps twice, or tries again, saves one filter.
  const [filterId, setFilterId] = useState('')
  const save = useMutation({
    mutationFn: (said: string) =>
      api.filters.save({
        filterId,
        name: said,
        filter,
        sort,
        sharedWithStoreId: shared ? store.id : null,
      }),
    onSuccess: saved => {
      void queryClient.invalidateQueries({ queryKey: orpc.filters.key() })
      setDone(t('filter.saved', { name: saved.name }))
      setName(null)
    },
  })
  if (name === null)
    return (
      <div className={css.save}>
        <Button
          variant="light"
          leftSection={<IconBookmark size={20} stroke={1.7} aria-hidden />}
          onClick={() => {
            setFilterId(crypto.randomUUID())
            setName('')
          }}
        >
          {t('filter.save')}
        </Button>
        <p className="soft" role="status">
          {done}
        </p>
      </div>
    )
  const submit = () => {
    if (name.trim() && !save.isPending) save.mutate(name.trim())
  }
  return (
    <div className={css.save}>
      <TextInput
        label={t('filter.saveName')}
        autoComplete="off"
        autoFocus
        maxLength={60}
        value={name}
        error={save.error ? say(save.error) : undefined}
        onChange={event => setName(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          submit()
        }}
      />
      {shares && (
        <label className={css.share}>
          <input
            type="checkbox"
            checked={shared}
            onChange={event => setShared(event.currentTarget.checked)}
          />
          {t('filter.saveShare', { store: store.name })}
        </label>
      )}
      <div className={css.pair}>
        <Button variant="default" onClick={() => setName(null)}>
          {t('filter.saveCancel')}
        </Button>
        <Button variant="light" disabled={!name.trim()} loading={save.isPending} onClick={submit}>
          {t('filter.saveDo')}
        </Button>
      </div>
    </div>
  )
}
