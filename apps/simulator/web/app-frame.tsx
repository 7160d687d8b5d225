import { StatusBar } from './status-bar.tsx'
import { texts } from './texts.ts'

/** The Associate app beside the phone, at the width of a phone. */
export function AppFrame({ url, nowOffsetMs }: { url: string; nowOffsetMs: number }) {
  return (
    <section className="app" aria-label={texts.app}>
      <div className="cap">
        <b>{texts.app}</b>
        <a href={url} target="_blank" rel="noreferrer">
          {texts.openAlone}
        </a>
      </div>
      <div className="frame">
        <div className="phone">
          <StatusBar offsetMs={nowOffsetMs} />
          <div className="inner">
            <iframe src={url} title={texts.app} allow="clipboard-write; microphone; camera" />
          </div>
        </div>
      </div>
    </section>
  )
}
