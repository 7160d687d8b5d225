import { Note, Tap } from '@rapport/ui'
import { IconMessageCircle, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { justSignedIn } from './just-signed-in.ts'
import css from './strips.module.css'
import { useCounts } from './use-counts.ts'

/** After sign-in: how many conversations wait (INB-2). Gone when closed. */
export const WaitingBanner = () => {
  const { t } = useTranslation()
  const { mine, store, known } = useCounts()
  const [open, setOpen] = useState(justSignedIn.take)
  const count = mine.unread || store.unread
  if (!open || !known || count === 0) return null
  return (
    <div className={css.strip} role="status">
      <Note tone="accent" icon={<IconMessageCircle size={20} stroke={1.7} aria-hidden />}>
        <div className={css.line}>
          <Link
            to="/chat"
            search={mine.unread > 0 ? {} : { inbox: 'store' }}
            className={css.go}
            onClick={() => setOpen(false)}
          >
            {t(mine.unread > 0 ? 'chat.welcomeBack' : 'chat.welcomeBackStore', { count })}
          </Link>
          <Tap label={t('app.close')} onClick={() => setOpen(false)}>
            <IconX size={18} stroke={1.8} aria-hidden />
          </Tap>
        </div>
      </Note>
    </div>
  )
}
