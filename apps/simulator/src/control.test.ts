import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createSimulator } from './app.ts'
import type { ClockReport, PhoneMessage } from './shapes.ts'
import { accountSid, authToken, priya, type Stand, setUpStand, store } from './test-stand.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function stand(options = {}): Promise<Stand> {
  const made = await setUpStand(options)
  cleanUps.push(() => made.close())
  return made
}

const seed = {
  numbers: [{ phone: store, label: 'Berlin', country: 'DE' }],
  people: [{ phone: priya, name: 'Priya' }],
  threads: [
    {
      person: priya,
      number: store,
      messages: [
        {
          sid: `SM${'1'.repeat(32)}`,
          direction: 'outbound-api' as const,
          body: 'Hello',
          at: '2026-11-21T18:02:00Z',
        },
        { direction: 'inbound' as const, body: 'YES', at: '2026-11-21T18:04:00Z' },
      ],
    },
  ],
}

test('a seed gives numbers, people and threads, and the API knows its messages', async () => {
  const { control, sdk } = await stand({ seed })
  const thread = await control<PhoneMessage[]>(`/threads/${priya}/${store}`)
  expect(thread.map(message => message.body)).toEqual(['Hello', 'YES'])
  expect((await sdk.messages(`SM${'1'.repeat(32)}`).fetch()).status).toBe('delivered')
  expect(await control('/state')).toMatchObject({ threads: [{ person: priya, number: store, count: 2 }] })
})

test('the state survives a restart, blocks included, and the seed is not read again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  cleanUps.push(() => rmSync(folder, { recursive: true }))
  const statePath = join(folder, 'deep', 'state.json')
  const before = await setUpStand({ seed, statePath })
  await before.simulator.carrier.say({ from: priya, to: store, body: 'STOP' })
  await before.close()
  const after = await createSimulator({ accountSid, authToken, seed, statePath })
  cleanUps.push(() => after.close())
  expect(after.carrier.thread(priya, store)).toHaveLength(4)
  expect(after.carrier.isBlocked(priya, store)).toBe(true)
})

test('a delivery under way when the simulator stops goes on at the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  cleanUps.push(() => rmSync(folder, { recursive: true }))
  const statePath = join(folder, 'state.json')
  const before = await setUpStand({ statePath })
  before.simulator.carrier.faults.set({ delayMs: 3_600_000 })
  const statusCallback = `${before.receiver.url}/status`
  await before.sdk.messages.create({ to: priya, from: store, body: 'Hello', statusCallback })
  await before.simulator.close()
  const after = await createSimulator({ accountSid, authToken, statePath })
  cleanUps.push(
    () => after.close(),
    () => before.receiver.close(),
  )
  await after.carrier.idle()
  expect(before.receiver.posted.at(-1)?.params.MessageStatus).toBe('delivered')
})

test('moves the clock of the product and its own together', async () => {
  const asked: unknown[] = []
  const product = http.createServer((request, response) => {
    request.on('data', body => {
      asked.push([request.url, request.headers['x-testing-token'], JSON.parse(String(body))])
    })
    request.on('end', () => response.end('{}'))
  })
  await new Promise<void>(resolve => product.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => product.close())
  const appUrl = `http://127.0.0.1:${(product.address() as AddressInfo).port}/chat`
  const { control, simulator } = await stand({ appUrl, testingToken: 'secret' })
  const dayMs = 86_400_000
  await control('/clock', { advanceMs: dayMs })
  const report = await control<ClockReport>('/clock', { advanceMs: dayMs })
  expect(report).toMatchObject({ offsetMs: 2 * dayMs, appFollows: true })
  expect(asked.at(-1)).toEqual(['/testing/clock', 'secret', { offsetMs: 2 * dayMs }])
  await simulator.carrier.say({ from: priya, to: store, body: 'Hi' })
  const at = simulator.carrier.thread(priya, store)[0]?.createdAtMs ?? 0
  expect(Math.abs(at - Date.now() - 2 * dayMs)).toBeLessThan(10_000)
  expect(await control('/start-over', {})).toMatchObject({ offsetMs: 0 })
})

test('a clock that the product does not follow says so', async () => {
  const { control } = await stand()
  expect(await control('/clock', { offsetMs: 1000 })).toMatchObject({ offsetMs: 1000, appFollows: false })
})

test('whoever watches hears of each message', async () => {
  const { baseUrl, simulator } = await stand()
  const live = await fetch(`${baseUrl}/control/live`)
  const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader()
  await reader?.read()
  void simulator.carrier.say({ from: priya, to: store, body: 'Hi' })
  const first = await reader?.read()
  expect(first?.value).toContain('event: message')
  await reader?.cancel()
})
