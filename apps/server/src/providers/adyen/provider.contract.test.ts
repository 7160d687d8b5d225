import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adyenPayments } from './payments.ts'

const folder =
  process.env.RAPPORT_SPECS ?? path.resolve(import.meta.dirname, '../../../../../../shared/specs')
const file = path.join(folder, 'CheckoutService-v72.json')
if (!existsSync(file))
  console.warn(
    'Adyen’s public description is not at RAPPORT_SPECS: what we ask of Adyen is not checked against it.',
  )

type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: unknown }
const linkId = 'PLTEST1234567890'

/** A server that keeps what it is asked, and answers as little as will do. */
describe.skipIf(!existsSync(file))('what we ask of Adyen', () => {
  const asked: Asked[] = []
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  let server: Server
  let paths: Record<string, Record<string, { requestBody?: object }>>
  let payments: ReturnType<typeof adyenPayments>

  beforeAll(async () => {
    const described = JSON.parse(readFileSync(file, 'utf8'))
    paths = described.paths
    ajv.addSchema(described, 'adyen')
    server = createServer(async (request, response) => {
      let text = ''
      for await (const chunk of request) text += chunk
      asked.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      })
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          id: linkId,
          url: `https://test.adyen.link/${linkId}`,
          status: request.method === 'GET' ? 'expired' : 'active',
          pspReference: 'REFUND1234567890',
        }),
      )
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix`
    payments = adyenPayments({ apiKey: 'the-key', merchantAccount: 'AlderTest', baseUrl, timeoutMs: 5000 })
  })
  beforeEach(() => {
    asked.length = 0
  })
  afterAll(() => new Promise(resolve => server.close(resolve)))

  /** The request is one of the description's operations, by its path with the ids filled in, and its body fits. */
  function expectDescribed({ method, path: at, body, headers }: Asked) {
    expect(headers['x-api-key']).toBe('the-key')
    const [template] =
      Object.entries(paths).find(
        ([one, verbs]) =>
          new RegExp(`^/prefix/v72${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(at) &&
          verbs[method.toLowerCase()],
      ) ?? []
    if (!template) throw new Error(`Adyen describes no ${method} ${at}.`)
    const place = [template, method.toLowerCase()]
      .map(one => one.replaceAll('~', '~0').replaceAll('/', '~1'))
      .join('/')
    if (method === 'GET') expect(body).toBeUndefined()
    else {
      const validate = ajv.compile({
        $ref: `adyen#/paths/${place.replaceAll('{', '%7B').replaceAll('}', '%7D')}/requestBody/content/application~1json/schema`,
      })
      validate(body)
      expect(validate.errors ?? []).toEqual([])
    }
  }
  const want = {
    idempotencyKey: '00000000-0000-4000-8000-000000000001',
    reference: 'cart-1',
    currency: 'EUR',
    amountMinor: 30_000,
    country: 'FR',
    language: 'fr',
    lines: [
      { description: 'Camel coat', quantity: 2, amountMinor: 30_000, taxMinor: 5000, taxRatePpm: 200_000 },
    ],
    returnUrl: 'https://shop.example/c/abc',
    expiresAt: new Date('2026-11-22T23:00:00Z'),
  }

  test('PAY-1: a link is what Adyen describes, with its key, and no other key is left in it', async () => {
    expect(await payments.createLink(want)).toEqual({
      providerLinkId: linkId,
      url: `https://test.adyen.link/${linkId}`,
      state: 'open',
    })
    await payments.createLink({ ...want, idempotencyKey: '00000000-0000-4000-8000-000000000002' })
    for (const one of asked) expectDescribed(one)
    expect(asked.map(one => one.headers['idempotency-key'])).toEqual([
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ])
    // The library drops what it does not know: all that we meant to say has come through.
    expect(asked[0]?.body).toEqual({
      merchantAccount: 'AlderTest',
      reference: 'cart-1',
      amount: { currency: 'EUR', value: 30_000 },
      countryCode: 'FR',
      shopperLocale: 'fr-FR',
      expiresAt: '2026-11-22T23:00:00.000Z',
      returnUrl: 'https://shop.example/c/abc',
      reusable: false,
      lineItems: [
        {
          id: '1',
          description: 'Camel coat',
          quantity: 2,
          amountIncludingTax: 15_000,
          amountExcludingTax: 12_500,
          taxAmount: 2500,
          taxPercentage: 2000,
        },
      ],
    })
  })

  test('CRT-6: ending a link is a PATCH, and then a GET that says whether it is ended', async () => {
    expect(await payments.endLink(linkId)).toBe('ended')
    for (const one of asked) expectDescribed(one)
    expect(asked.map(one => `${one.method} ${one.path}`)).toEqual([
      `PATCH /prefix/v72/paymentLinks/${linkId}`,
      `GET /prefix/v72/paymentLinks/${linkId}`,
    ])
  })

  test('PAY-5: a part goes back as a refund, all of it as a reversal', async () => {
    const refund = {
      idempotencyKey: want.idempotencyKey,
      reference: 'refund-1',
      paymentReference: 'PSP1234567890123',
      currency: 'EUR',
      amountMinor: 100,
      whole: false,
    }
    expect(await payments.refund(refund)).toEqual({ providerReference: 'REFUND1234567890' })
    await payments.refund({ ...refund, whole: true })
    for (const one of asked) expectDescribed(one)
    expect(asked.map(one => one.path)).toEqual([
      '/prefix/v72/payments/PSP1234567890123/refunds',
      '/prefix/v72/payments/PSP1234567890123/reversals',
    ])
    expect(asked.every(one => one.headers['idempotency-key'] === want.idempotencyKey)).toBe(true)
  })
})
