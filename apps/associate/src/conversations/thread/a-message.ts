import type { Message } from '@rapport/contract'

/** A message for tests. */
export function aMessage(sequence: number, change: Partial<Message> = {}): Message {
  return {
    id: `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
    conversationId: '10000000-0000-4000-8000-000000000000',
    sequence,
    direction: 'in',
    kind: 'text',
    channel: 'sms',
    body: `line ${sequence}`,
    author: null,
    clientId: null,
    status: change.direction === 'out' ? 'sent' : 'received',
    failure: null,
    scheduledFor: null,
    heldBecause: [],
    line: null,
    at: new Date(Date.UTC(2026, 10, 20, 9, 0, sequence)).toISOString(),
    ...change,
  }
}
