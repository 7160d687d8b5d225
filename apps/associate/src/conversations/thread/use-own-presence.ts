import { api } from '@rapport/client'
import { useCallback, useEffect, useRef } from 'react'

const beatMs = 10_000
const typingMs = 4_000

/**
 * Tells colleagues that I look at this conversation, while it is visible, and that I am gone when I leave.
 * The answer is to be called with true for each key typed, with false when what was typed is sent.
 */
export function useOwnPresence(conversationId: string): (typing: boolean) => void {
  const typedAt = useRef(0)
  const stop = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const say = (state: 'viewing' | 'typing' | 'away') => {
      api.conversations.presence({ conversationId, state }).catch(() => {})
    }
    const beat = () => {
      if (document.visibilityState !== 'visible') return
      say(Date.now() - typedAt.current < typingMs ? 'typing' : 'viewing')
    }
    const turn = () => (document.visibilityState === 'visible' ? beat() : say('away'))
    const leave = () => say('away')
    beat()
    const timer = setInterval(beat, beatMs)
    document.addEventListener('visibilitychange', turn)
    addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      // What was typed last would otherwise call its author back a moment after they have left.
      clearTimeout(stop.current)
      document.removeEventListener('visibilitychange', turn)
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [conversationId])

  return useCallback(
    (typing: boolean) => {
      const now = Date.now()
      const say = (state: 'viewing' | 'typing') => {
        api.conversations.presence({ conversationId, state }).catch(() => {})
      }
      const rest = () => {
        typedAt.current = 0
        if (document.visibilityState === 'visible') say('viewing')
      }
      clearTimeout(stop.current)
      if (!typing) {
        rest()
        return
      }
      if (now - typedAt.current > typingMs) {
        typedAt.current = now
        say('typing')
      }
      stop.current = setTimeout(rest, typingMs + 1_000)
    },
    [conversationId],
  )
}
