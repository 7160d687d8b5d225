import { useEffect, useState } from 'react'
import type { Mailbox } from '../src/mail-routes.ts'
import { ask } from './api.ts'

/** The mail box as it is now. */
export function useMails(): Mailbox {
  const [box, setBox] = useState<Mailbox>({ mails: [], answer: 'takes' })
  useEffect(() => {
    const look = () => ask<Mailbox>('/mails').then(setBox, () => {})
    const live = new EventSource('/control/live')
    live.onopen = look
    live.addEventListener('mail', look)
    return () => live.close()
  }, [])
  return box
}
