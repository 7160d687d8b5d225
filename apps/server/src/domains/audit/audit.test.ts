import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, meets, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, password, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

type Change = readonly [action: string, change: () => Promise<unknown>, before: unknown, after: unknown]
const any = expect.anything()
const changes: Change[] = [
  [
    'staff.added',
    () =>
      alma.staff.create({
        firstName: 'N',
        lastName: 'N',
        email: 'n@alder.example',
        password,
        roleId: world.roles.associate,
        storeIds: [],
      }),
    null,
    any,
  ],
  [
    'staff.changed',
    () => alma.staff.update({ staffId: world.staff.theo, roleId: world.roles.manager }),
    expect.objectContaining({ role: 'associate' }),
    expect.objectContaining({ role: 'manager' }),
  ],
  [
    'role.saved',
    () => alma.staff.saveRole({ roleId: newId(), name: 'new', permissions: ['audit.read'] }),
    null,
    { name: 'new', permissions: ['audit.read'] },
  ],
  [
    'store.created',
    () =>
      alma.stores.create({
        name: 'Bonn',
        city: 'Bonn',
        country: 'DE',
        timeZone: 'Europe/Berlin',
        language: 'de',
      }),
    null,
    expect.objectContaining({ name: 'Bonn' }),
  ],
  [
    'store.allow_list_changed',
    () => alma.stores.setAllowList({ storeId: world.stores.sandbox, numbers: ['+4917139200482'] }),
    [],
    ['+4917139200482'],
  ],
  [
    'business.changed',
    () => alma.stores.saveBusiness({ frequencyCap: 3 }),
    expect.objectContaining({ frequencyCap: 6 }),
    expect.objectContaining({ frequencyCap: 3 }),
  ],
  [
    'consent.word_added',
    () => alma.consent.addWord({ kind: 'stop', language: 'en', phrase: 'basta' }),
    null,
    { kind: 'stop', language: 'en' },
  ],
  [
    'text.saved',
    () => alma.templates.saveText({ kind: 'help', language: 'en', body: 'Ask us.' }),
    any,
    'Ask us.',
  ],
  [
    'consent.opted_out_by_staff',
    async () =>
      alma.consent.confirmOptOut({
        conversationId: await writesFirst(world, freshPhone()),
        messageId: null,
        note: 'said so',
      }),
    null,
    { words: 'said so' },
  ],
  ['consent.stop_dismissed', dismisses, null, null],
  [
    'conversation.assigned',
    async () =>
      alma.conversations.assign({
        conversationId: await writesFirst(world, freshPhone()),
        staffId: world.staff.maya,
      }),
    null,
    any,
  ],
]
async function dismisses() {
  const phone = freshPhone()
  const conversationId = await writesFirst(world, phone)
  await world.says(phone, numbers.berlin, "Please don't text me any more")
  const { stopSuspected } = await alma.conversations.get({ conversationId })
  return alma.consent.dismissStop({ conversationId, messageId: stopSuspected?.messageId ?? '' })
}

