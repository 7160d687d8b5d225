import type { Conversation } from '@rapport/contract'
import { GatePanel } from '../../consent/gate-panel.tsx'
import { Composer } from './composer/composer.tsx'

/** What stands below the thread: the composer while something may go, else the reason and the way on. */
export function ConversationFoot(props: {
  conversation: Conversation
  staffId: string
  seen: () => number
  onSent: () => void
  onTyping: (typing: boolean) => void
}) {
  const { conversation } = props
  if (conversation.gate.verdict === 'deny') return <GatePanel conversation={conversation} />
  return <Composer {...props} />
}
