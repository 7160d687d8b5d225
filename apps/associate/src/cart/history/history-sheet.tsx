import { orpc } from '@rapport/client'
import type { CartEvent } from '@rapport/contract'
import { exactTime, Sheet, SkeletonRows, useLocale } from '@rapport/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { MoreBelow } from '../../customer/more-below.tsx'
import { LoadFailed } from '../../shell/faces.tsx'
import { byVersion } from './by-version.ts'
import css from './history.module.css'
import { useEventWords } from './use-event-words.ts'

type Props = { cartId: string; currency: string; onClose: () => void }

/** What was done to a cart, by whom and when, the latest first, under the version that it made. */
export const HistorySheet = ({ cartId, currency, onClose }: Props) => {
  const { t } = useTranslation()
  const pages = useInfiniteQuery({
    ...orpc.carts.history.infiniteOptions({
      input: (cursor: string | undefined) => ({
        cartId,
        limit: 30,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
    // Somebody may have gone on with it since it was looked at last.
    staleTime: 0,
  })
  const events = pages.data?.pages.flatMap(page => page.items)
  return (
    <Sheet opened onClose={onClose} closeLabel={t('app.close')} title={t('cartHistory.title')} tall>
      {!events ? (
        pages.error ? (
          <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <SkeletonRows label={t('app.loading')} rows={5} />
        )
      ) : (
        <>
          {byVersion(events).map(({ version, events: made }) => (
            <section key={made[0]?.id} className={css.version}>
              <h3 className={css.heading}>
                {version === null ? t('cartHistory.earlier') : t('cartHistory.version', { version })}
              </h3>
              <ol>
                {made.map(event => (
                  <li key={event.id} className={css.event}>
                    <Event event={event} currency={currency} />
                  </li>
                ))}
              </ol>
            </section>
          ))}
          <MoreBelow pages={pages} />
        </>
      )}
    </Sheet>
  )
}

const Event = ({ event, currency }: { event: CartEvent; currency: string }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const words = useEventWords(currency)
  const who =
    event.staff?.firstName ??
    t(event.what === 'delivery_chosen' ? 'cartHistory.byCustomer' : 'cartHistory.byItself')
  return (
    <>
      <b>{words(event)}</b>
      <p className="soft">{`${who} · ${exactTime(event.at, locale)}`}</p>
    </>
  )
}
