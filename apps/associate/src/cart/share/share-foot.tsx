import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { Cart, Customer } from '@rapport/contract'
import { Note } from '@rapport/ui'
import { IconHeartOff, IconQrcode, IconSend } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mendOf, showItem } from '../mend.ts'
import { MissingWords } from '../missing-words.tsx'
import type { OpenPart } from '../options.tsx'
import type { PayWay } from '../pay/pay-way.ts'
import { useShare } from './use-share.ts'

type Props = {
  cart: Cart
  customer: Customer
  offline: boolean
  busy: boolean
  onMend: (part: OpenPart) => void
  onPay: (way: PayWay) => void
}

/** Share: the words with the link go into the composer. Who may not be written to is shown a code instead. */
export const ShareFoot = ({ cart, customer, offline, busy, onMend, onPay }: Props) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const share = useShare(cart)
  const name = customer.firstName || customer.name
  const conversation = useQuery(
    orpc.conversations.get.queryOptions({
      input: customer.conversationId ? { conversationId: customer.conversationId } : skipToken,
    }),
  ).data
  const closed = conversation ? conversation.gate.verdict === 'deny' : customer.heart !== 'opted_in'
  const mend = mendOf(cart)
  const go = () => {
    if (!mend) share.mutate()
    else if (mend.itemId) showItem(mend.itemId)
    else onMend(mend.part)
  }
  const changed = cart.sharedVersion !== null && cart.version > cart.sharedVersion
  const words = <MissingWords missing={mend?.missing} />
  if (closed) {
    const why =
      customer.heart === 'opted_out'
        ? 'opted_out'
        : customer.heart === 'requested'
          ? 'requested'
          : customer.heart === 'none'
            ? 'none'
            : 'closed'
    return (
      <>
        <Note tone="heart" icon={<IconHeartOff size={20} stroke={1.7} aria-hidden />}>
          {t(`cart.noWay.${why}`, { name })}
        </Note>
        {words}
        <Button
          size="lg"
          fullWidth
          disabled={offline || busy}
          leftSection={<IconQrcode size={20} stroke={1.7} aria-hidden />}
          onClick={() => (mend ? go() : onPay('qr'))}
        >
          {t('cart.showCode')}
        </Button>
        {why === 'none' && (
          <Button
            variant="subtle"
            fullWidth
            onClick={() =>
              void navigate({ to: '/customers/$customerId/opt-in', params: { customerId: customer.id } })
            }
          >
            {t('cart.askConsent', { name })}
          </Button>
        )}
      </>
    )
  }
  return (
    <>
      {words}
      <Button
        size="lg"
        fullWidth
        disabled={offline || busy}
        loading={share.isPending}
        leftSection={<IconSend size={20} stroke={1.7} aria-hidden />}
        onClick={go}
      >
        {t(changed ? 'cart.shareAgain' : 'cart.shareWith', { name })}
      </Button>
    </>
  )
}
