import { Button } from '@mantine/core'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { AskBeforeLeaving } from './ask-before-leaving.tsx'
import form from './form.module.css'
import { DetailHead } from './page.tsx'
import { SureButton } from './sure-button.tsx'

/** One entry of a list, to be changed, saved or removed beside it; it is not left with anything unsaved by mistake. */
export const EntryForm = (props: {
  title: string
  back: LinkProps
  /** What was refused; words where the screen knows better than the code. */
  trouble: unknown
  /** Something was changed that is no field, as a part that was added. */
  changed?: boolean
  /** There is something that can be saved. */
  ready?: boolean
  saving: boolean
  saveLabel: string
  onSave: () => void
  remove?: { label: string; removing: boolean; onRemove: () => void } | false | undefined
  children: ReactNode
}) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { trouble, remove, saving } = props
  const refused = trouble !== null && trouble !== undefined
  const [typed, forget, onInput] = useTyped(saving, refused)
  const removing = remove ? remove.removing : false
  return (
    <form
      className={form.form}
      noValidate
      onInput={onInput}
      onSubmit={event => {
        event.preventDefault()
        props.onSave()
      }}
    >
      <DetailHead title={props.title} back={props.back} />
      {props.children}
      {refused && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {typeof trouble === 'string' ? trouble : say(trouble)}
        </Note>
      )}
      <div className={form.acts}>
        <Button type="submit" loading={saving} disabled={props.ready === false}>
          {props.saveLabel}
        </Button>
        {remove && (
          <SureButton
            label={remove.label}
            sureLabel={t('form.removeSure')}
            loading={removing}
            onSure={() => {
              forget()
              remove.onRemove()
            }}
          />
        )}
      </div>
      <AskBeforeLeaving held={(typed || props.changed === true) && !saving && !removing} />
    </form>
  )
}

/** Whether anything was typed since it was last saved. */
function useTyped(saving: boolean, refused: boolean) {
  const [typed, setTyped] = useState(false)
  const wasSaving = useRef(false)
  useEffect(() => {
    if (wasSaving.current && !saving && !refused) setTyped(false)
    wasSaving.current = saving
  }, [saving, refused])
  return [typed, () => setTyped(false), () => setTyped(true)] as const
}
