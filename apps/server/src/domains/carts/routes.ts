import type { Cart } from '@rapport/contract'
import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { addItem } from './add-item.ts'
import { changeItem, removeItem } from './change-item.ts'
import { setDelivery } from './delivery.ts'
import { approveDiscounts, setDiscount } from './discounts.ts'
import { cartHistory } from './history.ts'
import { listCarts } from './list.ts'
import { openCart } from './open.ts'
import { readCart, readCurrentCart } from './read.ts'
import { requoteCart } from './requote.ts'
import { emptyCart, resumeCart, saveCart } from './save.ts'
import { shareCart } from './share.ts'
import { turnCart } from './turn.ts'

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
    history: os.carts.history.handler(reading(cartHistory)),
    setDiscount: os.carts.setDiscount.handler(verb(answers(setDiscount))),
    approve: os.carts.approve.handler(verb(answers(approveDiscounts))),
    setDelivery: os.carts.setDelivery.handler(verb(answers(setDelivery))),
    share: os.carts.share.handler(
      verb(async (ctx, input) => {
        const shared = await shareCart(ctx, input, publicUrl)
        return { ...shared, cart: whole(shared.cart) }
      }),
    ),
    save: os.carts.save.handler(verb(answers(saveCart))),
    resume: os.carts.resume.handler(verb(answers(resumeCart))),
    empty: os.carts.empty.handler(verb(answers(emptyCart))),
    turn: os.carts.turn.handler(verb(answers(turnCart))),
    requote: os.carts.requote.handler(verb(answers(requoteCart))),
  }
}
