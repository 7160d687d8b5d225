import type { Note } from '@rapport/contract'
import { Avatar, TimeInWords } from '@rapport/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NoteWords } from '../customer/notes/note-words.tsx'
import css from './mentions.module.css'

type Row = { note: Note; customer: { id: string; name: string; initials: string; hue: number } }

/** A note that names me: who wrote it, about whom, and what. */
export const MentionRow = ({ row, fresh }: { row: Row; fresh: boolean }) => {
  const { t } = useTranslation()
  const { note, customer } = row
  return (
    <Link
      to="/customers/$customerId/notes"
      params={{ customerId: customer.id }}
      className={css.row}
      data-fresh={fresh || undefined}
    >
      <Avatar initials={customer.initials} hue={customer.hue} />
      <span className={css.body}>
        <span className={css.head}>
          <b className="d16" dir="auto">
            {customer.name}
          </b>
          {fresh && <span className={css.fresh}>{t('mentions.new')}</span>}
        </span>
        <span className="soft">
          {note.author?.firstName ?? t('notes.imported')}
          {' · '}
          <TimeInWords at={note.createdAt} />
        </span>
        <NoteWords note={note} />
      </span>
    </Link>
  )
}
