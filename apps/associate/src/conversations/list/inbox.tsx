import type { Inbox as Whose } from '@rapport/client'
import { Chip, Chips, Count, countInWords, Segmented, Tap, TopBar } from '@rapport/ui'
import { IconArchive, IconEdit, IconSearch, IconShoppingBag } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../shell/session.ts'
import { useCounts } from '../../shell/use-counts.ts'
import css from './inbox.module.css'
import { InboxList } from './inbox-list.tsx'

const route = getRouteApi('/app/chat')
const icon = { size: 24, stroke: 1.6, 'aria-hidden': true } as const

/** The chat list: whose inbox, which of it, then the rows. */
export const Inbox = () => {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const toCarts = useNavigate()
  const sells = useMay('cart.edit')
  const counts = useCounts()
  const seesStore = useMay('inbox.store')
  const inbox: Whose = seesStore ? (search.inbox ?? 'mine') : 'mine'
  const filter = search.filter ?? 'active'
  const here = counts[inbox]
  const show = (change: typeof search, replace = true) => void navigate({ to: '.', search: change, replace })
  const whose = inbox === 'store' ? ({ inbox } as const) : {}
  const toggle = (each: 'awaiting' | 'unread' | 'archived') =>
    show(filter === each ? whose : { ...whose, filter: each })
  const segment = (each: Whose, quiet: boolean) => (
    <>
      {t(`chat.${each}`)}
      <Count
        count={counts[each].unread}
        quiet={quiet}
        label={t('chat.unreadConversations', { count: counts[each].unread })}
      />
    </>
  )
  return (
    <div className={css.inbox}>
      <TopBar
        title={t('chat.title')}
        actions={
          <>
            {sells && (
              <Tap
                label={t('chat.carts')}
                onClick={() => void toCarts({ to: '/carts', search: { state: 'open' } })}
              >
                <IconShoppingBag {...icon} />
              </Tap>
            )}
            <Tap label={t('chat.search')} onClick={() => show({ ...search, find: '' }, false)}>
              <IconSearch {...icon} />
            </Tap>
            <Tap label={t('chat.newMessage')} onClick={() => show({ ...search, compose: true }, false)}>
              <IconEdit {...icon} />
            </Tap>
          </>
        }
      />
      {seesStore && (
        <div className={css.segments}>
          <Segmented<Whose>
            label={t('chat.inbox')}
            value={inbox}
            options={[
              { value: 'mine', label: segment('mine', false) },
              { value: 'store', label: segment('store', true) },
            ]}
            onChange={next =>
              show({ ...(next === 'store' ? { inbox: next } : {}), ...(search.filter ? { filter } : {}) })
            }
          />
        </div>
      )}
      <Chips label={t('chat.filters')}>
        <Chip on={filter === 'awaiting'} onToggle={() => toggle('awaiting')} count={shown(here.awaiting)}>
          {t('chat.awaiting')}
        </Chip>
        <Chip on={filter === 'unread'} onToggle={() => toggle('unread')} count={shown(here.unread)}>
          {t('chat.unread')}
        </Chip>
        <Chip on={filter === 'archived'} onToggle={() => toggle('archived')}>
          <span className={css.archived}>{t('chat.archived')}</span>
          <IconArchive className={css.box} size={18} stroke={1.7} aria-hidden />
        </Chip>
      </Chips>
      <div className={css.list}>
        <InboxList key={`${inbox} ${filter}`} inbox={inbox} filter={filter} />
      </div>
    </div>
  )
}

const shown = (count: number) => (count === 0 ? undefined : countInWords(count))
