import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, newId, numbers, phones, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('a store and its customer', () => {
  test('CON-3: Maya sees exactly what Priya will get, sends it, and nothing else goes until Priya answers', async () => {
    const maya = await world.as('maya')
    const { priya } = world.customers
    const request = {
      storeId: world.stores.berlin,
      customerId: priya.id,
      contactPointId: priya.contactPointId,
      channel: 'sms' as const,
      introduction: 'Hello Priya, Maya from Maison Alder.',
    }
    const preview = await maya.consent.previewRequest(request)
    expect(preview.decision.verdict).toBe('allow')
    const { conversationId } = await maya.consent.request({ ...request, clientId: newId() })
    await world.until('the request on her phone', () =>
      world.arrived(phones.priya, numbers.berlin).includes(preview.text),
    )

    const conversation = await maya.conversations.get({ conversationId })
    expect(conversation.heart).toBe('requested')
    expect(conversation.gate).toMatchObject({ verdict: 'deny', reasons: ['request_pending'] })
    await expect(
      maya.conversations.send({ conversationId, clientId: newId(), body: 'And?', seenSequence: 99 }),
    ).rejects.toMatchObject({ code: 'SEND_DENIED' })
  })

  test('CON-4: YES opts in, is confirmed once, and both can write', async () => {
    const maya = await world.as('maya')
    await world.says(phones.priya, numbers.berlin, 'Yes!')
    const [row] = (await maya.conversations.list({ storeId: world.stores.berlin })).items
    expect(row).toMatchObject({ heart: 'opted_in', unread: 1, mine: true })
    expect(row?.awaitingSince).not.toBeNull()
    const conversationId = row?.id ?? ''
    const sent = await maya.conversations.send({
      conversationId,
      clientId: newId(),
      body: 'Lovely to meet you, Priya.',
      seenSequence: row?.lastSequence ?? 0,
    })
    expect(sent.decision.verdict).toBe('allow')
    await world.until(
      'delivered',
      async () => (await maya.conversations.message({ messageId: sent.message.id })).status === 'delivered',
    )
    expect(world.arrived(phones.priya, numbers.berlin)).toHaveLength(3)
  })

  test('CON-5 CON-6: STOP closes the conversation at once and is confirmed exactly once; START brings it back', async () => {
    const maya = await world.as('maya')
    const [row] = (await maya.conversations.list({ storeId: world.stores.berlin })).items
    const conversationId = row?.id ?? ''
    await world.says(phones.priya, numbers.berlin, 'stop')
    expect(await maya.conversations.get({ conversationId })).toMatchObject({
      heart: 'opted_out',
      gate: { verdict: 'deny', reasons: ['opted_out'] },
    })
    await world.says(phones.priya, numbers.berlin, 'STOP')
    await world.until('the confirmation', () => world.arrived(phones.priya, numbers.berlin).length === 4)
    await world.says(phones.priya, numbers.berlin, 'START')
    expect(await maya.conversations.get({ conversationId })).toMatchObject({
      heart: 'opted_in',
      gate: { verdict: 'allow' },
    })
    await world.until(
      'the second confirmation',
      () => world.arrived(phones.priya, numbers.berlin).length === 5,
    )
  })
})
