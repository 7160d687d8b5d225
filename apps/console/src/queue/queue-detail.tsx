import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc, refusalOf } from '@rapport/client'
import type { AmbiguousOrder } from '@rapport/contract'
import { EmptyState, SkeletonRows, useLocale } from '@rapport/ui'
import { IconUserQuestion } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { Facts } from '../parts/facts.tsx'
import form from '../parts/form.module.css'
import { DetailHead } from '../parts/page.tsx'
import css from './queue.module.css'

/** One order and the two whom it could belong to; one press decides. */
export const QueueDetail = ({ item, looking }: { item: AmbiguousOrder | undefined; looking: boolean }) => {
  const { t } = useTranslation()
  if (item) return <Decide key={item.order.id} item={item} />
  if (looking) return <SkeletonRows label={t('app.loading')} rows={4} />
  return (
    <>
      <DetailHead title={t('nav.queue')} back={{ to: '/queue', search: true }} />
      <EmptyState icon={<IconUserQuestion aria-hidden />} text={t('queue.decided')} />
    </>
  )
}

const Decide = ({ item }: { item: AmbiguousOrder }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { language } = useLocale()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { order } = item
  const resolve = useMutation(
    orpc.orders.resolve.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: orpc.orders.ambiguous.key() })
        void navigate({ to: '/queue', search: true })
      },
      onError: error => {
        // It was there a moment ago: somebody else was quicker.
        const gone = refusalOf(error).code === 'NOT_FOUND'
        notifications.show({ message: gone ? t('queue.quicker', { number: order.number }) : say(error) })
        void queryClient.invalidateQueries({ queryKey: orpc.orders.ambiguous.key() })
      },
    }),
  )
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: order.currency })
  const places = format.resolvedOptions().maximumFractionDigits ?? 2
  return (
    <div className={form.form}>
      <DetailHead title={t('queue.title', { number: order.number })} back={{ to: '/queue', search: true }} />
      <Facts
        facts={[
          [t('queue.named'), item.name],
          [t('queue.phone'), item.phone],
          [t('queue.email'), item.email],
          [t('queue.total'), format.format(order.totalMinor / 10 ** places)],
          [t('queue.goods'), order.lines.map(line => line.name).join(', ')],
        ]}
      />
      <h3 className="d16">{t('queue.whose')}</h3>
      <ul className={css.candidates}>
        {item.candidates.map(candidate => (
          <li key={candidate.id}>
            <span className={css.who}>
              <b>{candidate.name}</b>
              <span className="soft">{[candidate.phone, candidate.email].filter(Boolean).join(' · ')}</span>
              <span className="soft">{t(`queue.by.${candidate.by}`)}</span>
            </span>
            <Button
              variant="light"
              disabled={resolve.isPending}
              onClick={() =>
                resolve.mutate({ orderId: order.id, as: { kind: 'customer', customerId: candidate.id } })
              }
            >
              {t('queue.theirs')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={form.acts}>
        <Button
          variant="default"
          disabled={resolve.isPending}
          onClick={() => resolve.mutate({ orderId: order.id, as: { kind: 'new' } })}
        >
          {t('queue.makeNew')}
        </Button>
        <Button
          variant="subtle"
          disabled={resolve.isPending}
          onClick={() => resolve.mutate({ orderId: order.id, as: { kind: 'guest' } })}
        >
          {t('queue.guest')}
        </Button>
      </div>
    </div>
  )
}
