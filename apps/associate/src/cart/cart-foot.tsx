import type { Cart, Customer } from '@rapport/contract'
import { useMay } from '../shell/session.ts'
import css from './cart.module.css'
import type { OpenPart } from './options.tsx'
import type { PayWay } from './pay/pay-way.ts'
import { TakePayment } from './pay/take-payment.tsx'
import { ShareFoot } from './share/share-foot.tsx'

type Props = {
  cart: Cart
  customer: Customer
  offline: boolean
  busy: boolean
  onMend: (part: OpenPart) => void
  onPay: (way: PayWay) => void
}

/** The one big button of a cart: it is shared, or paid here. */
export const CartFoot = (props: Props) => {
  const sells = useMay('sale.take')
  return (
    <div className={css.ways}>
      {props.cart.kind === 'sale' && sells ? <TakePayment {...props} /> : <ShareFoot {...props} />}
    </div>
  )
}
