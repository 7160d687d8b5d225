import { useEffect, useRef } from 'react'
import type { Call, CallOutcome } from '../src/shapes.ts'
import { ask } from './api.ts'
import { texts } from './texts.ts'

interface Props {
  call: Call
  label: string
  setCall(call: Call | undefined): void
}

const outcomes: CallOutcome[] = ['answered', 'no-answer', 'busy']

/** A call under way: whom it rings, and how it is to end. */
export function CallScreen({ call, label, setCall }: Props) {
  const dialog = useRef<HTMLDivElement>(null)
  useEffect(() => dialog.current?.focus(), [])
  const ringing = call.status === 'ringing'
  const end = async (outcome: CallOutcome) => setCall(await ask(`/calls/${call.sid}/outcome`, { outcome }))
  return (
    <div
      className="call"
      role="dialog"
      aria-label={texts.calling(label)}
      tabIndex={-1}
      ref={dialog}
      onKeyDown={event => event.key === 'Escape' && setCall(undefined)}
    >
      <div aria-live="polite">
        <p className="call-to">{label}</p>
        <p>{ringing ? texts.rings(call.rings) : (texts.ended[call.status] ?? texts.noRing)}</p>
        {call.says.length > 0 && <p>{texts.hears(call.says.join(' '))}</p>}
      </div>
      <div className="call-ends">
        {ringing ? (
          outcomes.map(outcome => (
            <button key={outcome} type="button" onClick={() => end(outcome)}>
              {texts.outcomesOfCall[outcome]}
            </button>
          ))
        ) : (
          <button type="button" onClick={() => setCall(undefined)}>
            {texts.done}
          </button>
        )}
      </div>
    </div>
  )
}
