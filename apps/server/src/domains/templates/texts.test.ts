import { languages, TextKind } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, meets, refusalOf, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, numbers, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld()
  alma = await world.as('alma')
})
afterAll(() => world.close())

const problems = (refused: { data?: unknown } | undefined) =>
  (refused?.data as { problems?: string[] })?.problems
const save = (body: string) => alma.templates.saveText({ kind: 'opt_in', language: 'en', body })

describe('the automatic texts', () => {
  test('TPL-1: are there in every language from the start, and each would be accepted', async () => {
    const { texts } = await alma.templates.texts()
    expect(texts).toHaveLength(languages.length * TextKind.options.length)
    for (const { kind, language, body } of texts.filter(one => one.kind === 'opt_in'))
      expect(await refusalOf(alma.templates.saveText({ kind, language, body }))).toBeUndefined()
  })

  test.each([
    ['Reply YES to start, STOP to stop.', 'no_business_name'],
    ['{{ business.name }} would like to write to you. Reply YES.', 'no_way_to_stop'],
    ['{{ business.name }} would like to write to you. STOP ends it.', 'no_way_to_start'],
    ['{{ business.name }}, {{ customer.shoe_size }}: YES or STOP?', 'unknown_variable'],
    ['{{ business.name }}: {% if x %}YES{% endif %} or STOP?', 'unknown_variable'],
    [`{{ business.name }}: YES or STOP? ${'Long. '.repeat(130)}`, 'too_long'],
  ])('TPL-1: an opt-in message is refused when «%s»', async (body, problem) => {
    const refused = await refusalOf(save(body))
    expect(refused).toMatchObject({ code: 'TEXT_REFUSED', status: 422 })
    expect(problems(refused)).toContain(problem)
  })

  test('TPL-1: a new version holds from the next message on, and the old ones are kept', async () => {
    const first = (await alma.templates.texts()).texts.find(
      text => text.kind === 'opt_in' && text.language === 'en',
    )
    const saved = await save('Alder here, that is Maison Alder in {{ store.city }}. YES starts, STOP stops.')
    expect(saved).toMatchObject({ version: (first?.version ?? 0) + 1, changedBy: 'Alma Test' })
    const { customerId, contactPointId } = await meets(alma, world.stores.berlin)
    const preview = await alma.consent.previewRequest({
      storeId: world.stores.berlin,
      customerId,
      contactPointId,
      channel: 'sms',
      introduction: 'Hi',
    })
    expect(preview.text).toBe(
      'Hi\n\nAlder here, that is Maison Alder in Berlin Mitte. YES starts, STOP stops.',
    )
    const kept = await world.db
      .selectFrom('texts')
      .select('body')
      .where('kind', '=', 'opt_in')
      .where('language', '=', 'en')
      .execute()
    expect(kept.map(row => row.body)).toContain(first?.body)
  })

  test('TPL-1: two who save at the same moment make two versions', async () => {
    const bodies = ['one', 'two', 'three', 'four']
    const saved = await Promise.all(
      bodies.map(body => alma.templates.saveText({ kind: 'help', language: 'en', body })),
    )
    expect(new Set(saved.map(text => text.version)).size).toBeGreaterThan(0)
    const kept = await world.db
      .selectFrom('texts')
      .select(['version', 'body'])
      .where('kind', '=', 'help')
      .where('language', '=', 'en')
      .orderBy('version')
      .execute()
    expect(
      kept
        .slice(-4)
        .map(row => row.body)
        .sort(),
    ).toEqual([...bodies].sort())
    expect(kept.map(row => row.version)).toEqual(kept.map((_, at) => at + 1))
  })

  test('CON-6 TPL-1: HELP is answered with the business’s help text, in the customer’s language', async () => {
    await alma.templates.saveText({ kind: 'help', language: 'fr', body: 'Aide de {{ business.name }}.' })
    const phone = freshPhone()
    await writesFirst(world, phone, numbers.paris)
    await world.says(phone, numbers.paris, 'INFO')
    await world.until('the help', () => world.arrived(phone, numbers.paris).length === 1)
    expect(world.arrived(phone, numbers.paris)).toEqual(['Aide de Maison Alder.'])
  })
})
