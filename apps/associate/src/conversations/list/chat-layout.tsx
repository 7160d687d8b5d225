import { useMediaQuery } from '@mantine/hooks'
import { getRouteApi, Outlet, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { withTexts } from '../../i18n/texts.ts'
import { Panes } from '../../shell/panes.tsx'
import { Inbox } from './inbox.tsx'

const route = getRouteApi('/app/chat')

/** What the first sight of the list does not need. */
const CustomerPanel = lazy(async () => ({
  default: (
    await withTexts(['customers', 'conversation', 'selling'], import('../../customer/customer-panel.tsx'))
  ).CustomerPanel,
}))
const NewMessage = lazy(async () => ({
  default: (await withTexts(['customers'], import('../search/new-message.tsx'))).NewMessage,
}))
const SearchScreen = lazy(async () => ({
  default: (await withTexts(['customers'], import('../search/search-screen.tsx'))).SearchScreen,
}))

/** The list of conversations beside the one that is open. */
export const ChatLayout = () => {
  const { conversationId } = useParams({ strict: false })
  const { find, compose } = route.useSearch()
  const roomy = useMediaQuery('(min-width: 1180px)', false, { getInitialValueInEffect: false })
  return (
    <>
      <Panes
        open={conversationId !== undefined}
        list={
          find === undefined ? (
            <Inbox />
          ) : (
            <Suspense>
              <SearchScreen q={find} />
            </Suspense>
          )
        }
        detail={<Outlet />}
        aside={
          conversationId &&
          roomy && (
            <Suspense>
              <CustomerPanel conversationId={conversationId} />
            </Suspense>
          )
        }
      />
      <Suspense>{compose && <NewMessage />}</Suspense>
    </>
  )
}
