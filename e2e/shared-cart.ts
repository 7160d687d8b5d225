import { randomInt, randomUUID } from 'node:crypto'
import type { Colleague } from './people.ts'
import type { Scene, Show } from './scene.ts'

type Cart = { id: string; version: number; pageUrl: string; items: { id: string }[] }
export type Goods = { name: string; fulfilment: 'in_store' | 'ship'; colour?: string }

export const blazer: Goods = { name: 'Linen blazer', fulfilment: 'in_store', colour: 'Sand' }
export const trousers: Goods = { name: 'Wide wool trousers', fulfilment: 'ship' }

/** A customer whom Maya has just met, and a cart for them, as the app puts it together. */
export async function cartFor(maya: Colleague, firstName: string, goods: readonly Goods[]) {
  const phone = `+4917139${randomInt(100_000, 999_999)}`
  const { customerId } = await maya.meets({ firstName, lastName: 'Lind', phone })
  const { share, ...cart } = await filledCart(maya, customerId, goods)
  const { pageUrl } = await share()
  return { ...cart, path: new URL(pageUrl, 'http://any').pathname, share }
}

/** A customer's cart with these goods in it, shared with nobody yet. */
export async function filledCart(
  maya: Colleague,
  customerId: string,
  goods: readonly Goods[],
  kind: 'remote' | 'sale' = 'remote',
) {
  const storeId = await maya.storeId()
  const { id } = await maya.post<Cart>(`/stores/${storeId}/customers/${customerId}/cart`, { kind })
  const add = async (one: Goods) =>
    maya.post<Cart>(`/carts/${id}/items`, {
      clientId: randomUUID(),
      variantId: await variantOf(maya, storeId, one),
      fulfilment: one.fulfilment,
    })
  const share = async () => {
    const { version } = await maya.get<Cart>(`/carts/${id}`)
    const { cart } = await maya.post<{ cart: Cart }>(`/carts/${id}/share`, { version })
    return cart
  }
  for (const one of goods) await add(one)
  return { id, storeId, customerId, add, share }
}

/** The first of its variants that the store has, in this colour while there are any. */
export async function variantOf(maya: Colleague, storeId: string, goods: Goods): Promise<string> {
  const q = encodeURIComponent(goods.name)
  const { items } = await maya.get<{ items: { id: string; name: string }[] }>(
    `/stores/${storeId}/products?q=${q}`,
  )
  const product = items.find(one => one.name === goods.name)
  type Variant = {
    id: string
    colour: string
    stockHere: number
    stockWarehouse: number
  }
  const { variants } = await maya.get<{ variants: Variant[] }>(`/stores/${storeId}/products/${product?.id}`)
  const place = goods.fulfilment === 'ship' ? 'stockWarehouse' : 'stockHere'
  // Every cart keeps what is in it until midnight, so the next one may have to take another colour.
  const there = variants.filter(one => one[place] > 0)
  const found = there.find(one => one.colour === goods.colour) ?? there[0]
  if (!found) throw new Error(`Nobody has ${goods.name}.`)
  return found.id
}

/** Enough of what is shown in carts for four pictures of every screen: each takes its goods until midnight. What is sold out stays so. */
export async function stockUp(hanna: Colleague, at: Date): Promise<void> {
  const storeId = await hanna.storeId()
  const version = at.toISOString()
  for (const { name } of [blazer, trousers]) {
    const { items } = await hanna.get<{ items: { id: string; name: string }[] }>(
      `/stores/${storeId}/products?q=${encodeURIComponent(name)}`,
    )
    const product = items.find(one => one.name === name)
    const { variants } = await hanna.get<{ variants: { sku: string; stockHere: number }[] }>(
      `/stores/${storeId}/products/${product?.id}`,
    )
    await hanna.sends(
      '/stock:import',
      variants
        .filter(one => one.stockHere > 0)
        .flatMap(({ sku }) =>
          ['Berlin Mitte', null].map(store => ({ variant: sku, store, quantity: 20, version })),
        ),
    )
  }
}

/** A page of a cart: shared, and then what `then` makes of it. */
export const cartPage =
  (
    goods: readonly Goods[],
    then?: (scene: Scene, cart: Awaited<ReturnType<typeof cartFor>>) => unknown,
  ): Show =>
  async scene => {
    const cart = await cartFor(await scene.colleague('maya'), 'Priya', goods)
    await scene.page.goto(cart.path)
    await then?.(scene, cart)
  }

/** The page of a product, as its short link leads to it. */
export const productPage: Show = async scene => {
  const maya = await scene.colleague('maya')
  const storeId = await maya.storeId()
  const { items } = await maya.get<{ items: { id: string }[] }>(
    `/stores/${storeId}/products?q=Linen%20blazer`,
  )
  const { url } = await maya.post<{ url: string }>(`/stores/${storeId}/products/${items[0]?.id}/link`, {})
  await scene.page.goto(new URL(url).pathname)
}
