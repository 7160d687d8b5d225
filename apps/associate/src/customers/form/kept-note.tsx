import { Button } from '@mantine/core'
import { Note } from '@rapport/ui'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './kept-note.module.css'

/** What was typed earlier is here again; or one starts over. */
export const KeptNote = (props: { words: string; onDiscard: () => void }) => {
  const { t } = useTranslation()
  return (
    <Note tone="accent" role="status" icon={<IconPencil size={20} stroke={1.7} aria-hidden />}>
      <span className={css.line}>
        {props.words}
        <Button variant="subtle" onClick={props.onDiscard}>
          {t('kept.discard')}
        </Button>
      </span>
    </Note>
  )
}
