import { Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api } from '@rapport/client'
import type { Note } from '@rapport/contract'
import { StaffDisc, Tag, Tap, TimeInWords } from '@rapport/ui'
import { IconDots, IconPencil, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useStore } from '../../shell/store-choice.ts'
import { useRemoval } from '../use-removal.tsx'
import { NoteForm } from './note-form.tsx'
import { NoteWords } from './note-words.tsx'
import css from './notes.module.css'
import { notesKey, usePin } from './use-notes.ts'

const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const

/** One note: who, when, what; pinned or not; changed and taken away by who wrote it. */
export const NoteCard = (props: { note: Note; customerId: string; name: string }) => {
  const { note, customerId, name } = props
  const { t } = useTranslation()
  const say = useRefusalText()
  const store = useStore()
  const [editing, setEditing] = useState(false)
  const remove = useRemoval()
  const dots = useRef<HTMLButtonElement>(null)
  const was = useRef(editing)
  // Whoever has done with the form is where they opened it.
  useEffect(() => {
    if (was.current && !editing) dots.current?.focus()
    was.current = editing
  }, [editing])
  const { pin, mayPin } = usePin(customerId, error => notifications.show({ message: say(error) }))
  if (editing)
    return (
      <NoteForm
        customerId={customerId}
        name={name}
        note={note}
        onDone={() => setEditing(false)}
        onCancel={() => setEditing(false)}
        onReopen={() => setEditing(true)}
      />
    )
  const { author, pinned } = note
  const takeAway = () =>
    remove({
      id: note.id,
      words: t('notes.removed'),
      queryKey: notesKey(customerId),
      perform: () => api.notes.remove({ noteId: note.id }),
    })
  return (
    <article className={css.note} data-pinned={pinned || undefined}>
      <header className={css.by}>
        {author && <StaffDisc firstName={author.firstName} hue={author.hue} size={24} />}
        <span className={css.who}>
          <b>{author ? author.firstName : t('notes.imported')}</b>
          <span className="soft">
            {' · '}
            <TimeInWords at={note.createdAt} />
            {note.store.id !== store.id && ` · ${note.store.name}`}
            {note.editedAt && ` · ${t('notes.edited')}`}
          </span>
        </span>
        {mayPin && (
          <Tap label={t(pinned ? 'notes.unpin' : 'notes.pin')} pressed={pinned} onClick={() => pin(note)}>
            {pinned ? <IconPinFilled size={18} color="var(--accent)" aria-hidden /> : <IconPin {...icon} />}
          </Tap>
        )}
        {(note.mayEdit || note.mayRemove) && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <button
                ref={dots}
                type="button"
                className={css.dots}
                aria-label={t('notes.menu')}
                title={t('notes.menu')}
              >
                <IconDots {...icon} />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {note.mayEdit && (
                <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setEditing(true)}>
                  {t('notes.edit')}
                </Menu.Item>
              )}
              {note.mayRemove && (
                <Menu.Item color="bad" leftSection={<IconTrash {...icon} />} onClick={takeAway}>
                  {t('notes.remove')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      <NoteWords note={note} />
      {note.labels.length > 0 && (
        <ul className={css.tags} aria-label={t('notes.labels')}>
          {note.labels.map(label => (
            <li key={label}>
              <Tag tone="mute">{t(`notes.label.${label}`)}</Tag>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
