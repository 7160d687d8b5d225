import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { CartRow } from '@rapport/contract'
import { moneyInWords, Tile, TimeInWords, useLocale } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { putCart } from '../use-cart.ts'
import css from './carts.module.css'

const shownPictures = 3

/** One cart of the store and the one thing to do with it: go on, take it up again, or quote it anew. */
export const CartCard = ({ row }: { row: CartRow }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const customerId = row.customer.id
  const go = () => void navigate({ to: '/customers/$customerId/cart', params: { customerId } })
  const again = useMutation({
    mutationFn: () =>
      row.state === 'saved' ? api.carts.resume({ cartId: row.id }) : api.carts.requote({ cartId: row.id }),
    onSuccess: cart => {
      putCart(queryClient, cart)
      void queryClient.invalidateQueries({ queryKey: orpc.carts.list.key() })
      go()
    },
    onError: error => {
      notifications.show({ message: say(error), closeButtonProps: { 'aria-label': t('app.close') } })
      void queryClient.invalidateQueries({ queryKey: orpc.carts.key() })
    },
  })
  const amount = moneyInWords(row.totalMinor, row.currency, language)
  const about = [
    row.kind === 'sale' ? t('savedCarts.sale') : row.shared ? t('savedCarts.shared') : null,
    t('savedCarts.by', { name: row.staff.firstName }),
  ].filter(Boolean)
  return (
    <article className={css.card}>
      <div className={css.pictures} aria-hidden>
        {row.pictures.slice(0, shownPictures).map(src => (
          <Tile key={src} src={src} size="small" />
        ))}
      </div>
      <div className={css.words}>
        <h2 className="d16">{`${row.customer.firstName} ${row.customer.lastName}`.trim()}</h2>
        <p className="num">{t('savedCarts.summary', { count: row.units, amount })}</p>
        <p className="soft">
          {about.join(' · ')}
          {' · '}
          <TimeInWords at={row.changedAt} />
        </p>
      </div>
      {row.state === 'open' ? (
        <Button variant="light" onClick={go}>
          {t('savedCarts.open')}
        </Button>
      ) : (
        <Button variant="light" loading={again.isPending} onClick={() => again.mutate()}>
          {t(row.state === 'saved' ? 'savedCarts.resume' : 'savedCarts.quoteAgain')}
        </Button>
      )}
    </article>
  )
}
