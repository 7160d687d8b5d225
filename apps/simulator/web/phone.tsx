import type { Person } from '../src/records.ts'
import type { Call } from '../src/shapes.ts'
import { CallScreen } from './call-screen.tsx'
import { PhoneThread } from './phone-thread.tsx'
import { StatusBar } from './status-bar.tsx'
import { ThreadList } from './thread-list.tsx'
import type { ScreenState } from './use-carrier.ts'
import type { Choice } from './use-choice.ts'

interface Props {
  state: ScreenState
  choice: Choice
  person: Person
  call: Call | undefined
  setCall(call: Call | undefined): void
  onCall(): void
}

/** The customer's phone: a thread, the list of threads, or a call over either. */
export function Phone({ state, choice, person, call, setCall, onCall }: Props) {
  const number = state.numbers.find(one => one.phone === choice.number)
  const label = (phone: string) => state.numbers.find(one => one.phone === phone)?.label ?? phone
  return (
    <div className="frame">
      <div className="phone">
        <StatusBar offsetMs={state.clock.offsetMs} />
        <div className="app-under" inert={call !== undefined}>
          {number && person.phone ? (
            <PhoneThread
              key={`${person.phone}/${number.phone}`}
              state={state}
              person={person}
              number={number}
              onBack={() => choice.choose(person.phone)}
              onCall={onCall}
            />
          ) : (
            <ThreadList state={state} person={person} open={phone => choice.choose(person.phone, phone)} />
          )}
        </div>
        <div className="home" />
        {call && <CallScreen call={call} label={label(call.to)} setCall={setCall} />}
      </div>
    </div>
  )
}
