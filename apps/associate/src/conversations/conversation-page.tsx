import { getRouteApi } from '@tanstack/react-router'
import { ConversationScreen } from './thread/conversation-screen.tsx'

const route = getRouteApi('/app/chat/$conversationId')

/** The address of a conversation, for its screen. */
export const ConversationPage = () => {
  const { conversationId } = route.useParams()
  const { around } = route.useSearch()
  return (
    <ConversationScreen
      key={conversationId}
      conversationId={conversationId}
      {...(around === undefined ? {} : { around })}
    />
  )
}
