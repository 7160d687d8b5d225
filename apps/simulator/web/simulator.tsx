import { useState } from 'react'
import type { Call } from '../src/shapes.ts'
import { ask } from './api.ts'
import { AppFrame } from './app-frame.tsx'
import { Banner } from './banner.tsx'
import { Controls } from './controls.tsx'
import { MailControl } from './mail-control.tsx'
import { MailboxPhone } from './mailbox.tsx'
import { Payments } from './payments.tsx'
import { PersonPicker } from './person-picker.tsx'
import { Phone } from './phone.tsx'
import { Sheet } from './sheet.tsx'
import { texts } from './texts.ts'
import { useCarrier } from './use-carrier.ts'
import { firstName, useChoice } from './use-choice.ts'
import { useMails } from './use-mails.ts'
import { useNarrow } from './use-narrow.ts'
import { useNew } from './use-new.ts'
import { Wire } from './wire.tsx'

/** The whole screen: the customer's phone, what happens between, and the Associate app. */
export function Simulator() {
  const view = useCarrier()
  const { state } = view
  const choice = useChoice(state)
  const fresh = useNew(state, choice.person)
  const narrow = useNarrow()
  const [sheetOpen, setSheetOpen] = useState(false)
  const { mails, answer } = useMails()
  const [mailShown, setMailShown] = useState(false)
  if (!state) return <p className="waiting">{view.lost ? texts.lost : texts.loading}</p>

  const person = state.people.find(one => one.phone === choice.person) ?? {
    phone: choice.person ?? '',
    name: '',
  }
  const number = state.numbers.find(one => one.phone === choice.number)
  const startCall = () => {
    const to = number ?? state.numbers[0]
    if (!to || !person.phone) return
    setSheetOpen(false)
    ask<Call>('/call', { from: person.phone, to: to.phone }).then(view.setCall, (error: Error) => {
      window.dispatchEvent(new CustomEvent('refused', { detail: error.message }))
    })
  }
  const between = (
    <>
      <Controls
        state={state}
        person={person}
        number={number ?? state.numbers[0]}
        appFollows={view.appFollows}
        onCall={startCall}
        onSaid={() => setSheetOpen(false)}
      />
      {view.payments && <Payments payments={view.payments} />}
      <MailControl answer={answer} />
      <Wire entries={view.wire} />
    </>
  )

  return (
    <>
      <Banner
        label={number?.label ?? ''}
        lost={view.lost}
        onControls={narrow ? () => setSheetOpen(true) : undefined}
      />
      <main className={state.appUrl ? 'stage three' : 'stage'}>
        <section aria-label={texts.phoneOf(firstName(person))}>
          <div className="cap">
            <PersonPicker
              people={state.people}
              chosen={person}
              fresh={fresh}
              choose={choice.choose}
              state={state}
            />
            <button type="button" className="mail-switch" onClick={() => setMailShown(!mailShown)}>
              {mailShown ? texts.phone : texts.mail}
              {!mailShown && mails.length > 0 && <span className="count">{mails.length}</span>}
            </button>
          </div>
          {mailShown ? (
            <MailboxPhone mails={mails} offsetMs={state.clock.offsetMs} />
          ) : (
            <Phone
              state={state}
              choice={choice}
              person={person}
              call={view.call}
              setCall={view.setCall}
              onCall={startCall}
            />
          )}
        </section>
        {!narrow && (
          <section className="between" aria-label={texts.between}>
            <h2 className="cap">{texts.between}</h2>
            {between}
          </section>
        )}
        {!narrow && state.appUrl && <AppFrame url={state.appUrl} nowOffsetMs={state.clock.offsetMs} />}
      </main>
      {narrow && (
        <Sheet open={sheetOpen} title={texts.between} onClose={() => setSheetOpen(false)}>
          {between}
        </Sheet>
      )}
    </>
  )
}
