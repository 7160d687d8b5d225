import type { Message } from '@rapport/contract'

/** Whose bubble it is; decides side and colour. */
export type Side = 'in' | 'own' | 'mate' | 'auto'

export type ThreadItem =
  | { readonly type: 'day'; readonly key: string; readonly at: string }
  | { readonly type: 'new'; readonly key: string }
  | { readonly type: 'line'; readonly key: string; readonly message: Message }
  | {
      readonly type: 'bubble'
      readonly key: string
      readonly message: Message
      readonly side: Side
      readonly opens: boolean
      readonly closes: boolean
    }

const groupMinutes = 5

/** Turns lines into what the thread shows: day separators, the mark of the first unread, bubbles in groups. */
export function itemsOf(
  lines: readonly Message[],
  myId: string,
  firstUnread: number | null,
  sameDay: (a: string, b: string) => boolean,
): ThreadItem[] {
  const together = (a: Message, b: Message) => sameDay(a.at, b.at) && belong(a, b, myId)
  const items: ThreadItem[] = []
  lines.forEach((message, index) => {
    const before = lines[index - 1]
    const newDay = !before || !sameDay(before.at, message.at)
    if (newDay) items.push({ type: 'day', key: `day-${message.sequence}`, at: message.at })
    if (message.sequence === firstUnread) items.push({ type: 'new', key: 'new' })
    if (message.direction === 'line') {
      items.push({ type: 'line', key: message.id, message })
      return
    }
    const after = lines[index + 1]
    items.push({
      type: 'bubble',
      key: message.clientId ?? message.id,
      message,
      side: sideOf(message, myId),
      opens: newDay || message.sequence === firstUnread || !before || !together(before, message),
      closes: !after || after.sequence === firstUnread || !together(message, after),
    })
  })
  return items
}

/** In, own, a colleague's, or automatic. An opt-in request is its author's own words and has their side. */
export function sideOf(message: Message, myId: string): Side {
  if (message.direction === 'in') return 'in'
  if (message.kind === 'automatic' || !message.author) return 'auto'
  return message.author.id === myId ? 'own' : 'mate'
}

/** The first of the last `unread` inbound lines. */
export function firstUnreadOf(lines: readonly Message[], unread: number): number | null {
  if (unread <= 0) return null
  const inbound = lines.filter(message => message.direction === 'in')
  return inbound.at(-Math.min(unread, inbound.length))?.sequence ?? null
}

/** Can this failed line still be tried again, or has a later one said the same? */
export function isRetryOpen(lines: readonly Message[], failed: Message): boolean {
  return !lines.some(
    line =>
      line.sequence > failed.sequence &&
      line.direction === 'out' &&
      line.body === failed.body &&
      line.status !== 'canceled',
  )
}

function belong(a: Message, b: Message, myId: string): boolean {
  return (
    a.direction !== 'line' &&
    b.direction !== 'line' &&
    a.kind === b.kind &&
    a.channel === b.channel &&
    sideOf(a, myId) === sideOf(b, myId) &&
    a.author?.id === b.author?.id &&
    Math.abs(Date.parse(b.at) - Date.parse(a.at)) < groupMinutes * 60_000
  )
}
