import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, password, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const tries = async (given: string) => {
  const { status } = await fetch(`${world.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.url },
    body: JSON.stringify({ email: 'maya@alder.example', password: given }),
  })
  return status
}

test('ACC-1: who guesses passwords is stopped after thirty a minute, by what all servers count together', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => tries(`a guess, no. ${n}`)))
  expect(answers.filter(status => status === 401).length).toBe(30)
  expect(answers.filter(status => status === 429).length).toBe(10)
  expect(await tries(password)).toBe(429)
  // No server has kept a count of its own.
  await world.db.deleteFrom('auth_rate_limits').execute()
  expect(await tries(password)).toBe(200)
})
