import { ConsentState } from '@rapport/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldReply } from './fold.ts'
import { nextConsent, type Reading, type ReplySettings, readReply } from './reply.ts'
import { builtInWords, wordLists } from './words/built-in.ts'

const anyReply: ReplySettings = { optInBy: 'any_reply', optOutScope: 'store' }
const keywords: ReplySettings = { optInBy: 'keywords', optOutScope: 'store' }
const read = (kind: Reading['kind']): Reading => ({ kind, word: kind === 'talk' ? null : kind })

const optedIn = { after: 'opted_in', cause: 'keyword', confirm: 'opted_in', scope: 'store', declined: false }
const optedOut = {
  after: 'opted_out',
  cause: 'keyword',
  confirm: 'opted_out',
  scope: 'store',
  declined: false,
}
const everywhere = { ...optedOut, scope: 'business' }
const same = (after: ConsentState) => ({ after, cause: null, confirm: null, scope: 'store', declined: false })
const helped = (after: ConsentState) => ({ ...same(after), confirm: 'help' })
const began = { ...same('opted_in'), cause: 'customer_initiated' }
const replied = { ...same('opted_in'), cause: 'reply' }
const declined = { ...optedOut, declined: true }

type Row = [ConsentState, Reading['kind'], object, object?]
const table: Row[] = [
  ['none', 'stop', optedOut],
  ['none', 'stop_all', everywhere],
  ['none', 'start', optedIn],
  ['none', 'yes', began],
  ['none', 'no', began],
  ['none', 'help', helped('none')],
  ['none', 'talk', began],
  ['requested', 'stop', optedOut],
  ['requested', 'stop_all', everywhere],
  ['requested', 'start', optedIn],
  ['requested', 'yes', optedIn],
  ['requested', 'no', declined],
  ['requested', 'help', helped('requested')],
  ['requested', 'talk', replied, same('requested')],
  ['opted_in', 'stop', optedOut],
  ['opted_in', 'stop_all', everywhere],
  ['opted_in', 'start', same('opted_in')],
  ['opted_in', 'yes', same('opted_in')],
  ['opted_in', 'no', same('opted_in')],
  ['opted_in', 'help', helped('opted_in')],
  ['opted_in', 'talk', same('opted_in')],
  ['opted_out', 'stop', same('opted_out')],
  ['opted_out', 'stop_all', { ...same('opted_out'), scope: 'business' }],
  ['opted_out', 'start', optedIn],
  ['opted_out', 'yes', optedIn],
  ['opted_out', 'no', same('opted_out')],
  ['opted_out', 'help', same('opted_out')],
  ['opted_out', 'talk', same('opted_out')],
]

describe('CON-4 CON-5: what a message does to consent', () => {
  test.each(table)('CON-4: %s, then %s', (state, kind, expected, withKeywords = expected) => {
    expect(nextConsent(state, read(kind), anyReply)).toEqual(expected)
    expect(nextConsent(state, read(kind), keywords)).toEqual(withKeywords)
  })

  test('CON-4: the table names every state with every reading', () => {
    expect(new Set(table.map(([state, kind]) => `${state} ${kind}`)).size).toBe(4 * 7)
  })

  test('CON-5: the business may widen every opt-out to all its stores', () => {
    for (const state of ConsentState.options) {
      expect(nextConsent(state, read('stop'), { ...anyReply, optOutScope: 'business' }).scope).toBe(
        'business',
      )
    }
    expect(nextConsent('requested', read('no'), { ...anyReply, optOutScope: 'business' }).scope).toBe(
      'business',
    )
  })

  test('CON-8: free text that may mean stop never opts in', () => {
    for (const state of ConsentState.options)
      expect(nextConsent(state, read('talk'), { ...anyReply, stopSuspected: true })).toEqual(same(state))
  })

  test('CON-4: YES counts only as the whole message', () => {
    const lists = wordLists(['en'])
    expect(readReply(' Yes! ', lists)).toEqual({ kind: 'yes', word: 'yes' })
    expect(readReply('Yes, at five', lists)).toEqual({ kind: 'talk', word: null })
    expect(readReply('stop by at five?', lists)).toEqual({ kind: 'talk', word: null })
    expect(readReply('no thanks :)', lists)).toEqual({ kind: 'no', word: 'no thanks' })
    expect(readReply('', lists)).toEqual({ kind: 'talk', word: null })
  })
})

const states = fc.constantFrom(...ConsentState.options)
const settings: fc.Arbitrary<ReplySettings> = fc.record({
  optInBy: fc.constantFrom('any_reply' as const, 'keywords' as const),
  optOutScope: fc.constantFrom('store' as const, 'business' as const),
  stopSuspected: fc.boolean(),
})
test('CON-4: after an opt-out YES comes back, but a courteous local yes does not', () => {
  const settings = { optInBy: 'any_reply', optOutScope: 'store' } as const
  expect(nextConsent('opted_out', { kind: 'yes', word: 'yes' }, settings).after).toBe('opted_in')
  for (const word of ['ja', 'oui', 'はい']) {
    expect(nextConsent('opted_out', { kind: 'yes', word }, settings)).toMatchObject({
      after: 'opted_out',
      cause: null,
    })
    expect(nextConsent('requested', { kind: 'yes', word }, settings).after).toBe('opted_in')
  }
})

const kinds = fc.constantFrom<Reading['kind']>('stop', 'stop_all', 'start', 'yes', 'no', 'help', 'talk')

describe('CON-5: whatever is said in whatever state', () => {
  test('CON-5: a word that stops, said in any way, stops from any state', () => {
    const lists = wordLists(['en', 'de'])
    const stops = builtInWords.filter(word => word.kind === 'stop' || word.kind === 'stop_all')
    fc.assert(
      fc.property(states, fc.constantFrom(...stops), settings, fc.boolean(), (state, word, how, lower) => {
        const said = ` “${lower ? word.phrase.toLowerCase() : word.phrase}”!! 🙏`
        const reading = readReply(said, lists)
        expect(reading).toEqual({ kind: word.kind, word: foldReply(word.phrase) })
        expect(nextConsent(state, reading, how).after).toBe('opted_out')
      }),
    )
  })

  test('CON-7: only START and YES lead out of an opt-out', () => {
    fc.assert(
      fc.property(kinds, settings, (kind, how) => {
        const left = nextConsent('opted_out', read(kind), how).after !== 'opted_out'
        expect(left).toBe(kind === 'start' || kind === 'yes')
      }),
    )
  })

  test('CON-6: a change is confirmed at most once, and saying it again never is', () => {
    fc.assert(
      fc.property(states, kinds, settings, (state, kind, how) => {
        const first = nextConsent(state, read(kind), how)
        expect(first.cause === null).toBe(first.after === state)
        if (first.confirm === 'opted_out' || first.confirm === 'opted_in') {
          expect(first.after).toBe(first.confirm)
          expect(nextConsent(first.after, read(kind), how).confirm).toBeNull()
        }
      }),
    )
  })

  test('CON-4: plain talk opts nobody in who was asked for a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const reading = readReply(text, wordLists([]))
        fc.pre(reading.kind === 'talk')
        expect(nextConsent('requested', reading, keywords)).toEqual(same('requested'))
      }),
    )
  })
})
