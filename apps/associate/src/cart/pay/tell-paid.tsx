import { notifications } from '@mantine/notifications'
import { api } from '@rapport/client'
import { moneyInWords, NoticeLine } from '@rapport/ui'
import { IconCircleCheck } from '@tabler/icons-react'
import i18next from 'i18next'
import { undoMs } from '../../customer/removal.ts'
import { isWatched } from './watching.ts'

type Way = { conversationId: string } | { customerId: string; orderId: string }
/** A signal may come again after the connection was lost; it is told once. */
const told = new Set<string>()

/** Tells the one whose sale it is, wherever they are in the app, and leads them there (PAY-2). */
export const tellPaid = async (given: {
  cartId: string
  staffId: string
  language: string
  go: (way: Way) => void
}): Promise<void> => {
  const { cartId, staffId, language, go } = given
  if (told.has(cartId) || isWatched(cartId)) return
  told.add(cartId)
  const cart = await api.carts.get({ cartId })
  if (cart.staff.id !== staffId || cart.state !== 'paid') return
  const { customer, conversationId, orderId } = cart
  const way: Way | null = conversationId
    ? { conversationId }
    : orderId
      ? { customerId: customer.id, orderId }
      : null
  const id = `paid ${cartId}`
  const words = i18next.t('pay.notice', {
    name: `${customer.firstName} ${customer.lastName}`.trim(),
    amount: moneyInWords(cart.totals.totalMinor, cart.currency, language),
  })
  const act = i18next.t(conversationId ? 'pay.noticeTalk' : 'pay.noticeOrder')
  notifications.show({
    id,
    autoClose: undoMs * 2,
    color: 'accent',
    icon: <IconCircleCheck size={20} stroke={1.8} aria-hidden />,
    closeButtonProps: { 'aria-label': i18next.t('app.close') },
    message: way ? <NoticeLine id={id} words={words} act={act} onAct={() => go(way)} /> : words,
  })
}
