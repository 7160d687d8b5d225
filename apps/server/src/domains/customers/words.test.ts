import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let maya: Api
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  maya = await world.as('maya')
  alma = await world.as('alma')
})
afterAll(() => world.close())

const berlin = () => world.stores.berlin
async function someone(given: object, storeId = berlin()) {
  const { customerId } = await alma.customers.create({
    storeId,
    firstName: 'Ada',
    lastName: 'Lind',
    phone: freshPhone(),
    ...given,
  })
  return { storeId, customerId }
}
const tags = async (q?: string, storeId = berlin()) =>
  (await alma.customers.words({ storeId, field: 'tags', ...(q === undefined ? {} : { q }) })).words

describe('words that profiles have', () => {
  test('CUS-1: a tag is offered by how it begins, as it was first spelled, once', async () => {
    await someone({ tags: ['Café crème', 'linen'] })
    await someone({ tags: ['café crème', 'Calf leather', 'LINEN'] })
    expect(await tags('ca')).toEqual(['Café crème', 'Calf leather'])
    expect(await tags('CAFÉ C')).toEqual(['Café crème'])
    expect(await tags('lin')).toEqual(['linen'])
    expect(await tags('%')).toEqual([])
    expect(await tags()).toEqual(['Café crème', 'Calf leather', 'linen'])
  })

  test('CUS-1: sizes are those of what is worn', async () => {
    await someone({ sizes: { shoes: '39', garment: '38' } })
    await someone({ sizes: { shoes: '39½' } })
    const { words } = await maya.customers.words({ storeId: berlin(), field: 'sizes.shoes' })
    expect(words).toEqual(['39', '39½'])
    expect((await maya.customers.words({ storeId: berlin(), field: 'sizes.hat' })).words).toEqual([])
    expect(
      await refusalOf(maya.customers.words({ storeId: berlin(), field: 'attributes.pet' })),
    ).toMatchObject({ status: 400 })
  })

  test('ACC-1: what a store’s customers have is offered in that store alone', async () => {
    await someone({ tags: ['Seine'] }, world.stores.paris)
    expect(await tags('sei')).toEqual([])
    expect(await tags('sei', world.stores.paris)).toEqual(['Seine'])
    expect(
      await refusalOf(maya.customers.words({ storeId: world.stores.paris, field: 'tags' })),
    ).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('CUS-8: a word that nobody has any more is gone, and one that somebody has stays', async () => {
    const one = await someone({ tags: ['Widow of the mayor', 'Opera'] })
    await someone({ tags: ['opera'] })
    await alma.customers.update({ ...one, tags: [] })
    expect(await tags('widow')).toEqual([])
    expect(await tags('op')).toEqual(['Opera'])
    await alma.customers.update({ ...one, tags: ['Widow of the mayor'] })
    expect(await tags('widow')).toEqual(['Widow of the mayor'])
    await alma.privacy.erase({ customerId: one.customerId })
    expect(await tags('widow')).toEqual([])
    const left = await world.db
      .selectFrom('profile_words')
      .select('word')
      .where('word', 'ilike', '%widow%')
      .execute()
    expect(left).toEqual([])
  })

  test('CUS-1: many who bring the same new words at once all succeed, and each word is there', async () => {
    const words = Array.from({ length: 12 }, (_, n) => `Season ${String(n).padStart(2, '0')}`)
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        alma.customers.upsert({
          customers: Array.from({ length: 4 }, () => ({
            externalId: newId(),
            firstName: 'Ada',
            storeIds: [berlin()],
            tags: n % 2 ? words : [...words].reverse(),
          })),
        }),
      ),
    )
    expect(await tags('season')).toEqual(words)
  })

  test('CUS-1: never more than is asked for', async () => {
    const { words } = await alma.customers.words({ storeId: berlin(), field: 'tags', q: 'season', limit: 5 })
    expect(words).toHaveLength(5)
  })
})
