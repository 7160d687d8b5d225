import type { PlayedMessage, Scene } from './played.ts'

type Told = 'direction' | 'kind' | 'body' | 'status' | 'created_at'
export type NewMessage = Pick<PlayedMessage, Told> & Partial<PlayedMessage>

/** The row of a line of the thread, with what follows from whose it is. */
export function messageRow(
  { chance, store, contactPointId }: Scene,
  place: { conversation_id: string; sequence: number },
  message: NewMessage,
): PlayedMessage {
  const carried = message.direction !== 'line'
  const out = message.direction === 'out'
  return {
    id: chance.id(message.created_at),
    ...place,
    store_id: store.id,
    channel: 'sms',
    line: null,
    staff_id: null,
    contact_point_id: contactPointId,
    store_number_id: carried ? store.numberId : null,
    client_id: message.staff_id ? chance.id(message.created_at) : null,
    provider_message_id: carried ? `SM${chance.hex(32)}` : null,
    failure_reason: null,
    failure_code: null,
    held_because: null,
    due_at: out ? message.created_at : null,
    attempted_at: out ? message.created_at : null,
    attempts: out ? 1 : 0,
    ...message,
  }
}
