import type { Person, StoreNumber } from '../src/records.ts'
import type { FaultPatch } from '../src/shapes.ts'
import { tell } from './api.ts'
import { StartOver } from './banner.tsx'
import { ClockControl } from './clock-control.tsx'
import { DeliverySlider } from './delivery-slider.tsx'
import { OutcomeControl } from './outcome-control.tsx'
import { Sayings } from './sayings.tsx'
import { Segment } from './segment.tsx'
import { texts } from './texts.ts'
import type { ScreenState } from './use-carrier.ts'
import { firstName } from './use-choice.ts'

interface Props {
  state: ScreenState
  person: Person
  number: StoreNumber | undefined
  appFollows: boolean | undefined
  onCall(): void
  onSaid(): void
}

/** Everything that can be made to happen between the phone and the store. */
export function Controls({ state, person, number, appFollows, onCall, onSaid }: Props) {
  const { faults } = state
  const set = (patch: FaultPatch) => tell('/faults', patch)
  return (
    <div className="card">
      {number && person.phone && (
        <Sayings name={firstName(person)} from={person.phone} to={number.phone} onSaid={onSaid} />
      )}
      <hr />
      <DeliverySlider delayMs={faults.delayMs} onChange={delayMs => set({ delayMs })} />
      <OutcomeControl faults={faults} set={set} />
      <Segment
        label={texts.callbacks}
        value={faults.callbacks}
        options={['once', 'twice', 'late']}
        words={texts.callbackModes}
        onChange={callbacks => set({ callbacks })}
      />
      <Segment
        label={texts.carrier}
        value={faults.carrier}
        options={['up', 'down']}
        words={texts.carrierModes}
        onChange={carrier => set({ carrier })}
      />
      {number && (
        <Segment
          label={texts.keywords}
          hint={texts.keywordsHint}
          value={number.keywordReplies}
          options={['provider', 'none']}
          words={texts.keywordModes}
          onChange={keywordReplies => tell('/numbers', { phone: number.phone, keywordReplies })}
        />
      )}
      <div className="line">
        <span>{texts.call}</span>
        <button type="button" className="button wash" disabled={!number} onClick={onCall}>
          {texts.callStore}
        </button>
      </div>
      <ClockControl
        offsetMs={state.clock.offsetMs}
        behind={appFollows === false && state.clock.offsetMs !== 0}
      />
      <div className="line only-sheet">
        <span />
        <StartOver />
      </div>
    </div>
  )
}
