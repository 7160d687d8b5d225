import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import css from './saved-filters.module.css'

/** What has been done, and the way back. */
export const Undo = (props: { words: string; onUndo: () => void }) => {
  const { t } = useTranslation()
  return (
    <span className={css.undo}>
      {props.words}
      <Button variant="subtle" onClick={props.onUndo}>
        {t('filter.undo')}
      </Button>
    </span>
  )
}
