import { MessageStatus } from '@rapport/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advances } from './status-rank.ts'

const told = fc.constantFrom<MessageStatus>('sending', 'sent', 'delivered', 'read', 'failed', 'canceled')
const follow = (words: readonly MessageStatus[], from: MessageStatus = 'queued') =>
  words.reduce((status, next) => (advances(status, next) ? next : status), from)

describe('a status', () => {
  test('MSG-1: comes to the same end in whatever order and however often the words of a delivery come', () => {
    const words = fc.shuffledSubarray<MessageStatus>(
      ['sending', 'sent', 'delivered', 'delivered', 'sent', 'read'],
      { minLength: 6 },
    )
    fc.assert(
      fc.property(words, some => {
        expect(follow(some)).toBe('read')
      }),
    )
  })

  test('MSG-1: never goes backwards, and ends stay ends', () => {
    const ways = ['queued', 'sending', 'sent', 'delivered', 'read']
    fc.assert(
      fc.property(fc.array(told), told, (before, next) => {
        const [from, to] = [follow(before), follow([next], follow(before))]
        if (['failed', 'canceled'].includes(from)) expect(to).toBe(from)
        else if (!['failed', 'canceled'].includes(to))
          expect(ways.indexOf(to)).toBeGreaterThanOrEqual(ways.indexOf(from))
        else expect(['queued', 'sending', 'sent']).toContain(from)
      }),
    )
  })

  test('MSG-1: of a message that came in never changes', () => {
    for (const next of MessageStatus.options) expect(advances('received', next)).toBe(false)
  })
})
