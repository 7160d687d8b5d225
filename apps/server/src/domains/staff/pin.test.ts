import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { createWorld, newId, password, type World } from '../../../test/world.ts'
import { verb } from '../../platform/http/operations.ts'
import { approveByPin } from './approve.ts'
import { discountLimitOf } from './discount-limits.ts'
import { loadViewer } from './viewer.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const pin = '4711'
const wrong = '9999'
beforeEach(async () => {
  await world.db.updateTable('staff').set({ pin_failures: 0, pin_locked_until: null }).execute()
  await (await world.as('vera')).session.setPin({ pin, password })
})

/** What a verb of Maya's makes of a PIN, through the same edge as every verb: its transaction, its refusals. */
async function approves(given: string, by: keyof World['staff'] = 'vera', idempotencyKey?: string) {
  const viewer = await loadViewer(world.db, { staffId: world.staff.maya }, world.server.clock.now())
  const input = { storeId: world.stores.berlin, staffId: world.staff[by], pin: given }
  return verb(approveByPin)({
    context: {
      runtime: world.server,
      viewer,
      ip: null,
      lastEventId: undefined,
      requestId: newId(),
      idempotencyKey,
    },
    input,
    path: ['carts', 'approve'],
  })
}
const codes = async (tries: Promise<unknown>[]) =>
  (await Promise.all(tries.map(refusalOf))).map(refused => refused?.code)
const ofVera = () =>
  world.db
    .selectFrom('staff')
    .where('id', '=', world.staff.vera)
    .select(['pin_hash', 'pin_failures', 'pin_locked_until'])
    .executeTakeFirstOrThrow()
const auditOf = async (subject: string) =>
  (
    await world.db
      .selectFrom('audit_entries')
      .where('subject', '=', subject)
      .where('action', 'like', 'pin.%')
      .select(['action', 'staff_id', 'before', 'after'])
      .orderBy('id')
      .execute()
  ).map(entry => ({ ...entry }))

describe('approving with a PIN on a colleague’s device', () => {
  test('ACC-3: the PIN of a manager of the store approves, up to the manager’s own limit', async () => {
    expect(await approves(pin)).toEqual({ staffId: world.staff.vera, limitBp: 3000 })
  })

  test('ACC-3: a wrong PIN is refused, and stays counted although the verb is', async () => {
    expect(await refusalOf(approves(wrong))).toMatchObject({ code: 'APPROVAL_REFUSED', status: 403 })
    expect(await refusalOf(approves(wrong, 'vera', newId()))).toMatchObject({ code: 'APPROVAL_REFUSED' })
    expect((await ofVera()).pin_failures).toBe(2)
    const entries = await auditOf(world.staff.vera)
    expect(entries.at(-1)).toMatchObject({ action: 'pin.refused', staff_id: world.staff.maya })
  })

  test('ACC-3: five wrong ones in a row lock for a quarter of an hour, also for the right one', async () => {
    for (let n = 0; n < 5; n++) expect((await refusalOf(approves(wrong)))?.code).toBe('APPROVAL_REFUSED')
    expect(await refusalOf(approves(pin))).toMatchObject({ code: 'PIN_LOCKED', status: 429 })
    expect((await auditOf(world.staff.vera)).at(-1)?.action).toBe('pin.locked')
    const until = (await ofVera()).pin_locked_until
    expect(until && until.getTime() - world.server.clock.now().getTime()).toBeGreaterThan(14 * 60_000)
    await world.db
      .updateTable('staff')
      .set({ pin_locked_until: world.server.clock.now() })
      .where('id', '=', world.staff.vera)
      .execute()
    expect(await approves(pin)).toMatchObject({ staffId: world.staff.vera })
    expect(await ofVera()).toMatchObject({ pin_failures: 0, pin_locked_until: null })
  })

  test('ACC-3: twenty tries at once are five tries', async () => {
    const answers = await codes(Array.from({ length: 20 }, () => approves(wrong)))
    expect(answers.filter(code => code === 'APPROVAL_REFUSED')).toHaveLength(5)
    expect(answers.filter(code => code === 'PIN_LOCKED')).toHaveLength(15)
  })

  test('ACC-3: the right one in between starts the count anew', async () => {
    for (const given of [wrong, wrong, wrong, wrong, pin, wrong]) await refusalOf(approves(given))
    expect(await ofVera()).toMatchObject({ pin_failures: 1, pin_locked_until: null })
  })

  test('ACC-3: the same call again is not answered from memory when it was refused', async () => {
    const key = newId()
    expect((await refusalOf(approves(wrong, 'vera', key)))?.code).toBe('APPROVAL_REFUSED')
    expect((await refusalOf(approves(wrong, 'vera', key)))?.code).toBe('APPROVAL_REFUSED')
    expect((await ofVera()).pin_failures).toBe(2)
  })

  test('ACC-3: who may not approve, is of another store, has left or has no PIN approves nothing', async () => {
    const set = async (name: 'theo' | 'sena' | 'alma') =>
      (await world.as(name)).session.setPin({ pin, password })
    await Promise.all([set('theo'), set('sena')])
    expect(await codes([approves(pin, 'theo'), approves(pin, 'sena'), approves(pin, 'alma')])).toEqual(
      Array(3).fill('APPROVAL_REFUSED'),
    )
    await world.db.updateTable('staff').set({ state: 'left' }).where('id', '=', world.staff.vera).execute()
    expect((await refusalOf(approves(pin)))?.code).toBe('APPROVAL_REFUSED')
    await world.db.updateTable('staff').set({ state: 'active' }).where('id', '=', world.staff.vera).execute()
  })

  test('ACC-3: who may approve is listed with their limit, and whether they have a PIN', async () => {
    const { approvers } = await (await world.as('maya')).session.approvers({ storeId: world.stores.berlin })
    expect(approvers.map(one => [one.firstName, one.limitBp, one.hasPin])).toEqual([
      ['Alma', null, false],
      ['Vera', 3000, true],
    ])
  })

  test('CRT-4: the session says what somebody may give away by themselves', async () => {
    const limits = ['maya', 'vera', 'alma'].map(async name =>
      (await world.as(name as 'maya')).session.get().then(session => session.discountLimitBp),
    )
    expect(await Promise.all(limits)).toEqual([1000, 3000, null])
  })
})

