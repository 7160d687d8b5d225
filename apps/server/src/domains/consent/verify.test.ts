import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshPhone, writesFirst } from '../../../test/scene.ts'
import { createWorld, numbers, type World } from '../../../test/world.ts'
import { sealLedger } from './seal.ts'
import { verifyLedger } from './verify.ts'

let world: World
const points: string[] = []

beforeAll(async () => {
  world = await createWorld({ outbox: false })
  for (let nth = 0; nth < 3; nth++) {
    const phone = freshPhone()
    await writesFirst(world, phone)
    await world.says(phone, numbers.berlin, 'STOP')
    const { id } = await world.db
      .selectFrom('contact_points')
      .select('id')
      .where('value', '=', phone)
      .executeTakeFirstOrThrow()
    points.push(id)
  }
  points.sort()
  await world.run(sealLedger)
})
afterAll(() => world.close())

/** As someone would who owns the database: no trigger sees it, and all is undone afterwards. */
async function tampered(...statements: string[]) {
  const undone = new Error('undone')
  let found: Awaited<ReturnType<typeof verifyLedger>> | undefined
  await world.db
    .transaction()
    .execute(async tx => {
      await sql`set local session_replication_role = replica`.execute(tx)
      for (const statement of statements) await sql.raw(statement).execute(tx)
      found = await verifyLedger(tx)
      throw undone
    })
    .catch(error => {
      if (error !== undone) throw error
    })
  return found?.firstFault
}
const of = (point: number, seq: number) => `contact_point_id = '${points[point]}' and seq = ${seq}`

