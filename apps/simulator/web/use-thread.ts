import { useEffect, useState } from 'react'
import type { PhoneMessage } from '../src/shapes.ts'
import { ask } from './api.ts'

/** The messages the phone shows in one thread; `version` changes when there may be more. */
export function useThread(person: string | undefined, number: string | undefined, version: unknown) {
  const [shown, setShown] = useState<{ key: string; messages: PhoneMessage[] }>()
  const key = `${person}/${number}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the server has
  useEffect(() => {
    let current = true
    if (person && number) {
      const path = `/threads/${encodeURIComponent(person)}/${encodeURIComponent(number)}?limit=300`
      ask<PhoneMessage[]>(path).then(
        messages => current && setShown({ key, messages: messages.filter(message => message.onPhone) }),
        // The banner says when the simulator does not answer; the thread stays as it was.
        () => {},
      )
    }
    return () => {
      current = false
    }
  }, [key, version])
  return shown?.key === key ? shown.messages : undefined
}
