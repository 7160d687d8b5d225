import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aLink, hmacKey, merchantAccount, type PayStand, setUpPayStand } from './pay-stand.ts'
import type { NoticeItem } from './records.ts'
import { signatureOf } from './sign.ts'

const folder =
  process.env.RAPPORT_SPECS ?? fileURLToPath(new URL('../../../../../shared/specs', import.meta.url))
const skipped = !existsSync(`${folder}/CheckoutService-v72.json`)
if (skipped)
  console.log("Skipped: Adyen's public descriptions are not here; RAPPORT_SPECS names their folder.")

describe.skipIf(skipped)("as Adyen's published descriptions say", () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  let webhooks: Record<
    string,
    { post: { requestBody: { content: Record<string, { schema: { $ref: string } }> } } }
  >
  let stand: PayStand
  beforeAll(async () => {
    ajv.addSchema(JSON.parse(readFileSync(`${folder}/CheckoutService-v72.json`, 'utf8')), 'checkout')
    const described = JSON.parse(readFileSync(`${folder}/AdyenWebhooks-v1.json`, 'utf8'))
    webhooks = described.webhooks
    ajv.addSchema(described, 'webhooks')
    stand = await setUpPayStand()
  })
  afterAll(() => stand.close())

  const errorsOf = (ref: string, body: unknown) => {
    const validate = ajv.getSchema(ref)
    if (!validate) throw new Error(`There is no ${ref}.`)
    validate(body)
    return validate.errors ?? []
  }
  const checkout = (name: string, body: unknown) => errorsOf(`checkout#/components/schemas/${name}`, body)

  test('links made, read and ended', async () => {
    const made = await stand.ask<{ id: string }>('POST', '/paymentLinks', aLink())
    expect(made.status).toBe(201)
    const read = await stand.ask('GET', `/paymentLinks/${made.body.id}`)
    const ended = await stand.ask('PATCH', `/paymentLinks/${made.body.id}`, { status: 'expired' })
    expect([read.status, ended.status, ended.body.status]).toEqual([200, 200, 'expired'])
    for (const { body } of [made, read, ended]) expect(checkout('PaymentLinkResponse', body)).toEqual([])
  })

  test('refunds, cancellations and reversals', async () => {
    const { body: link } = await stand.ask<{ id: string }>('POST', '/paymentLinks', aLink())
    const record = stand.simulator.acquirer.link(link.id)
    if (!record) throw new Error('There is no link.')
    const { pspReference } = stand.simulator.acquirer.authorise(record, 'visa')
    const common = { merchantAccount, reference: 'refund-1' }
    for (const [path, name, body] of [
      ['refunds', 'PaymentRefundResponse', { ...common, amount: { currency: 'EUR', value: 100 } }],
      ['cancels', 'PaymentCancelResponse', common],
      ['reversals', 'PaymentReversalResponse', common],
    ] as const) {
      const answer = await stand.ask('POST', `/payments/${pspReference}/${path}`, body)
      expect(answer.status).toBe(201)
      expect(checkout(name, answer.body)).toEqual([])
      expect(answer.body).toMatchObject({ status: 'received', paymentPspReference: pspReference })
    }
  })

  test.each([
    ['nothing', {}],
    ['no reference', { ...aLink(), reference: undefined }],
    ['an amount in major units', aLink({ amount: { currency: 'EUR', value: 120.5 } })],
    ['an amount as text', aLink({ amount: { currency: 'EUR', value: '12000' } })],
    ['a field that does not exist', aLink({ shopper: 'x' })],
    ['a line that does not exist', aLink({ lineItems: [{ price: 1 }] })],
    ['a line in halves', aLink({ lineItems: [{ quantity: 0.5 }] })],
    ['a number for a country', aLink({ countryCode: 49 })],
    ['a short shopper', aLink({ shopperReference: 'ab' })],
    ['a mode of storing that does not exist', aLink({ storePaymentMethodMode: 'always' })],
  ])('what the description refuses is refused: %s', async (_what, body) => {
    expect(checkout('PaymentLinkRequest', JSON.parse(JSON.stringify(body)))).not.toEqual([])
    const answer = await stand.ask('POST', '/paymentLinks', body)
    expect([400, 422]).toContain(answer.status)
    expect(checkout('ServiceError', answer.body)).toEqual([])
    expect(Object.keys(answer.body).sort()).toEqual([
      'errorCode',
      'errorType',
      'message',
      'pspReference',
      'status',
    ])
  })

  test('every field that the description allows is allowed', async () => {
    const described = ajv.getSchema('checkout#/components/schemas/PaymentLinkRequest')?.schema as {
      properties: Record<string, { type?: string }>
    }
    const strings = Object.entries(described.properties).filter(
      ([name, shape]) =>
        shape.type === 'string' &&
        ![
          'expiresAt',
          'deliverAt',
          'merchantAccount',
          'storePaymentMethodMode',
          'recurringProcessingModel',
        ].includes(name),
    )
    const all = aLink(Object.fromEntries(strings.map(([name]) => [name, 'text'])))
    expect((await stand.ask('POST', '/paymentLinks', all)).body).toMatchObject({ status: 'active' })
  })

  test('everything that is told, each signed', async () => {
    stand.told.length = 0
    const { acquirer } = stand.simulator
    const link = async () => {
      const { body } = await stand.ask<{ id: string }>('POST', '/paymentLinks', aLink())
      const record = acquirer.link(body.id)
      if (!record) throw new Error('There is no link.')
      return record
    }
    acquirer.refuse(await link(), 'visa')
    acquirer.decide(acquirer.begin(await link(), 'bankTransfer_IBAN'), true)
    const paid = acquirer.authorise(await link(), 'visa')
    acquirer.refund(paid, { currency: 'EUR', value: 100 }, 'refund-1')
    acquirer.switches.set({ refunds: 'fail-later' })
    acquirer.refund(paid, { currency: 'EUR', value: 100 }, 'refund-2')
    acquirer.switches.set({ refunds: 'come-back', captures: 'fails' })
    acquirer.refund(paid, { currency: 'EUR', value: 100 }, 'refund-3')
    const uncaptured = acquirer.authorise(await link(), 'ideal')
    acquirer.cancel(uncaptured, 'cancel-1')
    acquirer.reverse(acquirer.authorise(await link(), 'paypal'), 'reversal-1')
    await stand.simulator.carrier.idle()
    const codes = new Set(stand.told.map(({ item }) => item.eventCode))
    expect([...codes].sort()).toEqual([
      'AUTHORISATION',
      'CANCELLATION',
      'CANCEL_OR_REFUND',
      'CAPTURE',
      'REFUND',
      'REFUNDED_REVERSED',
      'REFUND_FAILED',
    ])
    for (const { body, item } of stand.told) {
      const schema = webhooks[`/${item.eventCode}`]?.post.requestBody.content['application/json']?.schema.$ref
      expect(errorsOf(`webhooks${schema}`, body), item.eventCode).toEqual([])
      expect(item.additionalData.hmacSignature).toBe(signatureOf(item, hmacKey))
      if (!/REVERSED|FAILED/.test(item.eventCode)) expect(item.additionalData.paymentLinkId).toMatch(/^PL/)
    }
  })
})

test('a signature is as in the example that Adyen gives', () => {
  const item = {
    pspReference: '7914073381342284',
    merchantAccountCode: 'TestMerchant',
    merchantReference: 'TestPayment-1407325143704',
    amount: { value: 1130, currency: 'EUR' },
    eventCode: 'AUTHORISATION',
    success: 'true',
  } as NoticeItem
  const key = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'
  expect(signatureOf(item, key)).toBe('coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=')
})
