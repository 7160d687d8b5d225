import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backoffMs } from './backoff.ts'
import { connect } from './connection.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Signal = { id: string }
async function* lines(ids: string[], end?: Error): AsyncGenerator<Signal> {
  for (const id of ids) yield { id }
  if (end) throw end
}
const wired = (streams: (() => AsyncIterable<Signal>)[], final?: Error, isOnline = () => true) => {
  const opened: (string | undefined)[] = []
  const heard: string[] = []
  const states: string[] = []
  const connection = connect<Signal>({
    open: async lastEventId => {
      opened.push(lastEventId)
      const next = streams.shift()
      if (!next) return new Promise(() => {})
      return next()
    },
    eventId: signal => signal.id,
    onSignal: (signal, resumed) => heard.push(`${signal.id}${resumed ? '+' : ''}`),
    onState: state => states.push(state),
    isFinal: error => error === final,
    isOnline,
  })
  return { connection, opened, heard, states }
}

test('INB-6 after a drop it resumes behind the last signal it heard', async () => {
  const { opened, heard } = wired([() => lines(['1', '2'], new Error('dropped')), () => lines(['3'])])
  await vi.advanceTimersByTimeAsync(5000)
  expect(opened).toEqual([undefined, '2', '3'])
  expect(heard).toEqual(['1', '2', '3+'])
})

test('it says connecting, live, and offline once tries keep failing', async () => {
  const fails = () => lines([], new Error('refused'))
  const { states } = wired([() => lines(['1']), fails, fails, fails, fails])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(states.slice(0, 3)).toEqual(['connecting', 'live', 'connecting'])
  expect(states.at(-1)).toBe('offline')
})

test('ACC-4 signed out ends it', async () => {
  const signedOut = new Error('sign in')
  const { opened } = wired([() => lines([], signedOut)], signedOut)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(opened).toHaveLength(1)
})

test('waking up tries at once', async () => {
  const { connection, opened } = wired([() => lines([], new Error('gone'))])
  await vi.advanceTimersByTimeAsync(10)
  connection.retryNow()
  await vi.advanceTimersByTimeAsync(1)
  expect(opened).toHaveLength(2)
})

test('MSG-7: what was still on its way when the network went does not say that it is back', async () => {
  let online = true
  let arrive = () => {}
  async function* late(): AsyncGenerator<Signal> {
    yield { id: '1' }
    await new Promise<void>(resolve => {
      arrive = resolve
    })
    yield { id: '2' }
  }
  const again = () => (online ? lines(['2', '3']) : lines([], new Error('refused')))
  const streams = [late, ...Array.from({ length: 20 }, () => again)]
  const { connection, opened, heard, states } = wired(streams, undefined, () => online)
  await vi.advanceTimersByTimeAsync(10)
  expect(states).toEqual(['connecting', 'live'])
  online = false
  connection.lost()
  arrive()
  await vi.advanceTimersByTimeAsync(2000)
  expect(new Set(states.slice(2))).toEqual(new Set(['offline']))
  expect(heard).toEqual(['1'])
  online = true
  connection.retryNow()
  await vi.advanceTimersByTimeAsync(10)
  expect(opened.slice(1).every(from => from === '1')).toBe(true)
  expect(states.at(-1)).toBe('live')
  expect(heard).toEqual(['1', '2+', '3+'])
})

test('backoff grows to half a minute and is spread', () => {
  expect([0, 1, 2].map(failures => backoffMs(failures, 0.5))).toEqual([500, 1000, 2000])
  expect(backoffMs(20, 0)).toBe(22_500)
  expect(backoffMs(20, 1)).toBe(37_500)
})
