import type { Message } from '@rapport/contract'

/** The window of a conversation that is on the device: ascending, without holes. */
export type Thread = { items: Message[]; hasOlder: boolean; hasNewer: boolean }

/** A status never goes backwards on screen either (MSG-1), whatever order answers arrive in. */
const progress: Record<Message['status'], number> = {
  scheduled: 0,
  queued: 1,
  sending: 2,
  sent: 3,
  delivered: 4,
  received: 5,
  read: 5,
  failed: 5,
  canceled: 5,
}
const further = (a: Message, b: Message) => (progress[b.status] >= progress[a.status] ? b : a)

/** Both sets of lines as one, ascending by sequence, each line once in its furthest state. */
export const mergeMessages = (known: readonly Message[], fresh: readonly Message[]): Message[] => {
  const byId = new Map(known.map(message => [message.id, message]))
  for (const message of fresh) {
    const before = byId.get(message.id)
    byId.set(message.id, before ? further(before, message) : message)
  }
  return [...byId.values()].sort((a, b) => a.sequence - b.sequence)
}
