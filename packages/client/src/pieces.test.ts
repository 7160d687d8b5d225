import { expect, test } from 'vitest'
import { isOutOfReach, piece } from './pieces.ts'

test.each([
  'Failed to fetch dynamically imported module: https://shop.example/app/assets/a.js',
  'error loading dynamically imported module: https://shop.example/app/assets/a.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /app/assets/a.css',
])('MSG-7: %j is a network that is gone', async message => {
  const asked = piece(() => Promise.reject(new Error(message)))
  // No word of the router's own, at which it would reload the page.
  await expect(asked()).rejects.toThrow(new TypeError('A piece of the app is out of reach.'))
})

test('a mistake in a piece stays what it is', async () => {
  const mistake = new ReferenceError('x is not defined')
  expect(isOutOfReach(mistake)).toBe(false)
  await expect(piece(() => Promise.reject(mistake))()).rejects.toBe(mistake)
  await expect(piece(() => Promise.resolve(1))()).resolves.toBe(1)
})
