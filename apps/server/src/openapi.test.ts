import { contract } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../test/scene.ts'
import { createWorld, type World } from '../test/world.ts'

type Operation = {
  summary?: string
  tags?: string[]
  parameters?: unknown[]
  requestBody?: unknown
  responses?: Record<string, unknown>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  security: unknown
  components: { securitySchemes: Record<string, unknown> }
}
type Route = { method: string; path: string; summary: string; successStatus?: number }

const routes = Object.entries(contract).flatMap(([room, verbs]) =>
  Object.entries(verbs).map(([verb, node]) => ({
    name: `${room}.${verb}`,
    route: (node as { '~orpc': { route: Route } })['~orpc'].route,
  })),
)

let world: World
let document: Document
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  document = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as Document
})
afterAll(() => world.close())

describe('the OpenAPI document', () => {
  test.each(routes)('API-1: describes $name, in words', ({ route }) => {
    const described = document.paths[route.path]?.[route.method.toLowerCase()]
    expect(described?.summary).toBe(route.summary)
    expect(described?.tags).toHaveLength(1)
    expect(Object.keys(described?.responses ?? {})).toContain(String(route.successStatus ?? 200))
  })

  test('API-1: describes nothing that the contract does not have', () => {
    const described = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map(verb => `${verb.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual(routes.map(({ route }) => `${route.method} ${route.path}`).sort())
    expect(document.openapi).toMatch(/^3\.1/)
  })

  test('API-1: says how to sign in, by session or by key, and how to repeat a call safely', () => {
    expect(document.security).toEqual([{ session: [] }, { key: [] }])
    expect(document.components.securitySchemes.key).toMatchObject({ type: 'http', scheme: 'bearer' })
    const repeatable = { $ref: '#/components/parameters/IdempotencyKey' }
    for (const [path, verbs] of Object.entries(document.paths)) {
      for (const [method, { parameters = [] }] of Object.entries(verbs)) {
        // Streams of lines are repeated by the ids of their lines.
        if (method === 'get' || path.endsWith(':import')) expect(parameters).not.toContainEqual(repeatable)
        else expect(parameters).toContainEqual(repeatable)
      }
    }
  })

  test('API-1: says what the edge refuses, where a version is stated, and each status in words', () => {
    const all = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([method, one]) => ({ name: `${method} ${path}`, ...one })),
    )
    const stated = { $ref: '#/components/parameters/IfMatch' }
    const versioned = all.filter(({ parameters = [] }) =>
      parameters.some(one => JSON.stringify(one) === JSON.stringify(stated)),
    )
    expect(versioned.map(one => one.name)).toEqual(
      expect.arrayContaining([
        'patch /stores/{storeId}/customers/{customerId}',
        'post /customers/{customerId}/erase',
        'put /selling/tax-rates',
      ]),
    )
    for (const { name, responses = {}, requestBody } of all) {
      if (requestBody && !name.endsWith(':import'))
        expect(Object.keys(responses), name).toEqual(expect.arrayContaining(['400', '411', '413']))
      for (const [status, response] of Object.entries(responses)) {
        const { description, $ref } = response as { description?: string; $ref?: string }
        expect($ref ?? description, `${name} ${status}`).toMatch(/[a-zA-Z]/)
      }
    }
  })

  test('API-1: has a page to try it', async () => {
    const page = await fetch(`${world.url}/api/docs`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('/api/openapi.json')
  })

  test('API-1: what is at no operation says where to look', async () => {
    const response = await fetch(`${world.url}/api/v1/nothing`)
    expect(response.status).toBe(404)
    expect(((await response.json()) as { message: string }).message).toContain('/api/docs')
  })

  test('API-1: bad input is told by where it stands and what is wrong with it', async () => {
    const maya = await world.as('maya')
    const storeId = world.stores.berlin
    const limit = 0
    expect(await refusalOf(maya.customers.list({ storeId, list: 'store', limit }))).toMatchObject({
      status: 400,
      message: expect.stringMatching(/^This input is not valid\. limit: .*1/),
      data: { issues: [{ path: ['limit'] }] },
    })
  })
})
