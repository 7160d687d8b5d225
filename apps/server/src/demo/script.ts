import type { Language } from '@rapport/contract'

/**
 * One line of a demo thread: when (see `momentOf`), whose, what.
 * Whose: `<` the customer · `maya` a member of staff · `maya?` an opt-in request with this introduction ·
 * `maya>theo` an assignment · `stopall` the customer's STOPALL that was written to another store.
 * What follows by itself (consent, confirmations, lapsing) is not written here.
 */
export type Line = readonly [when: string, by: string, text: string, note?: LineNote]

export type LineNote = {
  /** The provider's error code. */
  failed?: string
  /** Taken by the provider, not yet on the phone. */
  onItsWay?: true
  /** Written outside the customer's hours: waits for the morning, or has waited. */
  held?: true
}

export type Thread = {
  store: string
  lines: readonly Line[]
  /** Who of the store has already read what waits for an answer. */
  readBy?: readonly string[]
  /** The last message needs no answer. */
  settled?: true
}

export type Person = {
  first: string
  last: string
  pronoun: 'she' | 'he' | 'they' | null
  language: Language
  country: string
  city: string | null
  region?: string
  zone?: string
  /** `1988-04-02`, or `fri 1988` for the coming Friday. */
  birthday?: string
  /** The first is where messages go. */
  phones: readonly string[]
  email?: string
  stores: readonly string[]
  since: Date | string
  /** The member of staff who looks after them. */
  with?: string
  starredBy?: readonly string[]
  threads: readonly Thread[]
  /** Beside the threads written out, one that is dealt from the exchanges of their language. */
  chats?: Chats
}

export type Chats = {
  store: string
  with: readonly string[]
  exchanges: number
  lastDaysAgo: number
  /** The last question still waits, since so many minutes. */
  openMinutes?: number
}

/** Exchanges of one language, each told more than once with other goods, days and names: `{this|or this|or that}`. */
export type Pool = {
  introductions: readonly string[]
  yes: readonly string[]
  welcome: readonly string[]
  /** `>` a member of staff, `<` the customer. */
  exchanges: readonly (readonly string[])[]
}
