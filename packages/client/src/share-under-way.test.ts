import { expect, test } from 'vitest'
import { shareUnderWay } from './share-under-way.ts'

/** A server that answers when it is told to, and counts what reached it. */
function server() {
  const reached: string[] = []
  const waiting: (() => void)[] = []
  const send = shareUnderWay(
    request =>
      new Promise<Response>((resolve, reject) => {
        reached.push(request.url)
        waiting.push(() =>
          request.url.endsWith('/cut')
            ? reject(new TypeError('cut'))
            : resolve(new Response(`answer ${reached.length}`)),
        )
      }),
  )
  const post = (path: string, body: string, method = 'POST') =>
    send(new Request(`https://store.example${path}`, { method, ...(method === 'GET' ? {} : { body }) }))
  return {
    reached,
    post,
    async answer() {
      await expect.poll(() => waiting.length).toBeGreaterThan(0)
      for (const go of waiting.splice(0)) go()
    },
  }
}

test('MSG-2 CUS-4: a double tap asks once, and both hear the answer', async () => {
  const { post, reached, answer } = server()
  const both = [post('/notes', 'same'), post('/notes', 'same')]
  await answer()
  expect(await Promise.all(both.map(async one => (await one).text()))).toEqual(['answer 1', 'answer 1'])
  expect(reached).toHaveLength(1)
})

test('MSG-2: other words, and the same words later, are another call', async () => {
  const { post, reached, answer } = server()
  const two = [post('/notes', 'one'), post('/notes', 'two')]
  await expect.poll(() => reached.length).toBe(2)
  await answer()
  await Promise.all(two)
  const later = post('/notes', 'one')
  await expect.poll(() => reached.length).toBe(3)
  await answer()
  expect((await later).ok).toBe(true)
})

test('MSG-7: a call that was cut off can be made again', async () => {
  const { post, reached, answer } = server()
  const first = post('/cut', 'same')
  await answer()
  await expect(first).rejects.toThrow('cut')
  const again = post('/cut', 'same')
  await expect.poll(() => reached.length).toBe(2)
  await answer()
  await expect(again).rejects.toThrow('cut')
})

test('INB-6: reading is never shared: who asks later wants what is later', async () => {
  const { post, reached, answer } = server()
  const two = [post('/notes', '', 'GET'), post('/notes', '', 'GET')]
  await expect.poll(() => reached.length).toBe(2)
  await answer()
  await Promise.all(two)
})
