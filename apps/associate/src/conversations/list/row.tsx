import { usePresence } from '@rapport/client'
import type { ConversationRow } from '@rapport/contract'
import { Avatar, Count, durationInWords, ListRow, TimeInWords, useLocale, useNow } from '@rapport/ui'
import { IconCornerUpLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ConsentHeart } from '../../customers/consent-heart.tsx'
import { Star } from '../../customers/star.tsx'
import { useSession } from '../../shell/session.ts'
import { Preview } from './preview.tsx'
import css from './row.module.css'

/** A conversation in the inbox: unread and awaiting are two facts and look like two. */
export const Row = memo(function Row({ row, selected }: { row: ConversationRow; selected: boolean }) {
  const { t } = useTranslation()
  const { customer } = row
  const closed = row.heart === 'opted_out'
  return (
    <Link
      to="/chat/$conversationId"
      params={{ conversationId: row.id }}
      search={({ inbox, filter, find }) => ({
        ...(inbox ? { inbox } : {}),
        ...(filter ? { filter } : {}),
        ...(find === undefined ? {} : { find }),
      })}
      className={css.link}
      aria-current={selected ? 'true' : undefined}
    >
      <ListRow
        selected={selected}
        faded={closed}
        avatar={<Avatar initials={customer.initials} hue={customer.hue} faded={closed} />}
        title={
          <>
            <span className={`d16 cut ${row.unread > 0 ? css.unread : ''}`}>{customer.name}</span>
            <ConsentHeart state={row.heart} />
            {customer.starred && <Star />}
          </>
        }
        aside={<TimeInWords at={row.lastMessageAt} />}
        second={<Preview row={row} />}
        badge={<Count count={row.unread} label={t('chat.unreadCount', { count: row.unread })} />}
        third={<ThirdLine row={row} />}
      />
    </Link>
  )
})

const ThirdLine = ({ row }: { row: ConversationRow }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const now = useNow()
  const present = usePresence(row.id, useSession().staff.id)
  const someone = present.find(one => one.state === 'typing') ?? present[0]
  if (!row.awaitingSince && !someone) return null
  return (
    <>
      {row.awaitingSince && (
        <span className={css.waiting}>
          <IconCornerUpLeft size={14} stroke={2} aria-hidden />
          {t('chat.waiting', { duration: durationInWords(row.awaitingSince, now, locale) })}
        </span>
      )}
      {someone && (
        <span className="soft">
          {row.awaitingSince && '·  '}
          {t(`chat.${someone.state}`, { name: someone.staff.firstName })}
        </span>
      )}
    </>
  )
}
