import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Note, NoteLabel } from '@rapport/contract'
import { Chip, Chips, Tap } from '@rapport/ui'
import { IconPin, IconPinFilled } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useKeptForm } from '../../shell/kept-form.ts'
import { MentionList } from './mention-list.tsx'
import { mentionedIn } from './mentions.ts'
import css from './notes.module.css'
import { useMentionPicker } from './use-mention-picker.ts'
import { noteLabels, useColleagues, useSaveNote } from './use-notes.ts'

type Form = { body: string; labels: NoteLabel[]; pinned: boolean; wordsId: string }
const isForm = (kept: unknown): kept is Form =>
  typeof kept === 'object' &&
  kept !== null &&
  ['body', 'labels', 'pinned', 'wordsId'].every(field => field in kept)
const longest = 4000

/** Where a note is written, or one's own is written anew. What is typed stays until it is saved. */
export const NoteForm = (props: {
  customerId: string
  name: string
  note?: Note
  onDone: () => void
  onCancel?: () => void
}) => {
  const { customerId, note, name } = props
  const { t } = useTranslation()
  const say = useRefusalText()
  const form = useKeptForm<Form>(
    note ? `note:${note.id}` : `notes:${customerId}`,
    () => ({
      body: note?.body ?? '',
      labels: note?.labels ?? [],
      pinned: note?.pinned ?? false,
      wordsId: crypto.randomUUID(),
    }),
    isForm,
    ({ body }) => body.trim() !== '',
  )
  const { body, labels, pinned, wordsId } = form.value
  const [open, setOpen] = useState(note !== undefined || body !== '')
  const change = (words: Partial<Form>) =>
    form.set(now => ({ ...now, ...words, wordsId: crypto.randomUUID() }))
  const colleagues = useColleagues(customerId, true)
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useMentionPicker(field, body, colleagues, text => change({ body: text }))
  const save = useSaveNote(customerId, note?.id ?? null)
  const label = useId()
  const leave = () => {
    form.restart({ body: '', labels: [], pinned: false, wordsId: crypto.randomUUID() })
    setOpen(note !== undefined)
  }
  const cancel = () => {
    leave()
    props.onCancel?.()
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (body.trim() === '' || save.isPending) return
    const words = { body: body.trim(), labels, pinned, mentions: mentionedIn(body, colleagues) }
    save.mutate(
      { words, wordsId },
      {
        onSuccess: () => {
          leave()
          props.onDone()
        },
        onError: error => void notifications.show({ message: say(error) }),
      },
    )
  }
  const press = (event: KeyboardEvent) => {
    if (picker.press(event) || event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
    if (event.key === 'Escape' && (note || body === '')) cancel()
  }
  const toggle = (each: NoteLabel) =>
    change({ labels: labels.includes(each) ? labels.filter(one => one !== each) : [...labels, each] })
  return (
    <form className={css.form} data-open={open || undefined} onSubmit={submit}>
      <label className="hidden-visually" htmlFor={label}>
        {t('notes.field', { name })}
      </label>
      <textarea
        id={label}
        ref={field}
        className={css.field}
        rows={open ? 2 : 1}
        maxLength={longest}
        value={body}
        placeholder={t('notes.placeholder')}
        aria-autocomplete="list"
        aria-controls={picker.listId}
        aria-activedescendant={picker.activeId}
        onChange={event => {
          change({ body: event.currentTarget.value })
          picker.follow(event.currentTarget)
        }}
        onSelect={event => picker.follow(event.currentTarget)}
        onFocus={() => setOpen(true)}
        onBlur={picker.close}
        onKeyDown={press}
      />
      <MentionList picker={picker} />
      {open && (
        <>
          <div className={css.labels}>
            <Chips label={t('notes.labels')}>
              {noteLabels.map(each => (
                <Chip key={each} on={labels.includes(each)} onToggle={() => toggle(each)}>
                  {t(`notes.label.${each}`)}
                </Chip>
              ))}
            </Chips>
          </div>
          <div className={css.foot}>
            <Tap
              label={t(pinned ? 'notes.unpin' : 'notes.pin')}
              pressed={pinned}
              onClick={() => change({ pinned: !pinned })}
            >
              {pinned ? (
                <IconPinFilled size={20} color="var(--accent)" aria-hidden />
              ) : (
                <IconPin size={20} stroke={1.6} aria-hidden />
              )}
            </Tap>
            <span className={css.hint}>{t('notes.mentionHint')}</span>
            <Button variant="subtle" onClick={cancel}>
              {t('notes.cancel')}
            </Button>
            <Button type="submit" disabled={body.trim() === ''} loading={save.isPending}>
              {t('notes.save')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
