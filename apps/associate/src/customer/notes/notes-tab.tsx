import type { NoteLabel } from '@rapport/contract'
import { Chip, Chips, EmptyState, SkeletonRows } from '@rapport/ui'
import { IconNotes } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { useMay } from '../../shell/session.ts'
import { MoreBelow } from '../more-below.tsx'
import { useCustomer } from '../use-customer.ts'
import { useHidden } from '../use-removal.tsx'
import { NoteCard } from './note-card.tsx'
import { NoteForm } from './note-form.tsx'
import css from './notes.module.css'
import { useReadMentions } from './see-mentions.ts'
import { noteLabels, useNotes } from './use-notes.ts'

/** So few notes are read faster than filtered. */
const worthFiltering = 4

/** What colleagues should know of a customer, the pinned things first. */
export const NotesTab = () => {
  const { t } = useTranslation()
  const customer = useCustomer()
  const writes = useMay('customer.edit')
  const [label, setLabel] = useState<NoteLabel | null>(null)
  const { pages, notes } = useNotes(customer.id, label)
  useReadMentions(customer.id, notes)
  const hidden = useHidden()
  const name = customer.firstName || customer.name
  const shown = notes?.filter(note => !hidden.has(note.id))
  return (
    <div className={css.tab}>
      {writes && <NoteForm customerId={customer.id} name={name} onDone={() => setLabel(null)} />}
      {(label !== null || (shown && shown.length >= worthFiltering)) && (
        <div className={css.filters}>
          <Chips label={t('notes.filter')}>
            {noteLabels.map(each => (
              <Chip key={each} on={label === each} onToggle={() => setLabel(label === each ? null : each)}>
                {t(`notes.label.${each}`)}
              </Chip>
            ))}
          </Chips>
        </div>
      )}
      {shown === undefined ? (
        pages.error ? (
          <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <SkeletonRows label={t('app.loading')} rows={3} />
        )
      ) : shown.length === 0 ? (
        <EmptyState
          icon={<IconNotes aria-hidden />}
          text={label ? t('notes.noneOfLabel') : t('notes.none', { name })}
        />
      ) : (
        <>
          <ul aria-label={t('profile.tab.notes')}>
            {shown.map(note => (
              <li key={note.id} className={css.item}>
                <NoteCard note={note} customerId={customer.id} name={name} />
              </li>
            ))}
          </ul>
          <MoreBelow pages={pages} />
        </>
      )}
    </div>
  )
}
