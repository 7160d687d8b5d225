import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Note, NoteLabel } from '@rapport/contract'
import { Chip, Chips, NoticeLine, Tap } from '@rapport/ui'
import { IconPin, IconPinFilled } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MineOrTheirs } from '../../customers/form/mine-or-theirs.tsx'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { aboutCustomer, newNoteOn } from '../../shell/kept.ts'
import { useKeptForm } from '../../shell/kept-form.ts'
import { useStore } from '../../shell/store-choice.ts'
import { undoMs } from '../removal.ts'
import { MentionList } from './mention-list.tsx'
import { draftOf, isDraftOf, isTyped, type NoteDraft } from './note-edit.ts'
import css from './notes.module.css'
import { useMentionPicker } from './use-mention-picker.ts'
import { useNoteClash } from './use-note-clash.ts'
import { noteLabels, useSaveNote } from './use-notes.ts'

const longest = 4000

/** Where a note is written, or one's own is written anew. What is typed stays until it is saved. */
export const NoteForm = (props: {
  customerId: string
  name: string
  note?: Note
  onDone: () => void
  onCancel?: () => void
  /** Words that were given up are wanted again. */
  onReopen?: () => void
}) => {
  const { customerId, note, name } = props
  const { t } = useTranslation()
  const say = useRefusalText()
  const of = aboutCustomer(useStore().id, customerId)
  const form = useKeptForm<NoteDraft>(
    note ? `note ${of} ${note.id}` : newNoteOn(of),
    () => draftOf(note),
    isDraftOf(note),
    isTyped,
  )
  const { body, labels, pinned } = form.value
  const [open, setOpen] = useState(note !== undefined || body !== '')
  const change = (words: Partial<NoteDraft>) =>
    form.set(now => ({ ...now, ...words, wordsId: crypto.randomUUID() }))
  const field = useRef<HTMLTextAreaElement>(null)
  const box = useRef<HTMLFormElement>(null)
  const { save, colleagues } = useSaveNote(customerId, note?.id ?? null, sent =>
    form.settle(now => now.wordsId === sent.wordsId),
  )
  const picker = useMentionPicker(field, body, colleagues, text => change({ body: text }))
  const clash = useNoteClash(form.value, change)
  const label = useId()
  const rewrites = note !== undefined
  useEffect(() => {
    if (!rewrites) return
    field.current?.focus()
    field.current?.setSelectionRange(longest, longest)
  }, [rewrites])
  const cancel = () => {
    if (isTyped(form.value)) tellGivenUp()
    form.restart(draftOf(note))
    setOpen(note !== undefined)
    props.onCancel?.()
  }
  const tellGivenUp = () => {
    const id = `given up ${customerId}`
    const takeBack = () => {
      form.bringBack(form.value)
      setOpen(true)
      props.onReopen?.()
    }
    notifications.show({
      id,
      autoClose: undoMs,
      withCloseButton: false,
      message: <NoticeLine id={id} words={t('notes.givenUp')} act={t('profile.undo')} onAct={takeBack} />,
    })
  }
  const done = () => {
    setOpen(note !== undefined)
    props.onDone()
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (body.trim() === '' || save.isPending) return
    if (clash.open) return box.current?.querySelector<HTMLElement>('[data-choose] button')?.focus()
    if (note && !isTyped(form.value)) return done()
    save.mutate(form.value, {
      onSuccess: done,
      onError: error => {
        if (!clash.met(error)) notifications.show({ message: say(error) })
      },
    })
  }
  const press = (event: KeyboardEvent) => {
    if (picker.press(event) || event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const toggle = (each: NoteLabel) =>
    change({ labels: labels.includes(each) ? labels.filter(one => one !== each) : [...labels, each] })
  return (
    <form
      ref={box}
      className={css.form}
      data-open={open || undefined}
      onSubmit={submit}
      onKeyDown={event => {
        if (event.key === 'Escape' && open && (note || body === '')) cancel()
      }}
    >
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
      <div role="status">
        {clash.theirs !== null && (
          <div className={css.clash}>
            <MineOrTheirs
              legend={t('notes.meanwhile')}
              mine={clash.mine}
              theirs={clash.theirs}
              chosen={clash.chosen}
              onChoose={clash.choose}
            />
          </div>
        )}
      </div>
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
