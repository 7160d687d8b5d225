import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { twilioClient } from './client.ts'
import { twilioSms } from './sms.ts'

const folder =
  process.env.RAPPORT_SPECS ?? path.resolve(import.meta.dirname, '../../../../../../shared/specs')
const file = path.join(folder, 'twilio_api_v2010.json')
const accountSid = `AC${'0'.repeat(32)}`

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  format?: string
  enum?: unknown[]
  items?: Schema
  $ref?: string
}
type Described = {
  paths: Record<
    string,
    { servers?: { url: string }[] } & Record<
      string,
      {
        requestBody?: { content: Record<string, { schema: Schema }> }
        parameters?: { name: string; in: string; schema: Schema }[]
      }
    >
  >
  components: { schemas: Record<string, Schema> }
}
type Asked = {
  method: string
  path: string
  query: URLSearchParams
  form: URLSearchParams
  contentType: string
}

if (!existsSync(file))
  console.warn(
    'Twilio’s public description is not at RAPPORT_SPECS: what we ask of Twilio is not checked against it.',
  )

describe.skipIf(!existsSync(file))('what we ask of Twilio', () => {
  const asked: Asked[] = []
  let server: Server
  let described: Described
  let sms: ReturnType<typeof twilioSms>

  beforeAll(async () => {
    described = JSON.parse(readFileSync(file, 'utf8'))
    server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '', 'http://twilio')
      let body = ''
      for await (const chunk of request) body += chunk
      asked.push({
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        form: new URLSearchParams(body),
        contentType: request.headers['content-type'] ?? '',
      })
      response.setHeader('content-type', 'application/json')
      response.statusCode = request.method === 'POST' ? 201 : 200
      response.end(
        JSON.stringify(
          request.url?.includes('/Messages/') || request.method === 'POST'
            ? { sid: 'SM1', status: 'queued' }
            : { messages: [] },
        ),
      )
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    sms = twilioSms(
      twilioClient({ accountSid, authToken: 'token', baseUrl, timeoutMs: 5000 }),
      id => `https://shop.example/hooks/twilio/status?message=${id}`,
    )
  })
  afterAll(() => new Promise(resolve => server.close(resolve)))

  /** The operation of the description that this request is, by its path with the account and ids filled in. */
  function operationOf({ method, path: at }: Asked) {
    for (const [template, verbs] of Object.entries(described.paths)) {
      const pattern = new RegExp(
        `^${template.replace(/\{[^}]+\}/g, '[^/.]+').replaceAll('.json', '\\.json')}$`,
      )
      const verb = verbs[method.toLowerCase()]
      if (pattern.test(at) && verb) return verb
    }
    throw new Error(`Twilio describes no ${method} ${at}.`)
  }
  const ajv = new Ajv({ strict: false, validateFormats: false, coerceTypes: 'array' })
  function resolved(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1)
    return name ? (described.components.schemas[name] ?? {}) : schema
  }
  function expectDescribed(
    given: URLSearchParams,
    properties: Record<string, Schema>,
    required: string[] = [],
  ) {
    for (const name of given.keys()) expect(Object.keys(properties)).toContain(name)
    const shape = {
      type: 'object',
      required,
      additionalProperties: false,
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, resolved(one)])),
    }
    const valid = ajv.validate(shape, Object.fromEntries(given))
    expect(ajv.errors ?? []).toEqual([])
    expect(valid).toBe(true)
  }

  test('MSG-2: a send is CreateMessage with the parameters that Twilio describes, and the address that tells us its outcome', async () => {
    await sms.send({
      messageId: '00000000-0000-4000-8000-000000000001',
      channel: 'sms',
      from: '+493023125001',
      to: '+4917139200482',
      body: 'Grüße & mehr 😀',
    })
    await sms.send({
      messageId: '00000000-0000-4000-8000-000000000002',
      channel: 'whatsapp',
      from: '+493023125001',
      to: '+4917139200482',
      body: 'x',
    })
    const sends = asked.filter(one => one.method === 'POST')
    expect(sends).toHaveLength(2)
    for (const send of sends) {
      expect(send.path).toBe(`/2010-04-01/Accounts/${accountSid}/Messages.json`)
      expect(send.contentType).toContain('application/x-www-form-urlencoded')
      const schema = operationOf(send).requestBody?.content['application/x-www-form-urlencoded']?.schema ?? {}
      expectDescribed(send.form, schema.properties ?? {}, schema.required)
    }
    expect(Object.fromEntries(sends[0]?.form ?? [])).toEqual({
      From: '+493023125001',
      To: '+4917139200482',
      Body: 'Grüße & mehr 😀',
      StatusCallback: 'https://shop.example/hooks/twilio/status?message=00000000-0000-4000-8000-000000000001',
    })
    expect(sends[1]?.form.get('To')).toBe('whatsapp:+4917139200482')
  })

  test('MSG-2: looking for a lost send, asking for a status and listing what came in are operations that Twilio describes', async () => {
    asked.length = 0
    const lost = { from: '+493023125001', to: '+4917139200482', body: 'x', since: new Date() }
    await sms.findSent({ ...lost, channel: 'sms' })
    await sms.findSent({ ...lost, channel: 'whatsapp' })
    expect(asked.map(one => one.query.get('To'))).toEqual([lost.to, `whatsapp:${lost.to}`])
    expect(asked.map(one => one.query.get('From'))).toEqual([lost.from, `whatsapp:${lost.from}`])
    await sms.status(`SM${'0'.repeat(32)}`)
    for await (const _ of sms.listInbound('+493023125001', new Date('2026-11-22T12:00:00Z')))
      throw new Error('There is nothing in the list.')
    expect(asked).toHaveLength(4)
    for (const one of asked) {
      const parameters = (operationOf(one).parameters ?? []).filter(parameter => parameter.in === 'query')
      expectDescribed(
        one.query,
        Object.fromEntries(parameters.map(parameter => [parameter.name, parameter.schema])),
      )
    }
  })
})
