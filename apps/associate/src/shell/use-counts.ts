import { orpc } from '@rapport/client'
import { useQuery } from '@tanstack/react-query'
import { useMay } from './session.ts'
import { useStore } from './store-choice.ts'

const none = { unread: 0, awaiting: 0 }

/** How many conversations are unread and await a reply, mine and the store's. */
export const useCounts = () => {
  const storeId = useStore().id
  const seesStore = useMay('inbox.store')
  const { data } = useQuery(orpc.conversations.counts.queryOptions({ input: { storeId } }))
  return { mine: data?.mine ?? none, store: seesStore && data ? data.store : none, known: data !== undefined }
}

/** How many notes name me that I have not seen. */
export const useNewMentions = (): number => {
  const reads = useMay('customer.read')
  const { data } = useQuery({ ...orpc.notes.mentionCount.queryOptions(), enabled: reads })
  return data?.unseen ?? 0
}

/** The bubble on Chat: mine; if there is none of mine, the store's in a quiet style. */
export const useBubble = () => {
  const { mine, store } = useCounts()
  return mine.unread > 0 || store.unread === 0
    ? ({ count: mine.unread, whose: 'mine' } as const)
    : ({ count: store.unread, whose: 'store' } as const)
}
