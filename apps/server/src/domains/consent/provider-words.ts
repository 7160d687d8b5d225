/** What the provider has answered, and for `stop` and `start` also done, before we hear of the message. */
export type ProviderAnswer = 'stop' | 'start' | 'help'

const answers: Readonly<Record<ProviderAnswer, readonly string[]>> = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  start: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
}
const byWord = new Map(
  Object.entries(answers).flatMap(([answer, words]) => words.map(word => [word, answer as ProviderAnswer])),
)
const byType: Readonly<Record<string, ProviderAnswer>> = { STOP: 'stop', START: 'start', HELP: 'help' }

/**
 * Whether Twilio answers this message by itself, so that we do not confirm a second time (CON-6).
 * Default handling of long codes: the message is one word, trimmed, in any case; "STOP please" and "STOP!" are
 * not (Twilio, advanced opt-out tutorial; help 223134027; read 2026-11-22). With Advanced Opt-Out the webhook's
 * `OptOutType` says it. Short codes have no default handling: do not ask for them.
 */
export function providerAnswers(body: string, optOutType?: string | null): ProviderAnswer | null {
  const said = optOutType ? byType[optOutType.toUpperCase()] : undefined
  return said ?? byWord.get(body.trim().toUpperCase()) ?? null
}
