import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { CustomerFilter, CustomerSort, SavedFilter } from '@rapport/contract'
import { NoticeLine, Tap } from '@rapport/ui'
import { IconCheck, IconDots } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../../i18n/refusal-text.ts'
import { same } from '../../form/three-way.ts'
import { useSavedFilters } from '../use-saved-filters.ts'
import { EditSaved } from './edit-saved.tsx'
import css from './saved-filters.module.css'
import { Section } from './section.tsx'

type Chosen = { filter: CustomerFilter; sort: CustomerSort | null }

/** Filters that were kept under a name: choose one, or change its name, or take it away. */
export const SavedFilters = (props: { filter: CustomerFilter; onChoose: (saved: Chosen) => void }) => {
  const { t } = useTranslation()
  const saved = useSavedFilters()
  const [open, setOpen] = useState<string | null>(null)
  const remove = useRemove()
  if (saved.length === 0) return null
  return (
    <Section title={t('filter.section.saved')}>
      <ul className={css.list}>
        {saved.map(each => {
          const on = same(each.filter, props.filter)
          return (
            <li key={each.id}>
              <div className={css.row}>
                <button
                  type="button"
                  className={css.name}
                  aria-pressed={on}
                  onClick={() => props.onChoose(each)}
                >
                  <span className={css.words}>
                    {each.name}
                    <From saved={each} />
                  </span>
                  {on && <IconCheck size={20} stroke={1.8} aria-hidden />}
                </button>
                {each.mine && (
                  <Tap
                    label={t('filter.more', { name: each.name })}
                    pressed={open === each.id}
                    onClick={() => setOpen(open === each.id ? null : each.id)}
                  >
                    <IconDots size={20} stroke={1.8} aria-hidden />
                  </Tap>
                )}
              </div>
              {open === each.id && (
                <EditSaved
                  saved={each}
                  onRemove={() => {
                    setOpen(null)
                    remove.mutate(each)
                  }}
                  onDone={() => setOpen(null)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

const From = ({ saved }: { saved: SavedFilter }) => {
  const { t } = useTranslation()
  const words = [
    !saved.mine && t('filter.by', { name: saved.owner.firstName }),
    saved.mine && saved.sharedWithStoreId && t('filter.sharedHere'),
  ].filter(Boolean)
  return words.length > 0 && <small className={css.from}>{words.join(' · ')}</small>
}

/** Takes a filter away at once, and says how to have it back. */
const useRemove = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const refresh = () => void queryClient.invalidateQueries({ queryKey: orpc.filters.key() })
  return useMutation({
    mutationFn: ({ id }: SavedFilter) => api.filters.remove({ filterId: id }),
    onError: error => notifications.show({ message: say(error) }),
    onSuccess: (_answer, saved) => {
      refresh()
      const { id, name, filter, sort, sharedWithStoreId } = saved
      const again = () =>
        api.filters
          .save({ filterId: id, name, filter, sort, sharedWithStoreId })
          .then(refresh, error => void notifications.show({ message: say(error) }))
      notifications.show({
        id,
        message: (
          <NoticeLine
            id={id}
            words={t('filter.removed', { name })}
            act={t('filter.undo')}
            onAct={() => void again()}
          />
        ),
      })
    },
  })
}
