import type { Exchange } from './exchange.ts'
import type { Message } from './records.ts'
import type { Overview, PhoneMessage, ThreadSummary } from './shapes.ts'

const keptThreads = 300

/** Shows a message as the phone does. */
export function phoneMessage(exchange: Exchange, message: Message): PhoneMessage {
  const media = message.media.map(one => ({
    contentType: one.contentType,
    url: `/2010-04-01/Accounts/${exchange.accountSid}/Messages/${message.sid}/Media/${one.sid}`,
  }))
  return {
    sid: message.sid,
    direction: message.direction,
    body: message.body,
    media,
    at: new Date(message.createdAtMs).toISOString(),
    status: message.status,
    errorCode: message.errorCode,
    onPhone: message.onPhone,
  }
}

/** What a screen or a script needs to begin. */
export function overview(exchange: Exchange): Overview {
  const { state } = exchange
  const people = [...state.people.values()]
  return {
    numbers: [...state.numbers.values()],
    // Those with a name first: a load test leaves thousands without.
    people: [...people.filter(person => person.name), ...people.filter(person => !person.name)].slice(0, 500),
    threads: newestThreads(exchange),
    faults: exchange.faults.settings,
    clock: { offsetMs: exchange.clock.offsetMs, now: new Date(exchange.clock.now()).toISOString() },
  }
}

function newestThreads(exchange: Exchange): ThreadSummary[] {
  const { threads, blocked } = exchange.state
  return [...threads]
    .map(([pair, messages]) => ({ pair, messages, last: messages.at(-1) }))
    .sort((a, b) => (b.last?.createdAtMs ?? 0) - (a.last?.createdAtMs ?? 0))
    .slice(0, keptThreads)
    .map(({ pair, messages, last }) => {
      const [person = '', number = ''] = pair.split('|')
      return {
        person,
        number,
        count: messages.length,
        lastAt: new Date(last?.createdAtMs ?? 0).toISOString(),
        lastBody: (last?.body ?? '').slice(0, 120),
        blocked: blocked.has(pair),
      }
    })
}
