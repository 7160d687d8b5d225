import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './wizard.module.css'

/** A place to drop a file, or to choose one. */
export const DropFile = (props: { hint: string; busy: boolean; onFile: (file: File) => void }) => {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file && !props.busy) props.onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
    <div
      className={css.drop}
      data-over={over || undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={32} stroke={1.4} aria-hidden />
      <b>{t('imports.drop')}</b>
      <span>{props.hint}</span>
      <Button variant="default" loading={props.busy} onClick={() => input.current?.click()}>
        {t('imports.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        className="hidden-visually"
        tabIndex={-1}
        aria-label={t('imports.choose')}
        accept=".csv,.txt,.tsv,.json,.ndjson,.jsonl,text/csv,application/json"
        onChange={event => {
          const file = event.currentTarget.files?.[0]
          if (file) props.onFile(file)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
