import { newMessage } from './drafts.ts'
import { type Exchange, noteChange } from './exchange.ts'
import type { Message } from './records.ts'

/**
 * Answers an incoming message at once: by the provider's own keyword reply, which the API's log does not
 * show, or by the TwiML the product answered with.
 */
export function tellPhone(
  exchange: Exchange,
  to: Message,
  body: string,
  author: 'provider' | 'product',
): void {
  const message = newMessage(exchange, {
    direction: 'outbound-reply',
    from: to.to,
    to: to.from,
    body,
    status: 'delivered',
    onPhone: true,
    inLog: author === 'product',
  })
  exchange.state.add(message)
  noteChange(exchange, message)
  exchange.wire.write(author === 'provider' ? 'by Twilio' : 'reply', body, 'plain', message.sid)
}
