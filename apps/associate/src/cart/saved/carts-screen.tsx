import { orpc } from '@rapport/client'
import { EmptyState, Segmented, SkeletonRows, Tap, TopBar } from '@rapport/ui'
import { IconChevronLeft, IconShoppingBag } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EndlessList } from '../../shell/endless-list.tsx'
import { LoadFailed } from '../../shell/faces.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { useGoBack } from '../../shell/use-go-back.ts'
import { CartCard } from './cart-card.tsx'
import css from './carts.module.css'

const route = getRouteApi('/app/carts')
const words = { open: 'noneOpen', saved: 'noneSaved', expired: 'noneLapsed' } as const
type State = keyof typeof words

/** The carts of a store that wait: open, saved until midnight, or lapsed and worth another word. */
export const CartsScreen = () => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const navigate = route.useNavigate()
  const state: State = route.useSearch().state ?? 'saved'
  const back = useGoBack('/chat')
  const pages = useInfiniteQuery(
    orpc.carts.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        state,
        limit: 30,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  const rows = pages.data?.pages.flatMap(page => page.items)
  return (
    <div className={css.page}>
      <TopBar
        back={
          <Tap label={t('app.back')} onClick={back}>
            <IconChevronLeft size={24} stroke={1.6} aria-hidden />
          </Tap>
        }
        title={t('savedCarts.title')}
      />
      <div className={css.segments}>
        <Segmented<State>
          label={t('savedCarts.which')}
          value={state}
          options={[
            { value: 'saved', label: t('savedCarts.saved') },
            { value: 'open', label: t('savedCarts.open') },
            { value: 'expired', label: t('savedCarts.lapsed') },
          ]}
          onChange={next =>
            void navigate({ to: '.', search: next === 'saved' ? {} : { state: next }, replace: true })
          }
        />
      </div>
      <div className={css.list}>
        {!rows ? (
          pages.error ? (
            <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
          ) : (
            <SkeletonRows label={t('app.loading')} rows={5} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={<IconShoppingBag aria-hidden />} text={t(`savedCarts.${words[state]}`)} />
        ) : (
          <EndlessList
            label={t('savedCarts.label')}
            name={`carts ${storeId} ${state}`}
            items={rows}
            keyOf={row => row.id}
            estimate={104}
            hasMore={pages.hasNextPage && !pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          >
            {row => <CartCard row={row} />}
          </EndlessList>
        )}
      </div>
    </div>
  )
}
