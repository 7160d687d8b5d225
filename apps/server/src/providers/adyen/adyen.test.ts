import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import stock from '@adyen/api-library/lib/src/httpClient/httpURLConnectionClient.js'
import hmac from '@adyen/api-library/lib/src/utils/hmacValidator.js'
import { languages } from '@rapport/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PaymentRejected, PaymentUnavailable } from '../payment.ts'
import { createClient } from './client.ts'
import { translate } from './failures.ts'
import { linkRequest } from './link-request.ts'
import { shopperLocale } from './locale.ts'
import { fromAdyen, toAdyen } from './money.ts'
import { adyenPayments } from './payments.ts'
import { readWebhook } from './webhooks.ts'

describe('money at Adyen’s edge', () => {
  test.each([
    ['EUR', 12_345, 12_345],
    ['JPY', 1200, 1200],
    ['KWD', 1234, 1234],
    ['CLP', 19_990, 1_999_000],
    ['ISK', 4500, 450_000],
    ['CVE', 123_400, 1234],
    ['IDR', 25_000_000, 250_000],
  ])('PAY-1: %s %i is %i there, and comes back as it was', (currency, ours, theirs) => {
    expect(toAdyen(currency, ours)).toBe(theirs)
    expect(fromAdyen(currency, theirs)).toBe(ours)
  })

  test('PAY-1: an amount that Adyen’s unit is too coarse for is refused, never rounded', () => {
    expect(() => toAdyen('IDR', 25_000_050)).toThrow(PaymentRejected)
    expect(() => toAdyen('CVE', 1)).toThrow(PaymentRejected)
  })

  test('PAY-1: the lines always come to the amount, in every currency and however discounts fall', () => {
    const line = fc.record({
      description: fc.constant('Coat'),
      quantity: fc.integer({ min: 1, max: 40 }),
      whole: fc.integer({ min: 1, max: 500_000 }),
      taxRatePpm: fc.integer({ min: 0, max: 250_000 }),
    })
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('EUR', 'CLP', 'CVE', 'IDR', 'ISK', 'JPY'),
        (given, currency) => {
          const unit = currency === 'CVE' || currency === 'IDR' ? 100 : 1
          const lines = given.map(({ whole, ...one }) => ({
            ...one,
            amountMinor: whole * unit,
            taxMinor: Math.trunc((whole * unit * one.taxRatePpm) / (1_000_000 + one.taxRatePpm)),
          }))
          const amountMinor = lines.reduce((sum, one) => sum + one.amountMinor, 0)
          const { lineItems = [], amount } = linkRequest(
            {
              idempotencyKey: '1',
              reference: '1',
              currency,
              amountMinor,
              country: 'DE',
              language: 'de',
              lines,
              returnUrl: null,
              expiresAt: new Date(),
            },
            'Alder',
          )
          let sum = 0
          for (const {
            quantity = 0,
            amountIncludingTax = 0,
            amountExcludingTax = 0,
            taxAmount = 0,
          } of lineItems) {
            for (const one of [quantity, amountIncludingTax, amountExcludingTax, taxAmount])
              expect(Number.isSafeInteger(one)).toBe(true)
            expect(amountExcludingTax + taxAmount).toBe(amountIncludingTax)
            sum += quantity * amountIncludingTax
          }
          expect(sum).toBe(amount.value)
        },
      ),
    )
  })
})

test('LNG-1: every language of ours has its locale on Adyen’s page', () => {
  for (const language of languages) expect(shopperLocale(language, 'DE')).toMatch(/^[a-z]{2}-[A-Z]{2}$/)
  expect([shopperLocale('en', 'US'), shopperLocale('en', 'GB'), shopperLocale('de', 'CH')]).toEqual([
    'en-US',
    'en-GB',
    'de-DE',
  ])
  expect([shopperLocale('zh', 'TW'), shopperLocale('zh', 'DE')]).toEqual(['zh-TW', 'zh-CN'])
})

