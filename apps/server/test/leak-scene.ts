import { sells } from './goods.ts'
import type { Target } from './leak-targets.ts'
import { strayMoney } from './pay-scene.ts'
import { aPurchase } from './purchase.ts'
import { meets, writesFirst } from './scene.ts'
import { newId, numbers, phones, type World } from './world.ts'

/** What is written, bought, noted and wished in the scene, and may be read by nobody who does not belong there. */
export const secret = 'the emerald earrings for Ayla'

/** One of everything that Berlin can have, around Priya. */
export async function everythingOfBerlin(world: World): Promise<Target> {
  const conversationId = await writesFirst(world, phones.priya, numbers.berlin, secret)
  const message = await world.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'in')
    .executeTakeFirstOrThrow()
  const purchase = await aPurchase(world)
  return {
    storeId: world.stores.berlin,
    sandboxId: world.stores.sandbox,
    customerId: world.customers.priya.id,
    contactPointId: world.customers.priya.contactPointId,
    conversationId,
    messageId: message.id,
    staffId: world.staff.maya,
    roleId: world.roles.associate,
    ...purchase,
    keyId: await anyKey(world),
    ...(await twins(world)),
    ...(await aProfile(world, purchase.productId)),
    ...(await strayMoney(world)),
    ...(await aCart(world)),
  }
}

async function twins(world: World): Promise<Pick<Target, 'twins' | 'mergeId'>> {
  const alma = await world.as('alma')
  const both = async (): Promise<[string, string]> => [
    (await meets(alma, world.stores.berlin)).customerId,
    (await meets(alma, world.stores.berlin)).customerId,
  ]
  const [survivorId, absorbedId] = await both()
  const done = { survivorId, absorbedId, survivorVersion: 1, absorbedVersion: 1 }
  const { id: mergeId } = await alma.profiles.merge(done)
  const open = (await both()).sort() as [string, string]
  await world.db
    .insertInto('duplicate_candidates')
    .values({ first_id: open[0], second_id: open[1], reasons: ['email'], found_at: new Date() })
    .execute()
  return { twins: open, mergeId }
}

/** What belongs to Priya's profile, and a customer whose contact points may go. */
async function aProfile(world: World, productId: string) {
  const maya = await world.as('maya')
  const storeId = world.stores.berlin
  const ofPriya = { storeId, customerId: world.customers.priya.id }
  const { customerId } = await maya.customers.create({
    storeId,
    firstName: 'Spare',
    lastName: '',
    phone: '+4917139200554',
    email: 'spare@example.com',
  })
  const { contactPoints } = await maya.customers.get({ storeId, customerId })
  const idOf = (kind: string) => contactPoints.find(point => point.kind === kind)?.id ?? ''
  const externalId = 'crm-priya'
  await world.db
    .updateTable('customers')
    .set({ external_id: externalId })
    .where('id', '=', ofPriya.customerId)
    .execute()
  const note = await maya.notes.add({ ...ofPriya, body: secret })
  const wish = await maya.wishlist.add({ ...ofPriya, productId, note: secret })
  const filterId = newId()
  const { url } = await maya.catalog.link({ storeId, productId })
  const vera = await world.as('vera')
  await vera.filters.save({ filterId, name: secret, filter: {}, sharedWithStoreId: storeId })
  return {
    spare: { customerId, phoneId: idOf('phone'), emailId: idOf('email') },
    noteId: note.id,
    wishId: wish.id,
    filterId,
    externalId,
    linkCode: url.slice(url.lastIndexOf('/') + 1),
  }
}

/** What Priya has in her cart at Berlin. */
async function aCart(world: World): Promise<Pick<Target, 'cartId' | 'itemId' | 'variantId'>> {
  const maya = await world.as('maya')
  const { variantId } = await sells(world, { name: secret })
  const cart = await maya.carts.open({ storeId: world.stores.berlin, customerId: world.customers.priya.id })
  const { items } = await maya.carts.addItem({ cartId: cart.id, variantId, clientId: newId() })
  return { cartId: cart.id, itemId: items[0]?.id ?? '', variantId }
}

async function anyKey(world: World) {
  const alma = await world.as('alma')
  const { key } = await alma.integrations.createKey({ name: 'Shop', permissions: [], storeIds: null })
  return key.id
}