describe('a PIN of one’s own', () => {
  test('ACC-3: is kept as a hash, a different one each time', async () => {
    const before = (await ofVera()).pin_hash
    await (await world.as('vera')).session.setPin({ pin, password })
    const after = (await ofVera()).pin_hash
    expect(before).toMatch(/^scrypt\$/)
    expect(before).not.toContain(pin)
    expect(after).not.toBe(before)
    expect((await auditOf(world.staff.vera)).at(-1)).toEqual({
      action: 'pin.set',
      staff_id: world.staff.vera,
      before: null,
      after: null,
    })
  })

  test('ACC-3: takes the password, and whoever guesses at that is stopped like at a PIN', async () => {
    const vera = await world.as('vera')
    const guess = () => refusalOf(vera.session.setPin({ pin: '8642', password: 'wrong horse' }))
    for (let n = 0; n < 5; n++) expect(await guess()).toMatchObject({ code: 'PASSWORD_WRONG', status: 403 })
    expect(await guess()).toMatchObject({ code: 'PIN_LOCKED' })
    expect(await refusalOf(vera.session.setPin({ pin: '8642', password }))).toMatchObject({
      code: 'PIN_LOCKED',
    })
  })

  test('ACC-3: can be taken away, and the session says whether there is one', async () => {
    const vera = await world.as('vera')
    expect((await vera.session.get()).hasPin).toBe(true)
    await vera.session.setPin({ pin: null, password })
    expect((await vera.session.get()).hasPin).toBe(false)
    expect((await refusalOf(approves(pin)))?.code).toBe('APPROVAL_REFUSED')
  })

  test('ACC-3: is none of those that are guessed first', async () => {
    const vera = await world.as('vera')
    for (const easy of ['0000', '1234', '98765', '22222222'])
      expect(await refusalOf(vera.session.setPin({ pin: easy, password }))).toMatchObject({
        code: 'PIN_TOO_EASY',
      })
    for (const odd of ['123', '123456789', '12a4'])
      expect((await refusalOf(vera.session.setPin({ pin: odd, password })))?.status).toBe(400)
  })
})

test('CRT-4: a new business starts with limits: associates 10 %, managers 30 %, admins none, other systems nothing', async () => {
  const of = (name: keyof World['staff']) => discountLimitOf({ tx: world.db }, world.staff[name])
  expect([await of('maya'), await of('vera'), await of('alma')]).toEqual([1000, 3000, null])
  const { key } = await (await world.as('alma')).integrations.createKey({
    name: 'Till',
    permissions: ['cart.discount'],
    storeIds: null,
  })
  const { staff_id } = await world.db
    .selectFrom('api_keys')
    .where('id', '=', key.id)
    .select('staff_id')
    .executeTakeFirstOrThrow()
  expect(await discountLimitOf({ tx: world.db }, staff_id)).toBe(0)
})
