import { useEffect, useState } from 'react'
import type { ScreenState } from './use-carrier.ts'

export interface Choice {
  person: string | undefined
  /** The thread open on the phone; none shows the list of threads. */
  number: string | undefined
  choose(person: string, number?: string): void
}

/** Whose phone is shown and which thread is open, kept in the address. */
export function useChoice(state: ScreenState | undefined): Choice {
  const [chosen, setChosen] = useState(() => {
    const query = new URLSearchParams(location.search)
    return { person: query.get('person') ?? undefined, number: query.get('number') ?? undefined }
  })

  useEffect(() => {
    if (!state || chosen.person) return
    const newest = state.threads.find(thread =>
      state.people.some(one => one.phone === thread.person && one.name),
    )
    const person = newest?.person ?? state.people[0]?.phone
    if (person) setChosen({ person, number: newest?.number ?? state.numbers[0]?.phone })
  }, [state, chosen.person])

  useEffect(() => {
    const query = new URLSearchParams()
    if (chosen.person) query.set('person', chosen.person)
    if (chosen.number) query.set('number', chosen.number)
    if (chosen.person) history.replaceState(null, '', `?${query}`)
  }, [chosen])

  return { ...chosen, choose: (person, number) => setChosen({ person, number }) }
}

/** The first name, or the number of somebody without a name. */
export function firstName(person: { phone: string; name: string } | undefined): string {
  return person?.name.split(' ')[0] || person?.phone || ''
}
