import type { Cart } from '@rapport/contract'
import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { addItem } from './add-item.ts'
import { changeItem, removeItem } from './change-item.ts'
import { listCarts } from './list.ts'
import { openCart } from './open.ts'
import { readCart, readCurrentCart } from './read.ts'

/** The operations of carts. `publicUrl` is where the customer's page is found. */
export function cartRoutes({ publicUrl }: { publicUrl: string }) {
  const whole = (cart: Cart): Cart => ({ ...cart, pageUrl: publicUrl + cart.pageUrl })
  /** A verb's answer, with the address of the page as the customer gets it. */
  const answers =
    <Ctx, Input>(work: (ctx: Ctx, input: Input) => Promise<Cart | Refusal>) =>
    async (ctx: Ctx, input: Input) => {
      const done = await work(ctx, input)
      return done instanceof Error ? done : whole(done)
    }
  return {
    current: os.carts.current.handler(
      reading(async (at, input) => {
        const cart = await readCurrentCart(at, input)
        return { cart: cart && whole(cart) }
      }),
    ),
    open: os.carts.open.handler(verb(answers(openCart))),
    list: os.carts.list.handler(reading(listCarts)),
    get: os.carts.get.handler(reading(async (at, input) => whole(await readCart(at, input)))),
    addItem: os.carts.addItem.handler(verb(answers(addItem))),
    changeItem: os.carts.changeItem.handler(verb(answers(changeItem))),
    removeItem: os.carts.removeItem.handler(verb(answers(removeItem))),
  }
}
