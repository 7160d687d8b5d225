import { IconChevronDown } from '@tabler/icons-react'
import type { Person } from '../src/records.ts'
import { texts } from './texts.ts'
import type { ScreenState } from './use-carrier.ts'
import { type Choice, firstName } from './use-choice.ts'

interface Props {
  people: Person[]
  chosen: Person
  fresh: Set<string>
  state: ScreenState
  choose: Choice['choose']
}

/** Whose phone it is; the heading is the menu. */
export function PersonPicker({ people, chosen, fresh, state, choose }: Props) {
  const known = people.some(one => one.phone === chosen.phone)
  const pick = (phone: string) => {
    const newest = state.threads.find(thread => thread.person === phone)
    choose(phone, newest?.number ?? state.numbers[0]?.phone)
  }
  return (
    <div className="cap-ends">
      <span className="picker">
        <b aria-hidden="true">{texts.phoneOf(firstName(chosen))}</b>
        <IconChevronDown size={18} stroke={1.7} aria-hidden="true" />
        <select
          aria-label={texts.whosePhone}
          value={chosen.phone}
          onChange={event => pick(event.target.value)}
        >
          {!known && <option value={chosen.phone}>{chosen.phone}</option>}
          {people.map(one => (
            <option key={one.phone} value={one.phone}>
              {one.name ? `${one.name}, ${one.phone}` : one.phone}
              {fresh.has(one.phone) ? ` (${texts.newMessages})` : ''}
            </option>
          ))}
        </select>
      </span>
      <span role="status">
        {fresh.size > 0 && (
          <span className="count" title={texts.waiting(fresh.size)}>
            <span aria-hidden="true">{fresh.size}</span>
            <span className="unseen">{texts.waiting(fresh.size)}</span>
          </span>
        )}
      </span>
    </div>
  )
}
