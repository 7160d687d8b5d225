import type { Customer } from '@rapport/contract'
import { type RefObject, useEffect, useRef } from 'react'

/**
 * Saves what is typed into an open part: the customer as they are then, `nothing` where nothing is typed, `stay` where it
 * cannot be saved; the part says why.
 */
export type SaveOpen = () => Promise<Customer | 'nothing' | 'stay'>
export type OpenContacts = RefObject<Set<SaveOpen>>

/** Tells the form of a part that saves by itself: Save means everything that one sees typed, this too. */
export const useOpenContact = (open: OpenContacts, save: SaveOpen): void => {
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    const parts = open.current
    const part: SaveOpen = () => latest.current()
    parts.add(part)
    return () => void parts.delete(part)
  }, [open])
}

/** Saves each part that stands open, one after the other; `stay` when one of them cannot be. */
export const saveOpenContacts = async (open: OpenContacts): Promise<Customer | 'nothing' | 'stay'> => {
  let outcome: Customer | 'nothing' = 'nothing'
  for (const save of [...open.current]) {
    const one = await save()
    if (one === 'stay') return 'stay'
    if (one !== 'nothing') outcome = one
  }
  return outcome
}
