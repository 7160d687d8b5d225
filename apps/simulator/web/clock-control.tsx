import { tell } from './api.ts'
import { timeOf } from './days.ts'
import { texts } from './texts.ts'
import { useNow } from './use-now.ts'

const dayMs = 86_400_000

/** The carrier's and the product's clock: forward by days, and back. */
export function ClockControl({ offsetMs, behind }: { offsetMs: number; behind: boolean }) {
  const nowMs = useNow(offsetMs)
  const day = new Date(nowMs).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
  return (
    <fieldset className="clock">
      <legend className="unseen">{texts.clock}</legend>
      <div className="line">
        <span>{texts.clock}</span>
        <b role="status">
          {day}, {timeOf(nowMs)}
        </b>
      </div>
      <div className="days">
        {[1, 2, 7, 120].map(days => (
          <button
            key={days}
            type="button"
            className="chip"
            onClick={() => tell('/clock', { advanceMs: days * dayMs })}
          >
            {texts.days(days)}
          </button>
        ))}
      </div>
      {offsetMs !== 0 && (
        <button type="button" className="chip" onClick={() => tell('/clock', { offsetMs: 0 })}>
          {texts.backToNow}
        </button>
      )}
      {behind && (
        <p role="status" className="warn">
          {texts.appBehind}
        </p>
      )}
    </fieldset>
  )
}
