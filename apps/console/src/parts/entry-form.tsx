import { Button } from '@mantine/core'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useRefusalText } from '../i18n/refusal-text.ts'
import form from './form.module.css'
import { DetailHead } from './page.tsx'

/** One entry of a list, to be changed, saved or removed beside it. */
export const EntryForm = (props: {
  title: string
  back: LinkProps
  /** What was refused; words where the screen knows better than the code. */
  trouble: unknown
  saving: boolean
  saveLabel: string
  onSave: () => void
  remove?: { label: string; removing: boolean; onRemove: () => void } | false | undefined
  children: ReactNode
}) => {
  const say = useRefusalText()
  const { trouble, remove } = props
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        props.onSave()
      }}
    >
      <DetailHead title={props.title} back={props.back} />
      {props.children}
      {trouble !== null && trouble !== undefined && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {typeof trouble === 'string' ? trouble : say(trouble)}
        </Note>
      )}
      <div className={form.acts}>
        <Button type="submit" loading={props.saving}>
          {props.saveLabel}
        </Button>
        {remove && (
          <Button variant="light" color="bad" loading={remove.removing} onClick={remove.onRemove}>
            {remove.label}
          </Button>
        )}
      </div>
    </form>
  )
}
