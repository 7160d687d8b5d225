type Send = (request: Request) => Promise<Response>

/**
 * A call that changes something, made again while the very same is under way, is that call: whoever taps twice has
 * asked once. It stands here, before the server, so that no screen has to think of it.
 * @returns `send`, with that
 */
export function shareUnderWay(send: Send): Send {
  const underWay = new Map<string, { answer: Promise<Response>; signal: AbortSignal }>()
  return async request => {
    if (request.method !== 'POST') return send(request)
    const call = `${request.url}\n${await request.clone().text()}`
    let going = underWay.get(call)
    // One that its caller gave up is no answer for anybody else.
    if (!going || going.signal.aborted) {
      const mine = { answer: send(request), signal: request.signal }
      going = mine
      underWay.set(call, mine)
      const done = () => void (underWay.get(call) === mine && underWay.delete(call))
      mine.answer.then(done, done)
    }
    // The answer itself is never read, so that each who waits can have it.
    return (await going.answer).clone()
  }
}
