import { IconChevronLeft, IconPhone } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Person, StoreNumber } from '../src/records.ts'
import { Bubble } from './bubble.tsx'
import { withHeadings } from './days.ts'
import { PhoneComposer } from './phone-composer.tsx'
import { texts } from './texts.ts'
import type { ScreenState } from './use-carrier.ts'
import { useNow } from './use-now.ts'
import { useThread } from './use-thread.ts'

interface Props {
  state: ScreenState
  person: Person
  number: StoreNumber
  onBack(): void
  onCall(): void
}

/** One thread as the customer sees it. */
export function PhoneThread({ state, person, number, onBack, onCall }: Props) {
  const messages = useThread(person.phone, number.phone, state.threads)
  const lines = withHeadings(messages ?? [], useNow(state.clock.offsetMs))
  const end = useRef<HTMLDivElement>(null)
  const count = lines.length
  const toEnd = () => {
    end.current?.scrollTo({ top: end.current.scrollHeight })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message brings the end into view
  useEffect(toEnd, [count])

  return (
    <>
      <div className="phone-head">
        <button type="button" className="tap" aria-label={texts.backToMessages} onClick={onBack}>
          <IconChevronLeft size={24} stroke={1.8} aria-hidden="true" />
        </button>
        <div className="who">
          <span className="mark" aria-hidden="true">
            {number.label.replace(/^[^\p{L}]*/u, '').charAt(0) || '#'}
          </span>
          <span>{number.label}</span>
        </div>
        <button type="button" className="tap" aria-label={texts.callStore} onClick={onCall}>
          <IconPhone size={22} stroke={1.7} aria-hidden="true" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <div className="talk" role="log" aria-label={texts.messages} ref={end} tabIndex={0}>
        {messages?.length === 0 && <p className="hush">{texts.emptyThread(number.label)}</p>}
        {lines.map(({ message, heading }) => (
          <Bubble key={message.sid} message={message} heading={heading} onGrown={toEnd} />
        ))}
      </div>
      <PhoneComposer from={person.phone} to={number.phone} />
    </>
  )
}
