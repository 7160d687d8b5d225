import type { State } from './state.ts'

// Twilio's default words on long codes. Only a message that is the word alone counts: «STOP please» does not.
const stopWords = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])
const startWords = new Set(['START', 'YES', 'UNSTOP'])
const helpWords = new Set(['HELP', 'INFO'])

export type Keyword = 'STOP' | 'START' | 'HELP'

/** Which keyword the whole message is, if it is one. */
export function keywordIn(body: string): Keyword | undefined {
  const word = body.trim().toUpperCase()
  if (stopWords.has(word)) return 'STOP'
  if (startWords.has(word)) return 'START'
  if (helpWords.has(word)) return 'HELP'
  return undefined
}

/** Blocks or lifts the pair as Twilio does by itself, and gives the reply Twilio would write, if any. */
export function handleKeyword(
  state: State,
  person: string,
  number: string,
  body: string,
): string | undefined {
  const pair = `${person}|${number}`
  const keyword = keywordIn(body)
  if (keyword === 'STOP') {
    state.blocked.add(pair)
    return 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.'
  }
  // A YES from somebody who is not blocked is an ordinary answer: nothing is lifted, nothing confirmed.
  if (keyword === 'START' && state.blocked.delete(pair)) {
    return 'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.'
  }
  if (keyword === 'HELP') return 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.'
  return undefined
}
