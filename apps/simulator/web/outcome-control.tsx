import { useId } from 'react'
import type { FaultPatch, FaultSettings } from '../src/shapes.ts'
import { Segment } from './segment.tsx'
import { texts } from './texts.ts'

/** What becomes of the next message, and with which code when it fails. */
export function OutcomeControl({ faults, set }: { faults: FaultSettings; set(patch: FaultPatch): void }) {
  const id = useId()
  const outcome = faults.next?.outcome ?? faults.outcome
  const errorCode = (faults.next ?? faults).errorCode ?? 30003
  const codes = Object.keys(texts.failures).map(Number)
  return (
    <>
      <Segment
        label={texts.next}
        value={outcome}
        options={['arrives', 'fails', 'blocked']}
        words={texts.outcomes}
        onChange={chosen =>
          set(chosen === 'arrives' ? { outcome: 'arrives', next: null } : { next: { outcome: chosen } })
        }
      />
      {outcome === 'fails' && (
        <div className="line">
          <label htmlFor={id} className="soft">
            {texts.failsWith}
          </label>
          <select
            id={id}
            className="select"
            value={errorCode}
            onChange={event => set({ next: { outcome: 'fails', errorCode: Number(event.target.value) } })}
          >
            {[...new Set([...codes, errorCode])].map(code => (
              <option key={code} value={code}>
                {texts.failures[code] ?? code}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  )
}
