import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hiddenIds, removeSoon, undoMs, undoRemoval } from './removal.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const removal = (perform: () => Promise<unknown>) => ({
  perform: vi.fn(perform),
  onDone: vi.fn(),
  onFailed: vi.fn(),
})

test('CUS-4: what is taken away is out of sight at once, and gone only when the time to think is over', async () => {
  const note = removal(async () => {})
  removeSoon('a', note)
  expect(hiddenIds().has('a')).toBe(true)
  await vi.advanceTimersByTimeAsync(undoMs - 1)
  expect(note.perform).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(note.perform).toHaveBeenCalledOnce()
  expect(note.onDone).toHaveBeenCalledOnce()
  expect(hiddenIds().has('a')).toBe(true)
})

test('CUS-4 CUS-6: who changes their mind finds it where it was, and nothing was asked of the server', async () => {
  const wish = removal(async () => {})
  removeSoon('b', wish)
  undoRemoval('b')
  expect(hiddenIds().has('b')).toBe(false)
  await vi.advanceTimersByTimeAsync(2 * undoMs)
  expect(wish.perform).not.toHaveBeenCalled()
})

test('CUS-4 CUS-6: what could not be removed comes back and says so', async () => {
  const refused = new Error('no')
  const note = removal(() => Promise.reject(refused))
  removeSoon('c', note)
  await vi.advanceTimersByTimeAsync(undoMs)
  expect(hiddenIds().has('c')).toBe(false)
  expect(note.onFailed).toHaveBeenCalledWith(refused)
})
