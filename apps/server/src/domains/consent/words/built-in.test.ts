import { languages } from '@rapport/contract'
import { describe, expect, test } from 'vitest'
import { foldReply } from '../fold.ts'
import { builtInWords, takenAs, wordLists } from './built-in.ts'

const lists = wordLists([])

describe('CON-5: the built-in words', () => {
  test.each([
    ...[
      'STOP',
      'UNSUBSCRIBE',
      'CANCEL',
      'END',
      'QUIT',
      'OPTOUT',
      'OPT OUT',
      'OPT-OUT',
      'REVOKE',
      'REMOVE',
    ].map(word => [word, 'stop'] as const),
    ...[
      'ARRET',
      'ARRÊT',
      'ARRETE',
      'ARRÊTÉ',
      'ARRETT',
      'STOPP',
      'AFMELDEN',
      '停止',
      '配信停止',
      '수신거부',
    ].map(word => [word, 'stop'] as const),
    ['STOPALL', 'stop_all'] as const,
    ['STOP ALL', 'stop_all'] as const,
    ['START', 'start'] as const,
    ['UNSTOP', 'start'] as const,
    ['YES', 'yes'] as const,
    ['NO', 'no'] as const,
    ['HELP', 'help'] as const,
    ['INFO', 'help'] as const,
  ])('CON-5: %s means %s in a conversation of any language', (word, kind) => {
    expect(lists.get(foldReply(word))).toBe(kind)
  })

  test.each([
    ['de', 'Ja'],
    ['fr', 'OUI'],
    ['es', 'Sí'],
    ['it', 'si'],
    ['ja', 'はい'],
    ['ko', '네'],
    ['zh', '是'],
    ['pl', 'TAK'],
  ] as const)('CON-4: in %s, %s is yes, and elsewhere it is not', (language, word) => {
    expect(wordLists([language]).get(foldReply(word))).toBe('yes')
    expect(wordLists(['en']).get(foldReply(word))).toBeUndefined()
  })

  test('CON-4: every language has a word for yes and one for no', () => {
    for (const language of languages.filter(language => language !== 'en'))
      for (const kind of ['yes', 'no', 'stop', 'start', 'help'] as const)
        expect(
          builtInWords.some(word => word.kind === kind && word.language === language),
          `${language} ${kind}`,
        ).toBe(true)
  })

  test('CON-5: no phrase has two meanings, in any language', () => {
    const meanings = new Map<string, Set<string>>()
    for (const { phrase, kind } of builtInWords) {
      const folded = foldReply(phrase)
      expect(folded, phrase).not.toBe('')
      meanings.set(folded, (meanings.get(folded) ?? new Set()).add(kind))
    }
    expect([...meanings].filter(([, kinds]) => kinds.size > 1)).toEqual([])
  })

  test('CON-5: every word names its source and the date it was read', () => {
    for (const { source, asOf } of builtInWords) {
      expect(source).not.toBe('')
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/)
    }
  })

  test('CON-5: an added word joins the lists and cannot take a built-in one away', () => {
    const added = [
      { kind: 'stop', language: 'es', phrase: 'Baja ya' },
      { kind: 'help', language: 'en', phrase: 'stop' },
    ] as const
    const mine = wordLists(['es'], added)
    expect(mine.get('baja ya')).toBe('stop')
    expect(mine.get('stop')).toBe('stop')
    expect(takenAs('«Stopp!»')).toBe('stop')
    expect(takenAs('baja ya', added)).toBe('stop')
    expect(takenAs('Baja ya')).toBeNull()
  })
})
