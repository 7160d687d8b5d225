import type { WireEntry } from '../src/shapes.ts'
import { texts } from './texts.ts'

/** The log of what passes between the store and the carrier. */
export function Wire({ entries }: { entries: WireEntry[] }) {
  return (
    <section className="wire" aria-labelledby="wire-title">
      <div className="wire-head">
        <h2 id="wire-title">{texts.wire}</h2>
        <span className="wire-order soft">{texts.newestFirst}</span>
      </div>
      {entries.length === 0 && <p className="soft">{texts.wireEmpty}</p>}
      {/* A list that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <ol tabIndex={0} aria-labelledby="wire-title">
        {entries.map(entry => (
          <li key={entry.id} title={entry.detail}>
            <time dateTime={new Date(entry.atMs).toISOString()}>
              {new Date(entry.atMs).toLocaleTimeString('en-GB', { hour12: false })}
            </time>
            <span className={`wire-word ${entry.tone}`}>{entry.what}</span>
            <span className="wire-word detail">{entry.detail}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
