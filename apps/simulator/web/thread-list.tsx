import type { Person } from '../src/records.ts'
import { shortWhen } from './days.ts'
import { texts } from './texts.ts'
import type { ScreenState } from './use-carrier.ts'
import { useNow } from './use-now.ts'

interface Props {
  state: ScreenState
  person: Person
  open(number: string): void
}

/** All numbers of the business this person can write to, the newest talk first. */
export function ThreadList({ state, person, open }: Props) {
  const nowMs = useNow(state.clock.offsetMs)
  const threads = state.threads.filter(thread => thread.person === person.phone)
  const silent = state.numbers.filter(number => !threads.some(thread => thread.number === number.phone))
  const labelOf = (phone: string) => state.numbers.find(one => one.phone === phone)?.label ?? phone
  return (
    <div className="threads">
      <h2>{texts.messages}</h2>
      {!person.phone && <p className="hush">{texts.noPeople}</p>}
      {state.numbers.length === 0 && <p className="hush">{texts.noNumbers}</p>}
      <ul>
        {threads.map(thread => (
          <li key={thread.number}>
            <button type="button" onClick={() => open(thread.number)}>
              <b>{labelOf(thread.number)}</b>
              <span className="when">{shortWhen(Date.parse(thread.lastAt), nowMs)}</span>
              <span className="preview">{thread.lastBody || texts.picture}</span>
            </button>
          </li>
        ))}
        {silent.map(number => (
          <li key={number.phone}>
            <button type="button" onClick={() => open(number.phone)}>
              <b>{texts.newTo(number.label)}</b>
              <span className="preview">{number.phone}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
