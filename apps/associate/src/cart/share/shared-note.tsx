import { Button } from '@mantine/core'
import type { Cart } from '@rapport/contract'
import { clockTime, Note, useLocale } from '@rapport/ui'
import { IconEye, IconLinkOff, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useShare } from './use-share.ts'

const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const

/** What the customer can see and pay right now, where it is not what stands here. */
export const SharedNote = ({ cart, name }: { cart: Cart; name: string }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const share = useShare(cart)
  const { sharedVersion, sharedAt, payment } = cart
  if (sharedVersion === null || sharedAt === null) return null
  if (cart.version > sharedVersion)
    return (
      <Note tone="warn" role="status" icon={<IconRefresh {...icon} />}>
        {t('cart.shared.changed', { name })}
      </Note>
    )
  if (payment === 'failed')
    return (
      <Note tone="bad" role="alert" icon={<IconLinkOff {...icon} />}>
        {t('cart.shared.failed')}{' '}
        <Button size="sm" variant="light" loading={share.isPending} onClick={() => share.mutate()}>
          {t('app.retry')}
        </Button>
      </Note>
    )
  return (
    <Note tone={payment === 'preparing' ? 'mute' : 'good'} role="status" icon={<IconEye {...icon} />}>
      {payment === 'preparing'
        ? t('cart.shared.preparing')
        : t('cart.shared.open', { name, time: clockTime(sharedAt, locale) })}
    </Note>
  )
}
