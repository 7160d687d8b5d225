import { Button, TextInput } from '@mantine/core'
import { api, orpc } from '@rapport/client'
import type { SavedFilter } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../../i18n/refusal-text.ts'
import css from './saved-filters.module.css'

/** Another name for a kept filter, or none at all. */
export const EditSaved = (props: { saved: SavedFilter; onRemove: () => void; onDone: () => void }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const [name, setName] = useState(props.saved.name)
  const rename = useMutation({
    mutationFn: () => api.filters.rename({ filterId: props.saved.id, name: name.trim() }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: orpc.filters.key() })
      props.onDone()
    },
  })
  const submit = () => {
    if (name.trim()) rename.mutate()
  }
  return (
    <div className={css.edit}>
      <TextInput
        label={t('filter.saveName')}
        autoComplete="off"
        maxLength={60}
        value={name}
        error={rename.error ? say(rename.error) : name.trim() ? undefined : t('filter.saveNeedsName')}
        onChange={event => setName(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          submit()
        }}
      />
      <div className={css.pair}>
        <Button variant="subtle" color="bad" onClick={props.onRemove}>
          {t('filter.removeSaved')}
        </Button>
        <Button
          variant="light"
          disabled={!name.trim() || name.trim() === props.saved.name}
          loading={rename.isPending}
          onClick={submit}
        >
          {t('filter.rename')}
        </Button>
      </div>
    </div>
  )
}
