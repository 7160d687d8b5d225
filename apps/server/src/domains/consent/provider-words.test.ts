import { describe, expect, test } from 'vitest'
import { providerAnswers } from './provider-words.ts'
import { nextConsent, readReply } from './reply.ts'
import { wordLists } from './words/built-in.ts'

describe('CON-6: what the provider answers by itself', () => {
  test.each(['STOP', ' stopall\n', 'Unsubscribe', 'CANCEL', 'End', 'quit', 'Revoke', 'OPTOUT'])(
    'CON-6: %j as stop',
    body => {
      expect(providerAnswers(body)).toBe('stop')
      expect(
        nextConsent('opted_in', readReply(body, wordLists([])), {
          optInBy: 'any_reply',
          optOutScope: 'store',
        }).after,
      ).toBe('opted_out')
    },
  )
  test.each(['START', 'yes', 'Unstop'])('CON-6: %j as start', body => {
    expect(providerAnswers(body)).toBe('start')
  })
  test.each(['HELP', 'info '])('CON-6: %j as help', body => {
    expect(providerAnswers(body)).toBe('help')
  })
  test.each([
    'STOP please',
    'STOP!',
    '"STOP"',
    'STOP ALL',
    'OPT OUT',
    'opt-out',
    'REMOVE',
    'ARRET',
    'STOPP',
    '停止',
    '',
    'STOP STOP',
  ])('CON-6: %j is ours to answer', body => {
    expect(providerAnswers(body)).toBeNull()
  })
  test('CON-6: with Advanced Opt-Out the webhook says what was answered', () => {
    expect(providerAnswers('afmelden', 'STOP')).toBe('stop')
    expect(providerAnswers('hallo', 'HELP')).toBe('help')
    expect(providerAnswers('hallo', null)).toBeNull()
    expect(providerAnswers('hallo', '')).toBeNull()
  })
})
