import { expect, test } from 'vitest'
import { stateFromSeed } from './seed.ts'
import { State } from './state.ts'
import { priya, store } from './test-stand.ts'

test('forgets the oldest messages and keeps the rest findable', () => {
  const state = new State(20)
  const messages = Array.from({ length: 30 }, (_, index) => ({
    direction: 'outbound-api' as const,
    body: `message ${index}`,
    at: new Date(index * 1000).toISOString(),
  }))
  const { sent } = state
  state.restore(stateFromSeed({ threads: [{ person: priya, number: store, messages }] }))
  expect(state.log.length).toBeLessThanOrEqual(21)
  expect(state.log.at(-1)?.body).toBe('message 29')
  expect(state.thread(priya, store)).toHaveLength(state.log.length)
  expect(state.bySid.size).toBe(state.log.length)
  expect(sent).toHaveLength(state.log.length)
})
