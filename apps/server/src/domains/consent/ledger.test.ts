import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversationOf, freshPhone, ledgerOf, writesFirst } from '../../../test/scene.ts'
import { createWorld, numbers, type World } from '../../../test/world.ts'
import { type ConsentChange, type ConsentKey, recordConsent } from './ledger.ts'
import { sealLedger } from './seal.ts'

let world: World
let phone: string
let key: ConsentKey
let stopMessageId: string

beforeAll(async () => {
  world = await createWorld({ outbox: false })
  phone = freshPhone()
  const conversationId = await writesFirst(world, phone)
  await world.says(phone, numbers.berlin, 'STOP')
  const point = await world.db
    .selectFrom('contact_points')
    .select('id')
    .where('value', '=', phone)
    .executeTakeFirstOrThrow()
  key = { contactPointId: point.id, storeId: world.stores.berlin, channel: 'sms' }
  const stop = await world.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('body', '=', 'STOP')
    .executeTakeFirstOrThrow()
  stopMessageId = stop.id
})
afterAll(() => world.close())

const record = (change: ConsentChange, at: Partial<ConsentKey> = {}) =>
  world.run(ctx => recordConsent(ctx, { ...key, ...at }, change))
const run = (statement: string) => sql.raw(statement).execute(world.db)

describe('the ledger', () => {
  test('CON-1: keeps when, by what, the exact words and the message, and chains each entry to the one before', async () => {
    const entries = await ledgerOf(world, phone)
    expect(entries).toMatchObject([
      {
        seq: 1,
        before: 'none',
        after: 'opted_in',
        cause: 'customer_initiated',
        words: 'Hello, is the linen blazer back?',
      },
      {
        seq: 2,
        before: 'opted_in',
        after: 'opted_out',
        cause: 'keyword',
        words: 'STOP',
        message_id: stopMessageId,
      },
    ])
    expect(entries[0]?.previous_hash).toEqual(createHash('sha256').update(key.contactPointId).digest())
    expect(entries[1]?.previous_hash).toEqual(entries[0]?.hash)
  })

  test.each([
    ["update consent_entries set words = 'YES'", '23001'],
    ['delete from consent_entries', '23001'],
    ['truncate consent_entries cascade', '23001'],
    ['delete from consent_states', '23001'],
    ["update consent_states set state = 'opted_in'", '23514'],
    ["update consent_states set state = 'opted_in', seq = 1", '23514'],
    ['update consent_states set seq = 1', '23514'],
  ])('CON-1 CON-7: the database refuses «%s»', async (statement, code) => {
    await expect(run(statement)).rejects.toMatchObject({ code })
    expect(await ledgerOf(world, phone)).toHaveLength(2)
  })

  test('CON-1: a state without its entry is refused', async () => {
    await expect(
      run(`insert into consent_states (contact_point_id, store_id, channel, state, since, seq)
           values ('${key.contactPointId}', '${world.stores.paris}', 'sms', 'opted_in', now(), 1)`),
    ).rejects.toMatchObject({ code: '23514' })
  })

  test.each(['staff', 'import', 'reply', 'customer_initiated', 'provider', 'lapsed'] as const)(
    'CON-7: %s does not lead out of an opt-out, whoever writes it',
    async cause => {
      for (const after of ['opted_in', 'none', 'requested'] as const)
        await expect(
          record({ before: 'opted_out', after, cause, messageId: stopMessageId }),
        ).rejects.toMatchObject({ code: '23514' })
    },
  )

  test('CON-7: a keyword without the customer’s own message does not either, nor with another customer’s', async () => {
    const other = await writesFirst(world, freshPhone())
    const { id: foreign } = await world.db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', other)
      .where('direction', '=', 'in')
      .executeTakeFirstOrThrow()
    const back = { before: 'opted_out', after: 'opted_in', cause: 'keyword' } as const
    for (const messageId of [null, foreign])
      await expect(record({ ...back, messageId })).rejects.toMatchObject({ code: '23514' })
    expect((await ledgerOf(world, phone)).at(-1)?.after).toBe('opted_out')
  })

  test('CON-7: the message that said stop does not lead back in', async () => {
    await expect(
      record({ before: 'opted_out', after: 'opted_in', cause: 'keyword', messageId: stopMessageId }),
    ).rejects.toMatchObject({ code: '23514' })
  })

  test('CON-1: an entry that starts from another state than the one held is refused', async () => {
    await expect(record({ before: 'none', after: 'opted_in', cause: 'import' })).rejects.toMatchObject({
      code: '40001',
    })
    await expect(record({ before: 'opted_in', after: 'opted_out', cause: 'staff' })).rejects.toMatchObject({
      code: '40001',
    })
  })

  test('CON-3: a request makes nobody opted in, and a change that changes nothing is no entry', async () => {
    const at = { storeId: world.stores.paris }
    await expect(record({ before: 'none', after: 'opted_in', cause: 'request' }, at)).rejects.toMatchObject({
      code: '23514',
    })
    await expect(record({ before: 'none', after: 'none', cause: 'import' }, at)).rejects.toMatchObject({
      code: '23514',
    })
  })

  test('CON-1: entries written at once for one contact point form one chain', async () => {
    const stores = [world.stores.paris, world.stores.newYork, world.stores.sandbox]
    await Promise.all(
      stores.map(storeId => record({ before: 'none', after: 'requested', cause: 'request' }, { storeId })),
    )
    expect((await ledgerOf(world, phone)).map(entry => entry.seq)).toEqual([1, 2, 3, 4, 5])
  })

  test('CON-5: after STOPALL a store without any entry counts as opted out, in the database too', async () => {
    const other = freshPhone()
    await writesFirst(world, other)
    await world.says(other, numbers.berlin, 'STOPALL')
    const { id } = await world.db
      .selectFrom('contact_points')
      .select('id')
      .where('value', '=', other)
      .executeTakeFirstOrThrow()
    const change = { before: 'none', after: 'opted_in', cause: 'import' } as const
    await expect(record(change, { contactPointId: id, storeId: world.stores.newYork })).rejects.toMatchObject(
      { code: '40001' },
    )
    expect(await conversationOf(world, other, numbers.berlin)).toBeTruthy()
  })
})

