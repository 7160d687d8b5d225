import type { GateDecision, Message } from '@rapport/contract'
import { Refusal } from '../../platform/refusal.ts'

export const sendDenied = (decision: GateDecision) =>
  new Refusal('SEND_DENIED', 403, 'This message may not be sent now.', decision)
export const movedOn = (inBetween: Message[], lastSequence: number) =>
  new Refusal(
    'CONVERSATION_MOVED_ON',
    409,
    'The conversation has moved on. Read what came in between, then confirm.',
    { inBetween, lastSequence },
  )
export const tooLate = () => new Refusal('TOO_LATE', 409, 'This message is already on its way.')
export const staffCannotReply = () =>
  new Refusal(
    'STAFF_CANNOT_REPLY',
    409,
    'Only someone of this store who may send messages can be given a conversation.',
  )
