import { useLive } from '@rapport/client'
import { Note } from '@rapport/ui'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './strips.module.css'

/** Says so when what is on the screen may not be what is true. */
export const LiveStrip = () => {
  const { t } = useTranslation()
  const live = useLive()
  return (
    <div role="status" className={live === 'offline' ? css.strip : undefined}>
      {live === 'offline' && (
        <Note tone="warn" icon={<IconCloudOff size={20} stroke={1.7} aria-hidden />}>
          {t('live.offline')}
        </Note>
      )}
    </div>
  )
}
