import { texts } from './texts.ts'

const stopsMs = [0, 100, 400, 1000, 2000, 5000, 10_000, 30_000, 60_000]

/** How long a message is on its way, from at once to a minute. */
export function DeliverySlider({ delayMs, onChange }: { delayMs: number; onChange(delayMs: number): void }) {
  const after = stopsMs.findIndex(stopMs => stopMs >= delayMs)
  const at = after < 0 ? stopsMs.length - 1 : after
  const share = `${(at / (stopsMs.length - 1)) * 100}%`
  return (
    <label className="slider">
      <span className="line">
        <span>{texts.delivery}</span>
        <b>{texts.seconds(delayMs)}</b>
      </span>
      <input
        type="range"
        min={0}
        max={stopsMs.length - 1}
        value={at}
        aria-valuetext={texts.seconds(delayMs)}
        style={{ '--share': share } as React.CSSProperties}
        onChange={event => onChange(stopsMs[Number(event.target.value)] ?? 0)}
      />
    </label>
  )
}
