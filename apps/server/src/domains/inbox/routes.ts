import { act, operations as os, reading, verb } from '../../platform/http/operations.ts'
import { consentHistory } from '../consent/index.ts'
import { assignConversation, markRead, nothingToAnswer } from './attend.ts'
import { cancelMessage } from './cancel.ts'
import { countInbox } from './count.ts'
import { readMessages, readVisibleMessage } from './lines.ts'
import { listConversations } from './list.ts'
import { openConversation } from './open.ts'
import type { PresenceBoard } from './presence.ts'
import { readQuickReplies } from './quick-replies.ts'
import { readConversation } from './read.ts'
import { previewOptIn, requestOptIn } from './request-opt-in.ts'
import { searchConversations } from './search.ts'
import { retryMessage, sendText } from './send.ts'
import { confirmOptOut, dismissStop } from './stop-suspicion.ts'
import { visibleConversation } from './visible.ts'

/** The operations of conversations, and those of consent that write into one. */
export function conversationRoutes(presence: PresenceBoard) {
  return {
    conversations: {
      list: os.conversations.list.handler(reading(listConversations)),
      counts: os.conversations.counts.handler(reading((at, { storeId }) => countInbox(at, storeId))),
      search: os.conversations.search.handler(reading(searchConversations)),
      open: os.conversations.open.handler(verb(openConversation)),
      get: os.conversations.get.handler(
        reading(async (at, { conversationId }) => ({
          ...(await readConversation(at, conversationId)),
          presence: presence.presentIn(conversationId),
        })),
      ),
      messages: os.conversations.messages.handler(reading(readMessages)),
      message: os.conversations.message.handler(
        reading((at, { messageId }) => readVisibleMessage(at, messageId)),
      ),
      send: os.conversations.send.handler(verb(sendText)),
      retry: os.conversations.retry.handler(verb(retryMessage)),
      cancel: os.conversations.cancel.handler(verb(cancelMessage)),
      markRead: os.conversations.markRead.handler(act(markRead)),
      nothingToAnswer: os.conversations.nothingToAnswer.handler(act(nothingToAnswer)),
      assign: os.conversations.assign.handler(act(assignConversation)),
      presence: os.conversations.presence.handler(
        reading(async (at, { conversationId, state }) => {
          const { storeId } = await visibleConversation(at, conversationId)
          const { staffId: id, firstName, lastName, hue } = at.viewer
          // Another system is nobody who reads or types.
          if (at.viewer.kind === 'person')
            presence.tell({ storeId, conversationId, staff: { id, firstName, lastName, hue }, state })
          return {}
        }),
      ),
    },
    quickReplies: os.templates.quickReplies.handler(reading(readQuickReplies)),
    consent: {
      previewRequest: os.consent.previewRequest.handler(reading(previewOptIn)),
      request: os.consent.request.handler(verb(requestOptIn)),
      history: os.consent.history.handler(
        reading(async (at, { conversationId }) => {
          const { customerId, storeId } = await visibleConversation(at, conversationId)
          return { entries: await consentHistory(at, { customerId, storeId }) }
        }),
      ),
      confirmOptOut: os.consent.confirmOptOut.handler(act(confirmOptOut)),
      dismissStop: os.consent.dismissStop.handler(act(dismissStop)),
    },
  }
}
