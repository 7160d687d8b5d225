import type { Conversation } from '@rapport/contract'
import { ClosedPanel } from './closed-panel.tsx'
import { NoConsentPanel } from './no-consent-panel.tsx'
import { OptedOutPanel } from './opted-out-panel.tsx'
import { PendingPanel } from './pending-panel.tsx'
import { StopPanel } from './stop-panel.tsx'

/** In place of the composer: why nothing may be sent, and what to do instead. */
export function GatePanel({ conversation }: { conversation: Conversation }) {
  const { reasons } = conversation.gate
  if (reasons.includes('opted_out')) return <OptedOutPanel conversation={conversation} />
  if (reasons.includes('stop_suspected') && conversation.stopSuspected)
    return <StopPanel conversation={conversation} suspected={conversation.stopSuspected} />
  if (reasons.includes('request_pending')) return <PendingPanel conversation={conversation} />
  if (reasons[0] === 'no_consent') return <NoConsentPanel conversation={conversation} />
  return <ClosedPanel conversation={conversation} />
}
