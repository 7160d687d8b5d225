import { EventEmitter } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { keepLooking } from './keep-looking.ts'

const never = 1e8
let looker: ReturnType<typeof keepLooking> | undefined
afterEach(() => looker?.stop())

/** Somebody who looks as often as they are let, and can be nudged. */
function aLooker(look: (nth: number) => Promise<void>, everyMs = never) {
  const nudges = new EventEmitter()
  const errors: unknown[] = []
  let looks = 0
  looker = keepLooking({
    onNudge(wake) {
      nudges.on('nudge', wake)
      return () => nudges.off('nudge', wake)
    },
    everyMs,
    look: () => look(++looks),
    onError: error => errors.push(error),
  })
  return {
    nudge: () => nudges.emit('nudge'),
    errors,
    looks: () => looks,
    deaf: () => nudges.listenerCount('nudge') === 0,
  }
}

test('MSG-2: looks at once, one look at a time, and once more for all nudges that came meanwhile', async () => {
  const open: (() => void)[] = []
  const one = aLooker(() => new Promise(resolve => open.push(resolve)))
  expect(one.looks()).toBe(1)
  one.nudge()
  one.nudge()
  expect(one.looks()).toBe(1)
  open[0]?.()
  await until('it looks once more', () => one.looks() === 2)
  open[1]?.()
  await looker?.stop()
  expect(one.looks()).toBe(2)
})

test('MSG-2: hears a nudge that comes as a look ends', async () => {
  const one: ReturnType<typeof aLooker> = aLooker(nth =>
    // Behind what ends the look, and before the next can be begun.
    nth === 1
      ? Promise.resolve().finally(() => queueMicrotask(() => queueMicrotask(() => one.nudge())))
      : Promise.resolve(),
  )
  await until('it looks again', () => one.looks() === 2)
})

test('MSG-2: goes on after a look that failed, by the next nudge or the net', async () => {
  const one = aLooker(async nth => {
    if (nth < 3) throw new Error(`look ${nth}`)
  }, 5)
  await until('it looked a third time', () => one.looks() >= 3)
  expect(one.errors.map(String)).toEqual(['Error: look 1', 'Error: look 2'])
})

test('MSG-2: stops by waiting for the look under way, and is deaf from then on', async () => {
  let end = () => {}
  const one = aLooker(() => new Promise(resolve => (end = resolve)))
  const stopped = looker?.stop()
  expect(one.deaf()).toBe(true)
  end()
  await stopped
  one.nudge()
  expect(one.looks()).toBe(1)
})
