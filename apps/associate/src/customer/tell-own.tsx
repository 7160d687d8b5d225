import { notifications } from '@mantine/notifications'
import { api } from '@rapport/client'
import type { LiveSignal } from '@rapport/contract'
import { NoticeLine } from '@rapport/ui'
import { IconAt, IconUserHeart } from '@tabler/icons-react'
import i18next from 'i18next'
import { undoMs } from './removal.ts'

type Own = Extract<LiveSignal, { type: 'mention' | 'assigned' }>

/** Tells of a note that names me, or of a customer who is mine now, and leads there (CUS-4, CUS-5). */
export const tellOwn = async (signal: Own, go: (customerId: string) => void): Promise<void> => {
  const message = await wordsOf(signal)
  const { customerId } = signal
  const Icon = signal.type === 'mention' ? IconAt : IconUserHeart
  if (!message) return
  const id = `${signal.type} ${customerId}`
  notifications.show({
    id,
    autoClose: undoMs * 2,
    color: 'accent',
    icon: <Icon size={20} stroke={1.8} aria-hidden />,
    closeButtonProps: { 'aria-label': i18next.t('app.close') },
    message: (
      <NoticeLine
        id={id}
        words={message}
        act={i18next.t(signal.type === 'mention' ? 'mentions.show' : 'mentions.open')}
        onAct={() => go(customerId)}
      />
    ),
  })
}

/** Nothing when it is not so any more. */
async function wordsOf(signal: Own): Promise<string | null> {
  const { storeId, customerId } = signal
  if (signal.type === 'assigned') {
    const { name } = await api.customers.get({ storeId, customerId })
    return i18next.t('mentions.yours', { name })
  }
  const { items } = await api.notes.mentions({ limit: 10 })
  const found = items.find(one => one.note.id === signal.noteId)
  if (!found || found.seen) return null
  const by = found.note.author?.firstName ?? i18next.t('notes.imported')
  return i18next.t('mentions.notice', { by, name: found.customer.name })
}
