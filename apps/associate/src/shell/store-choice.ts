import { storeChoiceKey } from '@rapport/client'
import type { Session, Store } from '@rapport/contract'
import { createContext, useContext, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Remembers on this device where a person works today. */
export const chooseStore = (staffId: string, storeId: string): void => {
  localStorage.setItem(storeChoiceKey(staffId), storeId)
  for (const listener of listeners) listener()
}

/** The store chosen on this device, the only one there is, or null when a choice is due. */
export const useChosenStore = ({ staff, stores }: Session): Store | null => {
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(storeChoiceKey(staff.id)))
  if (stores.length === 1) return stores[0] ?? null
  return stores.find(store => store.id === chosen) ?? null
}

export const StoreContext = createContext<Store | null>(null)

/** The store whose conversations and customers are on the screen. */
export const useStore = (): Store => {
  const store = useContext(StoreContext)
  if (!store) throw new Error('useStore is used where no store has been chosen')
  return store
}
