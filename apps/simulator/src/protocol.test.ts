import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountSid, authToken, priya, type Stand, setUpStand, store } from './test-stand.ts'

const folder =
  process.env.RAPPORT_SPECS ?? fileURLToPath(new URL('../../../../shared/specs', import.meta.url))
const path = `${folder}/twilio_api_v2010.json`
const skipped = !existsSync(path)
if (skipped) {
  console.log(
    "Skipped: Twilio's API description (twilio_api_v2010.json) is not here; RAPPORT_SPECS names its folder.",
  )
}

describe.skipIf(skipped)("answers in the shape of Twilio's published description", () => {
  let stand: Stand
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  let schemas: Record<string, { properties: Record<string, unknown> }>
  beforeAll(async () => {
    const description = JSON.parse(readFileSync(path, 'utf8'))
    schemas = description.components.schemas
    ajv.addSchema(description, 'twilio')
    stand = await setUpStand()
    const message = { to: priya, from: store, body: 'Hello' }
    await stand.sdk.messages.create(message)
    stand.simulator.carrier.faults.set({ next: { outcome: 'fails' } })
    await stand.sdk.messages.create({ ...message, mediaUrl: ['http://localhost/a.png'] })
    await stand.simulator.carrier.say({
      from: priya,
      to: store,
      body: '',
      mediaUrls: ['data:image/png;base64,AA=='],
    })
    await stand.simulator.carrier.idle()
  })
  afterAll(() => stand.close())

  async function ask<T>(path: string, form?: Record<string, string>) {
    const response = await fetch(`${stand.baseUrl}/2010-04-01/Accounts/${accountSid}${path}`, {
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    })
    return { status: response.status, body: (await response.json()) as T }
  }

  function expectShape(body: unknown, schema: string) {
    const validate = ajv.getSchema(`twilio#/components/schemas/${schema}`)
    if (!validate) throw new Error(`The description has no ${schema}`)
    validate(body)
    expect(validate.errors ?? []).toEqual([])
    expect(Object.keys(body as object).sort()).toEqual(Object.keys(schemas[schema]?.properties ?? {}).sort())
  }

  const message = 'api.v2010.account.message'
  type Listed = { messages: { sid: string; num_media: string }[]; next_page_uri: string }

  test('a message created, and one through a service', async () => {
    const created = await ask('/Messages.json', { To: priya, From: store, Body: 'Hi' })
    expect(created.status).toBe(201)
    expectShape(created.body, message)
    const service = `MG${'b'.repeat(32)}`
    expectShape(
      (await ask('/Messages.json', { To: priya, MessagingServiceSid: service, Body: 'Hi' })).body,
      message,
    )
  })

  test('messages listed: sent, failed, received', async () => {
    const { body } = await ask<Listed>('/Messages.json?PageSize=2')
    const list = ajv.compile({
      $ref: 'twilio#/paths/~12010-04-01~1Accounts~1%7BAccountSid%7D~1Messages.json/get/responses/200/content/application~1json/schema',
    })
    list(body)
    expect(list.errors ?? []).toEqual([])
    expect(body.next_page_uri).toContain('PageToken=')
    const { body: all } = await ask<Listed>('/Messages.json')
    for (const one of all.messages) expectShape(one, message)
  })

  test('media and numbers', async () => {
    const { body } = await ask<Listed>('/Messages.json')
    const withMedia = body.messages.find(one => one.num_media === '1')
    const media = await ask<{ media_list: object[] }>(`/Messages/${withMedia?.sid}/Media.json`)
    for (const one of media.body.media_list) expectShape(one, 'api.v2010.account.message.media')
    const numbers = await ask<{ incoming_phone_numbers: object[] }>('/IncomingPhoneNumbers.json')
    for (const one of numbers.body.incoming_phone_numbers) {
      expectShape(one, 'api.v2010.account.incoming_phone_number')
    }
  })

  test('a refusal has code, message, more_info and status', async () => {
    const { status, body } = await ask('/Messages.json', { To: 'x', From: store, Body: 'Hi' })
    expect(status).toBe(400)
    expect(body).toEqual({
      code: 21211,
      message: "Invalid 'To' Phone Number: x",
      more_info: 'https://www.twilio.com/docs/errors/21211',
      status: 400,
    })
  })
})
