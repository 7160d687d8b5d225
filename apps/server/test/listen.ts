import type { LiveSignal } from '@rapport/contract'
import { until } from './until.ts'
import type { Api } from './world.ts'

/** An open screen: keeps every signal it is told, until closed. */
export async function listen(api: Api) {
  const stop = new AbortController()
  const stream = await api.live.stream(undefined, { signal: stop.signal })
  const heard: LiveSignal[] = []
  let ended = false
  const reading = (async () => {
    for await (const signal of stream) heard.push(signal as LiveSignal)
  })()
    .catch(() => {})
    .finally(() => {
      ended = true
    })
  await until('the first signal', () => heard.length > 0)
  return {
    heard,
    get ended() {
      return ended
    },
    /** The conversations it was told of. */
    conversations: () => heard.flatMap(signal => ('conversationId' in signal ? signal.conversationId : [])),
    hears: (what: string, wanted: (signal: LiveSignal) => boolean) => until(what, () => heard.find(wanted)),
    async close() {
      stop.abort()
      await reading
    },
  }
}
