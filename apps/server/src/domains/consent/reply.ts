import type { ConsentCause, ConsentState, WordKind } from '@rapport/contract'
import { foldReply } from './fold.ts'
import type { WordLists } from './words/built-in.ts'

/** What a whole message says. `word` is the folded phrase that matched, null for plain talk. */
export interface Reading {
  kind: WordKind | 'talk'
  word: string | null
}

/** Reads a message against the lists: only a message that is nothing but the phrase counts (CON-4, CON-5). */
export function readReply(body: string, lists: WordLists): Reading {
  const folded = foldReply(body)
  const kind = lists.get(folded)
  return kind === undefined ? { kind: 'talk', word: null } : { kind, word: folded }
}

export interface ReplySettings {
  /** What opts in after a request: any answer that is no opt-out, or a word of the lists alone. */
  optInBy: 'any_reply' | 'keywords'
  /** `business` widens every opt-out to all stores; STOPALL reaches them anyway. */
  optOutScope: 'store' | 'business'
  /** Free text may mean stop (CON-8): such a message is never taken as an opt-in. */
  stopSuspected?: boolean
}

export interface ConsentStep {
  after: ConsentState
  /** Null when nothing changes, so nothing is written to the ledger. */
  cause: ConsentCause | null
  /** The one automatic message to answer with (CON-6). */
  confirm: 'opted_out' | 'opted_in' | 'help' | null
  scope: 'store' | 'business'
  /** The customer said no to a pending request. */
  declined: boolean
}

/** What a customer's message does to the consent of the store it was written to (CON-4, CON-5, CON-6). */
export function nextConsent(state: ConsentState, reading: Reading, settings: ReplySettings): ConsentStep {
  const unchanged: ConsentStep = { after: state, cause: null, confirm: null, scope: 'store', declined: false }
  switch (reading.kind) {
    case 'stop':
    case 'stop_all':
      return optOut(state, reading.kind === 'stop_all' ? 'business' : settings.optOutScope)
    case 'start':
      return state === 'opted_in' ? unchanged : optedInByWord
    case 'yes':
      if (state === 'requested') return optedInByWord
      // A local yes (ja, oui, はい) also means "all right": said after an opt-out it is courtesy, not consent.
      return state === 'opted_out' && reading.word === 'yes' ? optedInByWord : talk(state, settings)
    case 'no':
      if (state === 'requested') return { ...optOut(state, settings.optOutScope), declined: true }
      return talk(state, settings)
    case 'help':
      // After an opt-out only the one confirmation may follow (47 CFR 64.1200(a)(12)), a provider that blocks
      // refuses it (Twilio 21610) and toll-free networks do not answer HELP either.
      return state === 'opted_out' ? unchanged : { ...unchanged, confirm: 'help' }
    case 'talk':
      return talk(state, settings)
  }
}

const optedInByWord: ConsentStep = {
  after: 'opted_in',
  cause: 'keyword',
  confirm: 'opted_in',
  scope: 'store',
  declined: false,
}

/** Said again, it is not confirmed again, but its scope still counts: STOPALL may follow STOP. */
function optOut(state: ConsentState, scope: 'store' | 'business'): ConsentStep {
  const again = state === 'opted_out'
  return {
    after: 'opted_out',
    cause: again ? null : 'keyword',
    confirm: again ? null : 'opted_out',
    scope,
    declined: false,
  }
}

function talk(state: ConsentState, { optInBy, stopSuspected = false }: ReplySettings): ConsentStep {
  const step = { confirm: null, scope: 'store', declined: false } as const
  if (!stopSuspected && state === 'none') return { ...step, after: 'opted_in', cause: 'customer_initiated' }
  if (!stopSuspected && state === 'requested' && optInBy === 'any_reply')
    return { ...step, after: 'opted_in', cause: 'reply' }
  return { ...step, after: state, cause: null }
}
