import type { Gone } from '@rapport/client'

export const keptPrefix = 'rapport:form'

/**
 * Nothing that was typed about a customer who is gone stays on this device, whoever typed it. Where they are somebody
 * else now, the words of a note go along.
 */
export const forgetForms = ({ storeId, customerId, into }: Gone): void => {
  const of = aboutCustomer(storeId, customerId)
  const old = newNoteOn(of)
  for (const key of keys()) {
    if (!key.includes(of)) continue
    const fresh = key.replace(old, newNoteOn(aboutCustomer(storeId, into ?? '')))
    if (into !== null && key.endsWith(`:${old}`) && read(fresh) === null) write(fresh, read(key))
    write(key, undefined)
  }
}

/** Whom a form is about, for its name: as one store knows them. */
export const aboutCustomer = (storeId: string, customerId: string): string => `${storeId} ${customerId}`

/** The name of a new note on them. */
export const newNoteOn = (of: string): string => `notes ${of}`

const keys = (): string[] => {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(keptPrefix))
  } catch {
    return []
  }
}

export const read = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** A browser may forbid storage; what is typed then lives as long as the page. */
export const write = (key: string, value: unknown) => {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Nothing to be done, and nothing is lost yet.
  }
}
