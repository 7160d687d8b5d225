import { getRouteApi, Outlet, useParams } from '@tanstack/react-router'
import { CustomerPanel } from '../../customers/customer-panel.tsx'
import { Panes } from '../../shell/panes.tsx'
import { NewMessage } from '../search/new-message.tsx'
import { SearchScreen } from '../search/search-screen.tsx'
import { Inbox } from './inbox.tsx'

const route = getRouteApi('/app/chat')

/** The list of conversations beside the one that is open. */
export const ChatLayout = () => {
  const { conversationId } = useParams({ strict: false })
  const { find, compose } = route.useSearch()
  return (
    <>
      <Panes
        open={conversationId !== undefined}
        list={find === undefined ? <Inbox /> : <SearchScreen q={find} />}
        detail={<Outlet />}
        aside={conversationId && <CustomerPanel conversationId={conversationId} />}
      />
      <NewMessage opened={compose === true} />
    </>
  )
}