describe('the proof of one person', () => {
  test('CON-1: verifies by what it says of itself, without a look at our code', async () => {
    await world.run(sealLedger)
    const vera = await world.as('vera')
    const { id: customerId } = await world.db
      .selectFrom('customers as c')
      .innerJoin('contact_points as p', 'p.customer_id', 'c.id')
      .where('p.value', '=', phone)
      .select('c.id')
      .executeTakeFirstOrThrow()
    const proof = await vera.consent.proof({ customerId })
    const sha256 = (...parts: (string | Buffer)[]) =>
      parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
    const text = (field: string | number | boolean | null) =>
      field === null ? '-' : `${Buffer.byteLength(String(field))}:${field}`
    let previous = sha256(key.contactPointId)
    for (const entry of [...proof.entries].sort((a, b) => a.seq - b.seq)) {
      // Said by `howToVerify`, in this order.
      const digest = (words: string | null) =>
        words === null ? null : sha256(Buffer.from(entry.salt ?? '', 'hex'), words).toString('hex')
      expect([entry.form, entry.wordsDigest]).toEqual([2, digest(entry.words)])
      const fields = [
        '2',
        entry.contactPointId,
        entry.seq,
        entry.storeId,
        entry.channel,
        entry.before,
        entry.after,
        entry.cause,
        digest(entry.words),
        digest(entry.disclosure),
        entry.messageId,
        entry.staffId,
        entry.everywhere,
        entry.at,
      ]
      expect(entry.previousHash).toBe(previous.toString('hex'))
      previous = sha256(previous, fields.map(text).join(','))
      expect(entry.hash).toBe(previous.toString('hex'))
    }
    expect(proof.entries.length).toBeGreaterThan(1)
    expect(proof.seals).toHaveLength(1)
    expect(proof.howToVerify).toContain('SHA-256')
  })
})