describe('verifying the ledger', () => {
  beforeEach(async () => {
    expect(await verifyLedger(world.db)).toEqual({ entries: 6, chains: 3, seals: 1, firstFault: null })
  })

  test.each([
    'words',
    'words_digest',
    'disclosure',
    'salt',
    'cause',
    'after',
    'store_id',
    'message_id',
    'staff_id',
    'everywhere',
    'at',
    'channel',
  ])('CON-1: finds a change of «%s», and names the first row', async column => {
    const other: Record<string, string> = {
      cause: "'import'",
      after: "'requested'",
      store_id: `'${world.stores.paris}'`,
      message_id: 'uuidv7()',
      staff_id: 'uuidv7()',
      everywhere: 'not everywhere',
      at: "at + interval '1 microsecond'",
      channel: "'whatsapp'",
      words_digest: "sha256('other')",
      salt: "sha256('other')",
    }
    const set = `${column} = ${other[column] ?? `coalesce(${column}, '') || '.'`}`
    const fault = await tampered(`update consent_entries set ${set} where ${of(1, 1)} or ${of(2, 2)}`)
    expect(fault).toEqual({
      where: `contact point ${points[1]}, entry 1`,
      fault: 'its content does not match its hash',
    })
  })

  test('CON-1: rows of form 1, of before, stay verifiable beside those of form 2, and a change of them shows', async () => {
    const asBefore = [
      `update consent_entries e set form = 1, salt = null, words_digest = null, disclosure_digest = null where ${of(0, 1)} or ${of(0, 2)}`,
      `update consent_entries e set hash = consent_entry_digest(e) where ${of(0, 1)}`,
      `update consent_entries e set previous_hash = (select hash from consent_entries where ${of(0, 1)}) where ${of(0, 2)}`,
      `update consent_entries e set hash = consent_entry_digest(e) where ${of(0, 2)}`,
      `update consent_heads set hash = (select hash from consent_entries where ${of(0, 2)}) where contact_point_id = '${points[0]}'`,
      'delete from consent_seal_heads',
      'delete from consent_seals',
    ]
    expect(await tampered(...asBefore)).toBeNull()
    expect(await tampered(...asBefore, `update consent_entries set words = 'YES' where ${of(0, 2)}`)).toEqual(
      {
        where: `contact point ${points[0]}, entry 2`,
        fault: 'its content does not match its hash',
      },
    )
  })

  test('CON-1: finds an entry taken out of the middle', async () => {
    const fault = await tampered(`delete from consent_entries where ${of(0, 1)}`)
    expect(fault).toEqual({
      where: `contact point ${points[0]}, entry 2`,
      fault: 'entry 1 is missing before it',
    })
  })

  test('CON-1: finds a chain that was computed anew after a change, by its neighbours', async () => {
    const fault = await tampered(
      `update consent_entries e set words = 'YES', words_digest = sha256(salt || 'YES'::bytea) where ${of(0, 1)}`,
      `update consent_entries e set hash = consent_entry_digest(e) where ${of(0, 1)}`,
    )
    expect(fault).toEqual({
      where: `contact point ${points[0]}, entry 2`,
      fault: 'it does not follow from the entry before it',
    })
  })

  test('CON-1: finds a tail that was cut off with its head and state, by the seal', async () => {
    const fault = await tampered(
      `delete from consent_entries where ${of(1, 2)}`,
      `update consent_heads h set seq = 1, hash = (select hash from consent_entries e where ${of(1, 1)}) where contact_point_id = '${points[1]}'`,
      `update consent_states set state = 'opted_in', seq = 1 where contact_point_id = '${points[1]}'`,
    )
    expect(fault?.where).toBe(`contact point ${points[1]}, entry 2`)
    expect(fault?.fault).toContain('sealed')
  })

  test('CON-1: finds a chain that was dropped whole, by the seal', async () => {
    const fault = await tampered(
      ...['consent_entries', 'consent_states', 'consent_heads'].map(
        table => `delete from ${table} where contact_point_id = '${points[2]}'`,
      ),
    )
    expect(fault?.where).toBe(`contact point ${points[2]}, entry 2`)
  })

  test('CON-1: finds a last chain of entries that was written anew to its end, by the seal', async () => {
    const fault = await tampered(
      `update consent_entries set words = 'YES' where ${of(1, 2)}`,
      `update consent_entries e set hash = consent_entry_digest(e) where ${of(1, 2)}`,
      `update consent_heads h set hash = (select hash from consent_entries where ${of(1, 2)}) where contact_point_id = '${points[1]}'`,
    )
    expect(fault?.where).toBe(`contact point ${points[1]}, entry 2`)
  })

  test.each([
    [
      'a state that no entry says',
      () => `update consent_states set state = 'opted_in' where contact_point_id = '${points[0]}'`,
      'its state is not what its last entry says',
    ],
    [
      'a state that points at an older entry',
      () => `update consent_states set state = 'opted_in', seq = 1 where contact_point_id = '${points[0]}'`,
      'its state is not what its last entry says',
    ],
    [
      'a state that is gone',
      () => `delete from consent_states where contact_point_id = '${points[0]}'`,
      'its state is not what its last entry says',
    ],
    [
      'a head that points elsewhere',
      () => `update consent_heads set seq = 1 where contact_point_id = '${points[0]}'`,
      'its last entry is not the one its head names',
    ],
    [
      'a head that is gone',
      () => `delete from consent_heads where contact_point_id = '${points[0]}'`,
      'its chain has no head',
    ],
  ])('CON-1: finds %s', async (_what, statement, fault) => {
    expect(await tampered(statement())).toEqual({ where: `contact point ${points[0]}`, fault })
  })

  test.each([
    ['a changed digest', `update consent_seals set digest = sha256('x')`],
    [
      'a head taken out of a seal',
      `delete from consent_seal_heads where ctid = (select ctid from consent_seal_heads limit 1)`,
    ],
    ['a seal with other heads', `update consent_seal_heads set seq = 1`],
  ])('CON-1: finds %s', async (_what, statement) => {
    expect((await tampered(statement))?.where).toMatch(/^seal 1 of /)
  })

  test('CON-1: finds a seal that is missing before another', async () => {
    const fault = await tampered(
      `update consent_seals set number = 2`,
      `update consent_seal_heads set seal = 2`,
    )
    expect(fault?.fault).toBe('a seal before it is missing')
  })

  test('CON-1: sealing again seals only what is new, chained to the last', async () => {
    expect(await world.run(sealLedger)).toBe(0)
  })
})
