import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPurchase } from '../../../test/purchase.ts'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let maya: Api
let theo: Api
let vera: Api
let sena: Api
let at: { storeId: string; customerId: string }
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  ;[maya, theo, vera, sena] = await Promise.all([
    world.as('maya'),
    world.as('theo'),
    world.as('vera'),
    world.as('sena'),
  ])
  at = { storeId: world.stores.berlin, customerId: world.customers.priya.id }
})
afterAll(() => world.close())

const eventsOf = (type: string, customerId: string) =>
  world.db
    .selectFrom('events')
    .select(['staff_id', 'store_id', 'data'])
    .where('type', '=', type)
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .execute()

describe('notes', () => {
  test('CUS-4: pinned first, then the latest, by label and page by page', async () => {
    const first = await maya.notes.add({ ...at, body: 'Likes linen', labels: ['preference'], pinned: true })
    const second = await theo.notes.add({ ...at, body: 'Wears 38', labels: ['size', 'preference', 'size'] })
    const third = await maya.notes.add({ ...at, body: 'Asked for a hem' })
    const order = [first.id, third.id, second.id]
    const pages: string[] = []
    let cursor: string | undefined
    do {
      const page = await vera.notes.list({ ...at, limit: 1, cursor })
      pages.push(...page.items.map(note => note.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(pages).toEqual(order)
    const { items } = await vera.notes.list({ ...at, label: 'size' })
    expect(items).toMatchObject([
      {
        body: 'Wears 38',
        labels: ['size', 'preference'],
        author: { firstName: 'Theo' },
        mayEdit: false,
        mayRemove: true,
      },
    ])
  })

  test('CUS-4: words that were changed meanwhile are not written over unseen; labels and pins are', async () => {
    const note = await theo.notes.add({ ...at, body: 'Size 38' })
    const onPhone = { noteId: note.id, seenEditedAt: note.editedAt }
    await maya.notes.update({ noteId: note.id, pinned: true })
    const first = await theo.notes.update({ ...onPhone, body: 'Size 39' })
    expect(first).toMatchObject({ body: 'Size 39', pinned: true })
    expect(await refusalOf(theo.notes.update({ ...onPhone, body: 'Size 37' }))).toMatchObject({
      code: 'VERSION_CHANGED',
      data: { current: { body: 'Size 39', editedAt: first.editedAt } },
    })
    // The same words once more, when their answer was lost, are no clash; nor is what has nothing to do with them.
    expect(await theo.notes.update({ ...onPhone, body: 'Size 39' })).toMatchObject({ body: 'Size 39' })
    expect(await theo.notes.update({ ...onPhone, labels: ['size'] })).toMatchObject({ labels: ['size'] })
    const again = { noteId: note.id, seenEditedAt: first.editedAt, body: 'Size 37' }
    expect(await theo.notes.update(again)).toMatchObject({ body: 'Size 37', pinned: true })
    await theo.notes.remove({ noteId: note.id })
  })

  test('CUS-4: only its author changes the words; anyone pins; author and manager remove', async () => {
    const note = await theo.notes.add({ ...at, body: 'First words' })
    expect(await refusalOf(maya.notes.update({ noteId: note.id, body: 'Other words' }))).toMatchObject({
      code: 'NOT_MINE',
    })
    expect(await maya.notes.update({ noteId: note.id, pinned: true })).toMatchObject({
      pinned: true,
      body: 'First words',
      editedAt: null,
    })
    const edited = await theo.notes.update({ noteId: note.id, body: 'Better words' })
    expect(edited).toMatchObject({ body: 'Better words', editedAt: expect.any(String), pinned: true })
    expect(await refusalOf(maya.notes.remove({ noteId: note.id }))).toMatchObject({ code: 'NOT_MINE' })
    await vera.notes.remove({ noteId: note.id })
    expect(await refusalOf(theo.notes.update({ noteId: note.id, pinned: false }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    const audit = await world.db
      .selectFrom('audit_entries')
      .select(['action', 'before', 'after'])
      .where('subject', '=', note.id)
      .orderBy('id')
      .execute()
    expect(audit.map(row => row.action)).toEqual(['note.changed', 'note.changed', 'note.removed'])
    expect(JSON.stringify(audit)).not.toContain('words')
  })

  test('CUS-4: a mention is told once, and stands on the colleague’s side', async () => {
    const { staff } = await maya.notes.colleagues(at)
    expect(staff.map(one => one.firstName)).toEqual(['Alma', 'Maya', 'Theo', 'Vera'])
    expect(
      await refusalOf(maya.notes.add({ ...at, body: 'Sena?', mentions: [world.staff.sena] })),
    ).toMatchObject({ code: 'NOT_A_COLLEAGUE' })
    const note = await maya.notes.add({
      ...at,
      body: 'Theo, the hem is ready',
      mentions: [world.staff.theo, world.staff.theo],
    })
    await maya.notes.update({ noteId: note.id, mentions: [world.staff.theo, world.staff.vera] })
    const told = await eventsOf('note.mentioned', at.customerId)
    expect(told.map(event => event.staff_id)).toEqual([world.staff.theo, world.staff.vera])
    expect(await theo.notes.mentions({})).toMatchObject({
      items: [{ note: { id: note.id }, storeId: at.storeId, customer: { name: 'Priya Raman' } }],
      nextCursor: null,
    })
    await maya.notes.update({ noteId: note.id, mentions: [] })
    expect((await theo.notes.mentions({})).items).toEqual([])
  })

  test('ACC-1: a mention is not seen by who no longer has a store that knows the customer', async () => {
    const note = await maya.notes.add({ ...at, body: 'Vera?', mentions: [world.staff.vera] })
    const ids = async () => (await vera.notes.mentions({})).items.map(item => item.note.id)
    expect(await ids()).toEqual([note.id])
    const alma = await world.as('alma')
    await alma.staff.update({ staffId: world.staff.vera, storeIds: [world.stores.paris] })
    expect(await ids()).toEqual([])
    await alma.staff.update({ staffId: world.staff.vera, storeIds: [world.stores.berlin] })
  })
})

describe('the wishlist', () => {
  test('CUS-6: has a product or a variant once, with picture, price and stock here', async () => {
    const { productId } = await aPurchase(world)
    const { id: variantId } = await world.db
      .selectFrom('variants')
      .select('id')
      .where('product_id', '=', productId)
      .executeTakeFirstOrThrow()
    const now = new Date()
    await world.db
      .insertInto('product_pictures')
      .values({ product_id: productId, position: 0, url: '/goods/coat.svg' })
      .execute()
    await world.db
      .insertInto('prices')
      .values({ variant_id: variantId, currency: 'EUR', amount_minor: 69_000, tax_included: true })
      .execute()
    await world.db
      .insertInto('stock')
      .values([
        { variant_id: variantId, store_id: at.storeId, quantity: 2, version: now },
        { variant_id: variantId, store_id: world.stores.paris, quantity: 9, version: now },
      ])
      .execute()
    const any = await maya.wishlist.add({ ...at, productId, size: '38', source: 'customer' })
    const one = await theo.wishlist.add({ ...at, productId, variantId, note: 'For the wedding' })
    expect(await theo.wishlist.add({ ...at, productId, note: 'Soon' })).toMatchObject({
      id: any.id,
      size: '38',
      note: 'Soon',
      source: 'customer',
      addedBy: { firstName: 'Maya' },
    })
    expect(await refusalOf(maya.wishlist.add({ ...at, productId: newId() }))).toMatchObject({
      code: 'UNKNOWN_PRODUCT',
    })
    expect(await refusalOf(maya.wishlist.add({ ...at, productId, variantId: newId() }))).toMatchObject({
      code: 'UNKNOWN_PRODUCT',
    })
    const page = await vera.wishlist.list({ ...at, limit: 1 })
    expect(page.items).toMatchObject([
      {
        id: one.id,
        product: { name: 'Camel coat', pictureUrl: '/goods/coat.svg' },
        variant: { size: '38' },
        price: { currency: 'EUR', amountMinor: 69_000 },
        stockHere: 2,
      },
    ])
    const rest = await vera.wishlist.list({ ...at, limit: 1, cursor: page.nextCursor ?? '' })
    expect(rest).toMatchObject({ items: [{ id: any.id, variant: null, stockHere: 2 }], nextCursor: null })
    await maya.wishlist.remove({ ...at, itemId: one.id })
    expect(await refusalOf(maya.wishlist.remove({ ...at, itemId: one.id }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('assignment', () => {
  test('CUS-3: goes to an associate or a store, tells both sides and is remembered', async () => {
    expect(await refusalOf(maya.customers.assign({ ...at, staffId: world.staff.theo }))).toMatchObject({
      code: 'NOT_PERMITTED',
    })
    expect(await vera.customers.assign({ ...at, staffId: world.staff.maya })).toMatchObject({
      assignedTo: { firstName: 'Maya' },
    })
    expect(await refusalOf(vera.customers.assign({ ...at, staffId: world.staff.sena }))).toMatchObject({
      code: 'NOT_AT_STORE',
    })
    const moved = { ...at, staffId: world.staff.sena, homeStoreId: world.stores.paris }
    expect(await vera.customers.assign(moved)).toMatchObject({
      assignedTo: { firstName: 'Sena' },
      homeStore: { name: 'Paris Marais' },
    })
    await vera.customers.assign(moved)
    const { items } = await maya.customers.assignments(at)
    expect(items).toMatchObject([
      {
        by: { firstName: 'Vera' },
        from: { staff: { firstName: 'Maya' }, storeName: null },
        to: { staff: { firstName: 'Sena' }, storeName: 'Paris Marais' },
      },
      { from: { staff: null }, to: { staff: { firstName: 'Maya' } } },
    ])
    const told = await eventsOf('customer.assigned', at.customerId)
    expect(told.slice(-2)).toMatchObject([
      { staff_id: world.staff.maya, data: { role: 'before' } },
      { staff_id: world.staff.sena, store_id: world.stores.paris, data: { role: 'after' } },
    ])
  })

  test('CUS-3: the next associate sees everything', async () => {
    const there = { ...at, storeId: world.stores.paris }
    const { items: notes } = await sena.notes.list(there)
    expect(notes.map(note => note.body)).toContain('Likes linen')
    expect((await sena.wishlist.list(there)).items).toHaveLength(1)
    expect(await sena.customers.get(there)).toMatchObject({ name: 'Priya Raman' })
    const { items } = await sena.customers.list({ storeId: there.storeId, list: 'mine' })
    expect(items.map(row => row.id)).toEqual([at.customerId])
  })
})

describe('saved filters', () => {
  test('CUS-1: are one person’s, in their order, until shared by who may', async () => {
    const [one, two] = [newId(), newId()]
    const vip = { tags: ['vip'], spentMinor: { from: 50_000 } }
    await maya.filters.save({ filterId: one, name: 'Best', filter: vip, sort: 'spent' })
    await maya.filters.save({ filterId: two, name: 'Silent', filter: { lastContact: { over: 90 } } })
    await maya.filters.reorder({ filterIds: [two] })
    const names = async (api: Api) =>
      (await api.filters.list({ storeId: at.storeId })).filters.map(filter => filter.name)
    expect(await names(maya)).toEqual(['Silent', 'Best'])
    expect(await names(theo)).toEqual([])
    const sharing = { filterId: one, name: 'Best', filter: vip, sharedWithStoreId: at.storeId }
    expect(await refusalOf(maya.filters.save(sharing))).toMatchObject({ code: 'NOT_PERMITTED' })
    const shared = { ...sharing, filterId: newId() }
    await vera.filters.save(shared)
    expect(await refusalOf(theo.filters.save({ ...shared, sharedWithStoreId: null }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect((await theo.filters.list({ storeId: at.storeId })).filters).toMatchObject([
      { name: 'Best', filter: vip, mine: false, owner: { firstName: 'Vera' } },
    ])
    await maya.filters.rename({ filterId: one, name: 'Good friends' })
    expect(await names(maya)).toEqual(['Silent', 'Good friends', 'Best'])
    expect(await refusalOf(theo.filters.remove({ filterId: shared.filterId }))).toMatchObject({
      code: 'NOT_PERMITTED',
    })
    await maya.filters.remove({ filterId: two })
    expect(await names(maya)).toEqual(['Good friends', 'Best'])
  })
})