describe('what goes wrong', () => {
  let server: Server
  let answer = { status: 500, headers: {} as Record<string, string>, body: '{}' }
  let baseUrl: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume()
      if (answer.status === 0) return void request.socket.destroy()
      if (answer.status === 1) return
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  const problem = (status: number, more: object = {}, headers: Record<string, string> = {}) => ({
    status,
    headers,
    body: JSON.stringify({ status, errorCode: '702', message: 'No', errorType: 'validation', ...more }),
  })
  const asking = () =>
    adyenPayments({ apiKey: 'key', merchantAccount: 'Alder', baseUrl, timeoutMs: 300 }).readLink('PL1')

  test.each([
    ['401, for a key can be put right', problem(401)],
    ['403', problem(403)],
    ['429', problem(429)],
    ['500', problem(500)],
    ['503 in words', { status: 503, headers: {}, body: '<html>busy</html>' }],
    ['a refusal that is said to pass', problem(422, {}, { 'transient-error': 'true' })],
    ['a key that is being worked on', problem(422, { errorCode: '704' })],
    ['a connection cut', { status: 0, headers: {}, body: '' }],
    ['no answer in time', { status: 1, headers: {}, body: '' }],
  ])('PAY-1: is tried again: %s', async (_what, given) => {
    answer = given
    await expect(asking()).rejects.toBeInstanceOf(PaymentUnavailable)
  })

  test('PAY-1: is not tried again: a refusal, which is told by its code and words', async () => {
    answer = problem(422, { errorCode: '14_015', message: 'Too far away' })
    const create = adyenPayments({ apiKey: 'key', merchantAccount: 'Alder', baseUrl, timeoutMs: 300 }).refund(
      {
        idempotencyKey: '1',
        reference: '1',
        paymentReference: '1',
        currency: 'EUR',
        amountMinor: 1,
        whole: false,
      },
    )
    await expect(create).rejects.toMatchObject({ providerCode: '14_015', message: 'Too far away' })
    await expect(create).rejects.toBeInstanceOf(PaymentRejected)
    expect(await asking()).toBeUndefined()
  })

  test('PAY-1: the library’s own network error, which is no Error and claims to be an answer, is one of these', async () => {
    const { config } = createClient({ apiKey: 'key', merchantAccount: 'Alder', timeoutMs: 300 })
    const error = await new stock.default()
      .request('https://127.0.0.1:9/v72/paymentLinks', '{}', config, false, { method: 'POST' })
      .catch(one => one)
    expect(error).not.toBeInstanceOf(Error)
    expect(error.statusCode).toBe(500)
    expect(translate(error)).toBeInstanceOf(PaymentUnavailable)
  })

  test('PAY-1: a host that is none of Adyen’s checkout is never called', async () => {
    const client = createClient({ apiKey: 'key', merchantAccount: 'Alder', baseUrl, timeoutMs: 300 })
    const ask = (url: string) => client.httpClient.request(url, '', client.config, false, { method: 'GET' })
    answer = { status: 200, headers: {}, body: '{}' }
    expect(await ask('https://checkout-test.adyen.com/v72/paymentLinks/PL1')).toBe('{}')
    expect(await ask('https://abc-Alder-checkout-live.adyenpayments.com/checkout/v72/x')).toBe('{}')
    for (const url of [
      'https://pal-test.adyen.com/x',
      'https://checkout-test.adyen.com.example/x',
      'https://example.com/',
    ])
      await expect(ask(url)).rejects.toThrow('ADYEN_API_BASE_URL')
  })
})

describe('a webhook', () => {
  // The example of Adyen's own library.
  const key = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'
  const item = {
    pspReference: '7914073381342284',
    merchantAccountCode: 'TestMerchant',
    merchantReference: 'TestPayment-1407325143704',
    amount: { value: 1130, currency: 'EUR' },
    eventCode: 'AUTHORISATION',
    success: 'true',
    additionalData: { hmacSignature: 'coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=' },
  }
  const read = (one: object, keys = [key]) =>
    readWebhook({ live: 'false', notificationItems: [{ NotificationRequestItem: one }] }, keys)?.items[0]

  test('PAY-2: Adyen’s own example of a signature holds, by either of two keys', () => {
    expect(read(item)?.signed).toBe(true)
    expect(read(item, ['00'.repeat(32), key])?.signed).toBe(true)
    expect(read(item, ['00'.repeat(32)])?.signed).toBe(false)
    expect(read({ ...item, additionalData: {} })?.signed).toBe(false)
    expect(read({ ...item, additionalData: undefined })?.signed).toBe(false)
    expect(() => new hmac.default().validateHMAC({ ...item, additionalData: {} } as never, key)).toThrow()
  })

  test('PAY-2: what Adyen adds unannounced is let be', () => {
    expect(
      read({ ...item, newField: { deep: 1 }, additionalData: { ...item.additionalData, new: 'x' } })?.signed,
    ).toBe(true)
  })

  test.each([
    ['CAPTURE', 'capture', true],
    ['CAPTURE_FAILED', 'capture', false],
    ['CANCEL_OR_REFUND', 'refund', true],
    ['CANCELLATION', 'refund', true],
    ['REFUNDED_REVERSED', 'refund_failed', true],
    ['CHARGEBACK', 'chargeback', true],
    ['SOMETHING_NEW', 'other', true],
  ])('PAY-2: %s is a %s', (eventCode, kind, success) => {
    expect(read({ ...item, eventCode })?.told).toMatchObject({ kind, success, eventCode })
  })

  test('PAY-2: amounts come back in our own minor units', () => {
    expect(read({ ...item, amount: { value: 1_999_000, currency: 'CLP' } })?.told.amountMinor).toBe(19_990)
  })
})
