import { getEventMeta } from '@orpc/client'
import type { LiveSignal } from '@rapport/contract'
import type { QueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { recheckSession } from '../query-client.ts'
import { refusalOf } from '../refusal.ts'
import { applySignal, catchUp } from './apply-signal.ts'
import { connect } from './connection.ts'
import { setLiveState } from './live-state.ts'
import { lastPulse } from './pulse.ts'

/** The server writes a keep-alive comment every 15 s; silence this long means a dead line. */
const silentMs = 40_000
/** After waking up there is less patience. */
const doubtfulMs = 20_000

/** Opens the device's one live connection and keeps the cache true. Answers how to close it. */
export const startLive = (queryClient: QueryClient): (() => void) => {
  const connection = connect<LiveSignal>({
    open: (lastEventId, signal) =>
      api.live.stream(undefined, lastEventId === undefined ? { signal } : { signal, lastEventId }),
    eventId: signal => getEventMeta(signal)?.id,
    onSignal: (signal, resumed) => {
      applySignal(queryClient, signal)
      if (signal.type === 'hello' && !resumed) catchUp(queryClient)
    },
    onState: setLiveState,
    isFinal: error => {
      if (refusalOf(error).code !== 'SIGN_IN_NEEDED') return false
      recheckSession(queryClient)
      return true
    },
    isOnline: () => navigator.onLine,
  })
  const afterSleep = () => {
    if (document.visibilityState === 'visible' && Date.now() - lastPulse() > doubtfulMs) connection.retryNow()
  }
  const watchdog = setInterval(() => {
    if (navigator.onLine && Date.now() - lastPulse() > silentMs) connection.retryNow()
  }, silentMs / 2)
  document.addEventListener('visibilitychange', afterSleep)
  addEventListener('online', connection.retryNow)
  addEventListener('pageshow', afterSleep)
  addEventListener('offline', connection.lost)
  return () => {
    clearInterval(watchdog)
    document.removeEventListener('visibilitychange', afterSleep)
    removeEventListener('online', connection.retryNow)
    removeEventListener('pageshow', afterSleep)
    removeEventListener('offline', connection.lost)
    connection.close()
  }
}
