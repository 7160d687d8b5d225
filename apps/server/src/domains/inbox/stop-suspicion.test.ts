import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, ledgerOf, messageRow, refusalOf, writes, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'

let world: World
let maya: Api
beforeAll(async () => {
  world = await createWorld()
  maya = await world.as('maya')
})
afterAll(() => world.close())

const angry = "Please don't text me any more"
async function suspected() {
  const phone = freshPhone()
  const conversationId = await writesFirst(world, phone)
  await world.says(phone, numbers.berlin, angry)
  const { stopSuspected, gate } = await maya.conversations.get({ conversationId })
  return { phone, conversationId, messageId: stopSuspected?.messageId ?? '', stopSuspected, gate }
}

describe('free text that means stop', () => {
  test('CON-8: holds everything at once and asks the associate', async () => {
    const { conversationId, stopSuspected, gate } = await suspected()
    expect(stopSuspected?.words).toBe(angry)
    expect(gate).toMatchObject({
      verdict: 'deny',
      reasons: ['stop_suspected'],
      instead: ['confirm_or_dismiss_stop'],
    })
    expect(await refusalOf(writes(maya, conversationId, 'But we have a sale!'))).toMatchObject({
      code: 'SEND_DENIED',
    })
  })

  test('CON-8: stops what was still waiting to go', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    world.carrier.faults.set({ carrier: 'down' })
    await writes(maya, conversationId, 'First')
    const second = await writes(maya, conversationId, 'Second')
    await world.server.http?.receiver.receive({
      providerMessageId: `SM${newId().replaceAll('-', '')}`,
      channel: 'sms',
      from: phone,
      to: numbers.berlin,
      body: angry,
      mediaCount: 0,
      optOutType: null,
      profileName: null,
    })
    world.carrier.faults.clear()
    await world.until(
      'it was refused',
      async () => (await messageRow(world, second.message.id)).status === 'failed',
      20_000,
    )
    expect((await messageRow(world, second.message.id)).failure_code).toBe('stop_suspected')
  })

  test('CON-8 CON-7: confirmed, it is an opt-out in the ledger with the customer’s words, confirmed to them once', async () => {
    const { phone, conversationId, messageId } = await suspected()
    await maya.consent.confirmOptOut({ conversationId, messageId })
    await maya.consent.confirmOptOut({ conversationId, messageId })
    const entries = await ledgerOf(world, phone)
    expect(entries.at(-1)).toMatchObject({
      after: 'opted_out',
      cause: 'staff',
      words: angry,
      staff_id: world.staff.maya,
      message_id: messageId,
    })
    expect(entries).toHaveLength(2)
    await world.until('the confirmation', () => world.arrived(phone, numbers.berlin).length === 1)
    expect(await refusalOf(maya.consent.dismissStop({ conversationId, messageId }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect((await maya.conversations.get({ conversationId })).heart).toBe('opted_out')
  })

  test('CON-8: dismissed, the conversation is open again, and the thread says who decided', async () => {
    const { conversationId, messageId } = await suspected()
    await maya.consent.dismissStop({ conversationId, messageId })
    await expect(writes(maya, conversationId, 'Shall I reserve it?')).resolves.toBeTruthy()
    const { items } = await maya.conversations.messages({ conversationId })
    expect(items.map(item => item.line?.type)).toContain('stop_dismissed')
  })

  test('CON-8: another suspicion than the one on the screen is not dismissed with it', async () => {
    const { phone, conversationId, messageId } = await suspected()
    await world.says(phone, numbers.berlin, 'I said do not write to me again')
    expect(await refusalOf(maya.consent.dismissStop({ conversationId, messageId }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect((await maya.conversations.get({ conversationId })).gate.reasons).toEqual(['stop_suspected'])
  })

  test('CON-8: does not trigger on talk that only looks like it', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    for (const body of ['Can I stop by at five?', 'Non-stop rain here!', 'I cannot end this search'])
      await world.says(phone, numbers.berlin, body)
    expect(await maya.conversations.get({ conversationId })).toMatchObject({
      stopSuspected: null,
      gate: { verdict: 'allow' },
    })
  })

  test('CON-7: said in the store it is recorded as well, and staff cannot take it back', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await maya.consent.confirmOptOut({ conversationId, messageId: null, note: 'Told me at the till' })
    expect((await ledgerOf(world, phone)).at(-1)).toMatchObject({
      words: 'Told me at the till',
      cause: 'staff',
    })
    expect(await refusalOf(writes(maya, conversationId, 'Sorry!'))).toMatchObject({
      data: { reasons: ['opted_out'], instead: ['wait_for_customer'] },
    })
  })
})
