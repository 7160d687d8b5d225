import { contract } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { calls } from './leak-calls.ts'
import { everythingOfBerlin } from './leak-scene.ts'
import type { Target } from './leak-targets.ts'
import { oddInputs } from './odd-inputs.ts'
import { refusalOf } from './scene.ts'
import { type Api, createWorld, type World } from './world.ts'

type Operation = { name: string; schema: z.ZodType | undefined }
// Of an input with many fields each nth, so that all of them together take a few seconds; EVERY_ODD=1 sends all.
const most = process.env.EVERY_ODD ? Number.POSITIVE_INFINITY : 50
const nth = <T>(all: T[]): T[] =>
  all.filter((_, place) => place % Math.max(1, Math.ceil(all.length / most)) === 0)
// What takes things away comes last, so that the others have something to read.
const takesAway = /erase|delete|remove|merge|undo|discard|revoke|empty|take|setPin|deactivate|save|update/i
const operations: Operation[] = Object.entries(contract)
  .flatMap(([room, verbs]) =>
    Object.entries(verbs).map(([verb, node]) => ({
      name: `${room}.${verb}`,
      schema: (node as { '~orpc'?: { inputSchema?: z.ZodType } })['~orpc']?.inputSchema,
    })),
  )
  .filter(({ name }) => name !== 'live.stream')
  .sort((a, b) => Number(takesAway.test(a.name)) - Number(takesAway.test(b.name)))

let world: World
let berlin: Target
let alma: Api
beforeAll(async () => {
  world = await createWorld()
  berlin = await everythingOfBerlin(world)
  alma = await world.as('alma')
})
afterAll(() => world.close())

describe('what the contract allows, however odd', () => {
  test.each(operations)('API-1: $name is done or refused, and never breaks', async ({ name, schema }) => {
    if (!schema) return
    const [room = '', verb = ''] = name.split('.')
    const operation = (
      alma as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
    )[room]?.[verb]
    const broken: string[] = []
    for (const input of nth(oddInputs(schema, calls[name]?.input(berlin)))) {
      const refused = await refusalOf(operation?.(input) ?? Promise.resolve())
      if (refused && (refused.status ?? 0) >= 500) broken.push(JSON.stringify(input).slice(0, 400))
    }
    expect(broken).toEqual([])
  })
})
