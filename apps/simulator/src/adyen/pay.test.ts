import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aLink, type PayStand, setUpPayStand } from './pay-stand.ts'

let stand: PayStand
beforeEach(async () => {
  stand = await setUpPayStand()
})
afterEach(() => stand.close())

type Link = { id: string; url: string; status: string }
const make = async (more: object = {}, headers: Record<string, string> = {}) =>
  (await stand.ask<Link>('POST', '/paymentLinks', aLink(more), headers)).body
const statusOf = async (id: string) => (await stand.ask<Link>('GET', `/paymentLinks/${id}`)).body.status
const press = (link: Link, form: Record<string, string>) =>
  fetch(link.url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
const heard = () => stand.told.map(({ item }) => `${item.eventCode} ${item.success}`)

describe('the API', () => {
  test('refuses who has no key, and another account', async () => {
    expect((await stand.ask('POST', '/paymentLinks', aLink(), { 'x-api-key': 'wrong' })).status).toBe(401)
    expect((await stand.ask('POST', '/paymentLinks', aLink({ merchantAccount: 'Other' }))).status).toBe(403)
    expect((await stand.ask('GET', '/paymentLinks/PLNONE')).status).toBe(404)
    expect((await stand.ask('GET', '/elsewhere')).status).toBe(404)
  })

  test('ends a link after 24 hours unless told, never later than in 70 days, and never in the past', async () => {
    const link = await make({ expiresAt: undefined })
    stand.simulator.carrier.setClockOffset(24 * 3_600_000 - 60_000)
    expect(await statusOf(link.id)).toBe('active')
    stand.simulator.carrier.setClockOffset(24 * 3_600_000 + 60_000)
    expect(await statusOf(link.id)).toBe('expired')
    stand.simulator.carrier.setClockOffset(0)
    const in71Days = new Date(Date.now() + 71 * 86_400_000).toISOString()
    for (const expiresAt of [in71Days, '2020-01-01T00:00:00Z', '2030-01-01T00:00:00', 'tomorrow'])
      expect((await stand.ask('POST', '/paymentLinks', aLink({ expiresAt }))).status).toBeGreaterThanOrEqual(
        400,
      )
  })

  test('gives the same answer to the same key, also when something else is asked', async () => {
    const headers = { 'idempotency-key': 'one' }
    const first = await make({}, headers)
    const again = await stand.ask<Link>('POST', '/paymentLinks', aLink({ reference: 'other' }), headers)
    expect(again.body.id).toBe(first.id)
    expect(again.headers.get('idempotency-key')).toBe('one')
    expect((await make({}, { 'idempotency-key': 'two' })).id).not.toBe(first.id)
    expect(
      (await stand.ask('POST', '/paymentLinks', aLink(), { 'idempotency-key': 'x'.repeat(65) })).status,
    ).toBe(422)
  })

  test('changes nothing of a link but its end, and revives none', async () => {
    const link = await make()
    for (const body of [{ status: 'active' }, { status: 'expired', amount: {} }, {}])
      expect((await stand.ask('PATCH', `/paymentLinks/${link.id}`, body)).status).toBeGreaterThanOrEqual(400)
    expect((await stand.ask('PATCH', `/paymentLinks/${link.id}`, { status: 'expired' })).status).toBe(200)
    expect((await stand.ask('PATCH', `/paymentLinks/${link.id}`, { status: 'expired' })).status).toBe(422)
    expect(await statusOf(link.id)).toBe('expired')
  })
})

describe('the page', () => {
  test('says that it is a simulator, what is paid, and works without script', async () => {
    const link = await make({
      lineItems: [{ description: 'Coat <b>&', quantity: 2, amountIncludingTax: 6000 }],
    })
    const page = await (await fetch(link.url)).text()
    expect(page).toContain('This is a simulator')
    expect(page).toContain('120.00 EUR')
    expect(page).toContain('2 × Coat &#60;b&#62;&#38;')
    expect(page).not.toContain('<script')
    expect((await fetch(`${stand.baseUrl}/pay/PLNONE`)).status).toBe(404)
  })

  test.each([
    [{ do: 'pay', method: 'visa' }, 'completed', ['AUTHORISATION true', 'CAPTURE true']],
    [{ do: 'refused', method: 'paypal' }, 'active', ['AUTHORISATION false']],
    [{ do: 'pending', method: 'bankTransfer_IBAN' }, 'paymentPending', []],
    [
      { do: 'twice', method: 'ideal' },
      'completed',
      ['AUTHORISATION true', 'AUTHORISATION true', 'CAPTURE true', 'CAPTURE true'],
    ],
    [{ do: 'late', method: 'ideal' }, 'expired', ['AUTHORISATION true', 'CAPTURE true']],
  ])('does what is pressed: %o', async (form, status, told) => {
    const link = await make()
    const answer = await press(link, form)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/pay/${link.id}`])
    await stand.simulator.carrier.idle()
    expect(await statusOf(link.id)).toBe(status)
    expect(heard().sort()).toEqual(told)
  })

  test('lets a slow method be decided later, both ways', async () => {
    const link = await make()
    await press(link, { do: 'pending', method: 'bankTransfer_IBAN' })
    await press(link, { do: 'failed' })
    expect(await statusOf(link.id)).toBe('active')
    await press(link, { do: 'pending', method: 'bankTransfer_IBAN' })
    await press(link, { do: 'came' })
    await stand.simulator.carrier.idle()
    expect(await statusOf(link.id)).toBe('completed')
    expect(heard().sort()).toEqual(['AUTHORISATION false', 'AUTHORISATION true', 'CAPTURE true'])
  })

  test('takes nothing on a link that is over, unless that is what is played', async () => {
    const link = await make()
    await stand.ask('PATCH', `/paymentLinks/${link.id}`, { status: 'expired' })
    await press(link, { do: 'pay' })
    await stand.simulator.carrier.idle()
    expect(heard()).toEqual([])
    await press(link, { do: 'late' })
    await stand.simulator.carrier.idle()
    expect(heard()).toContain('AUTHORISATION true')
  })
})

describe('what is told', () => {
  const pay = async (method: 'visa' | 'ideal' = 'ideal') => {
    const link = stand.simulator.acquirer.link((await make()).id)
    if (!link) throw new Error('There is no link.')
    return stand.simulator.acquirer.authorise(link, method)
  }

  test('is told again until it is taken, and what is behind it waits', async () => {
    stand.answer.status = 500
    await pay()
    const { notifier } = stand.simulator.acquirer
    while ((notifier.notices[0]?.attempts ?? 0) < 3) await new Promise(resolve => setTimeout(resolve, 5))
    expect(new Set(heard())).toEqual(new Set(['AUTHORISATION true']))
    stand.answer.status = 202
    await stand.simulator.carrier.idle()
    expect(heard().slice(-2)).toEqual(['AUTHORISATION true', 'CAPTURE true'])
    expect(notifier.notices).toEqual([])
  })

  test.each([
    ['missing', []],
    ['out-of-order', ['CAPTURE true', 'AUTHORISATION true']],
    ['once', ['AUTHORISATION true', 'CAPTURE true']],
  ] as const)('comes %s', async (notices, told) => {
    stand.simulator.acquirer.switches.set({ notices })
    await pay()
    await stand.simulator.carrier.idle()
    expect(heard()).toEqual(told)
  })

  test('comes five times at once', async () => {
    stand.simulator.acquirer.switches.set({ notices: 'five-in-parallel' })
    await pay('visa')
    await stand.simulator.carrier.idle()
    expect(heard().filter(one => one === 'AUTHORISATION true')).toHaveLength(5)
  })

  test('is kept over a restart with links, payments and keys', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-pay-'))
    const statePath = join(folder, 'state.json')
    const first = await setUpPayStand({ statePath })
    first.answer.status = 500
    const { body: link } = await first.ask<Link>('POST', '/paymentLinks', aLink(), {
      'idempotency-key': 'kept',
    })
    await fetch(link.url, { method: 'POST', body: new URLSearchParams({ do: 'pay', method: 'ideal' }) })
    const { notifier } = first.simulator.acquirer
    while ((notifier.notices[0]?.attempts ?? 0) < 3) await new Promise(resolve => setTimeout(resolve, 5))
    await first.close()
    const second = await setUpPayStand({ statePath })
    try {
      await second.simulator.carrier.idle()
      expect(second.told.map(({ item }) => item.eventCode)).toEqual(['AUTHORISATION', 'CAPTURE'])
      expect((await second.ask<Link>('GET', `/paymentLinks/${link.id}`)).body.status).toBe('completed')
      const again = await second.ask<Link>('POST', '/paymentLinks', aLink(), { 'idempotency-key': 'kept' })
      expect(again.body.id).toBe(link.id)
    } finally {
      await second.close()
      rmSync(folder, { recursive: true })
    }
  })

  test('can be steered by the control API, and started over', async () => {
    const control = (path: string, body?: unknown) =>
      fetch(`${stand.baseUrl}/control${path}`, {
        ...(body === undefined
          ? {}
          : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }).then(response => response.json())
    const { id } = await make()
    await control('/payment-faults', { captures: 'silent' })
    await control(`/links/${id}/pay`, { method: 'paypal' })
    await stand.simulator.carrier.idle()
    expect(heard()).toEqual(['AUTHORISATION true'])
    expect(await control('/payments')).toMatchObject({
      links: [{ id, status: 'completed', value: 12_000 }],
      payments: [{ linkId: id, state: 'captured' }],
      faults: { captures: 'silent' },
    })
    await control('/start-over', {})
    expect(await control('/payments')).toMatchObject({ faults: { captures: 'told' } })
  })
})
