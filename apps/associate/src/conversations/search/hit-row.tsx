import type { SearchHit } from '@rapport/contract'
import { Avatar, ListRow, TimeInWords } from '@rapport/ui'
import { Link } from '@tanstack/react-router'
import { ConsentHeart } from '../../customers/consent-heart.tsx'
import { Preview } from '../list/preview.tsx'
import css from '../list/row.module.css'
import { Marked } from './marked.tsx'

/** A search hit; a tap goes to the very message. */
export const HitRow = ({ hit, q, selected }: { hit: SearchHit; q: string; selected: boolean }) => {
  const { conversation, message } = hit
  const { customer } = conversation
  const faded = conversation.heart === 'opted_out'
  return (
    <Link
      to="/chat/$conversationId"
      params={{ conversationId: conversation.id }}
      search={({ inbox, filter }) => ({
        ...(inbox ? { inbox } : {}),
        ...(filter ? { filter } : {}),
        find: q,
        ...(message ? { around: message.sequence } : {}),
      })}
      className={css.link}
      aria-current={selected ? 'true' : undefined}
    >
      <ListRow
        selected={selected}
        faded={faded}
        avatar={<Avatar initials={customer.initials} hue={customer.hue} faded={faded} />}
        title={
          <>
            <span className="d16 cut">
              {message ? customer.name : <Marked text={customer.name} query={q} />}
            </span>
            <ConsentHeart state={conversation.heart} />
          </>
        }
        aside={<TimeInWords at={message?.at ?? conversation.lastMessageAt} />}
        second={
          message ? (
            <span className="soft">
              <Marked text={message.body} query={q} />
            </span>
          ) : (
            <Preview row={conversation} />
          )
        }
      />
    </Link>
  )
}