describe('the audit', () => {
  test.each(changes)(
    'AUD-1: %s is written down: who, when, from where, before and after',
    async (action, change, before, after) => {
      await change()
      const { items } = await alma.audit.list({ action })
      expect(items).toMatchObject([
        { action, staffName: 'Alma Test', ip: expect.stringContaining('127.0.0.1'), before, after },
      ])
      expect(Math.abs(Date.parse(items[0]?.at ?? '') - world.server.clock.now().getTime())).toBeLessThan(
        60_000,
      )
    },
  )

  test('AUD-1: what was refused is not written down as done', async () => {
    const count = async () => (await alma.audit.list({ limit: 100 })).items.length
    const before = await count()
    await expect(alma.staff.update({ staffId: world.staff.alma, state: 'left' })).rejects.toThrow()
    expect(await count()).toBe(before)
  })

  test.each(["update audit_entries set action = 'x'", 'delete from audit_entries', 'truncate audit_entries'])(
    'AUD-1: the database refuses «%s»',
    async statement => {
      await expect(sql.raw(statement).execute(world.db)).rejects.toMatchObject({ code: '23001' })
    },
  )

  test('AUD-1: is read page by page, by action and by person, and only of one’s own stores', async () => {
    const all = (await alma.audit.list({ limit: 100 })).items.map(entry => entry.id)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await alma.audit.list({ limit: 3, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items.map(entry => entry.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(all)
    expect((await alma.audit.list({ staffId: world.staff.maya })).items).toEqual([])
    const vera = await world.as('vera')
    const seen = (await vera.audit.list({ limit: 100 })).items
    expect(seen.length).toBeGreaterThan(0)
    for (const entry of seen) expect(entry.storeId).toBe(world.stores.berlin)
    const [own] = seen
    expect(await vera.audit.get({ entryId: own?.id ?? '' })).toEqual(own)
    const foreign = all.find(id => !seen.some(entry => entry.id === id)) ?? ''
    await expect(vera.audit.get({ entryId: foreign })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('AUD-1: what was written down by its id is shown by its name, a customer’s to whom sees them, for as long as there is one', async () => {
    const { berlin } = world.stores
    const { customerId } = await meets(alma, berlin)
    await alma.customers.update({ storeId: berlin, customerId, firstName: 'Ida', lastName: 'Öz' })
    const told = async (api: Api, action: string) => (await api.audit.list({ action, limit: 1 })).items[0]
    const vera = await world.as('vera')
    for (const api of [alma, vera])
      expect(await told(api, 'customer.changed')).toMatchObject({
        subject: customerId,
        subjectName: 'Ida Öz',
        subjectErased: false,
      })
    expect(await told(alma, 'store.allow_list_changed')).toMatchObject({ subjectName: 'Berlin sandbox' })
    expect(await told(alma, 'business.changed')).toMatchObject({ subjectName: null, subjectErased: false })

    const known = await world.db
      .deleteFrom('customer_stores')
      .where('customer_id', '=', customerId)
      .returningAll()
      .execute()
    expect(await told(vera, 'customer.changed')).toMatchObject({ subjectName: null, subjectErased: false })
    await world.db.insertInto('customer_stores').values(known).execute()
    await alma.privacy.erase({ customerId })
    const erased = await told(alma, 'customer.changed')
    expect(erased).toMatchObject({ subject: customerId, subjectName: null, subjectErased: true })
    expect(await alma.audit.get({ entryId: erased?.id ?? '' })).toEqual(erased)
  })

  test('AUD-1: is read from either end, of a period and of a store of mine', async () => {
    const newest = (await alma.audit.list({ limit: 100 })).items
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await alma.audit.list({ limit: 3, first: 'oldest', ...(cursor ? { cursor } : {}) })
      paged.push(...page.items.map(entry => entry.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(newest.map(entry => entry.id).toReversed())
    const [from, until] = [newest[4]?.at ?? '', newest[1]?.at ?? '']
    expect((await alma.audit.list({ from, until, limit: 100 })).items).toEqual(
      newest.filter(({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(until)),
    )
    const { berlin } = world.stores
    const ofBerlin = (await alma.audit.list({ storeId: berlin, limit: 100 })).items
    expect(ofBerlin.length).toBeGreaterThan(0)
    expect(ofBerlin).toEqual(newest.filter(entry => entry.storeId === berlin))
    const vera = await world.as('vera')
    await expect(vera.audit.list({ storeId: world.stores.newYork })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('AUD-1: a list that is taken as a file is written down; one of people needs customer.export', async () => {
    const { berlin } = world.stores
    const filter = { show: 'kept', storeId: berlin, searched: true }
    await alma.audit.recordExport({ list: 'payments', rows: 812, filter })
    const [entry] = (await alma.audit.list({ action: 'list.exported' })).items
    expect(entry).toMatchObject({
      subject: 'payments',
      storeId: berlin,
      staffName: 'Alma Test',
      after: { rows: 812, filter },
    })
    const maya = await world.as('maya')
    await expect(maya.audit.recordExport({ list: 'duplicates', rows: 1, filter: {} })).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    })
    await expect(
      alma.audit.recordExport({ list: 'audit', rows: 1, filter: { storeId: newId() } }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await alma.audit.list({ action: 'list.exported' })).items).toHaveLength(1)
  })
})
