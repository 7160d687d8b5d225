import { useEffect, useState } from 'react'
import type { PaymentsOverview } from '../src/adyen/payment-control.ts'
import type { Call, ClockReport, FaultSettings, Overview, WireEntry } from '../src/shapes.ts'
import { ask } from './api.ts'

export type ScreenState = Overview & { appUrl: string | null }

export interface CarrierView {
  state: ScreenState | undefined
  wire: WireEntry[]
  payments: PaymentsOverview | undefined
  call: Call | undefined
  /** Whether the product's clock follows; unknown until it was moved. */
  appFollows: boolean | undefined
  lost: boolean
  setCall(call: Call | undefined): void
}

const shownEntries = 100

/** The carrier as it is now: asked once, then kept up by its live stream. */
export function useCarrier(): CarrierView {
  const [state, setState] = useState<ScreenState>()
  const [wire, setWire] = useState<WireEntry[]>([])
  const [payments, setPayments] = useState<PaymentsOverview>()
  const [call, setCall] = useState<Call>()
  const [appFollows, setAppFollows] = useState<boolean>()
  const [lost, setLost] = useState(false)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const reload = () => ask<ScreenState>('/state').then(setState, () => setLost(true))
    // A burst of messages asks for the list of threads once.
    const reloadSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        reload()
      }, 150)
    }
    const reloadPayments = () => ask<PaymentsOverview>('/payments').then(setPayments, () => setLost(true))
    const live = new EventSource('/control/live')
    const on = <T>(name: string, heard: (data: T) => void) =>
      live.addEventListener(name, event => heard(JSON.parse(event.data)))
    live.onopen = () => {
      setLost(false)
      // Asking for the clock first lets the carrier adopt the product's.
      ask<ClockReport>('/clock').finally(reload)
      reloadPayments()
      ask<WireEntry[]>(`/wire?limit=${shownEntries}`).then(setWire)
    }
    live.onerror = () => setLost(true)
    on('message', reloadSoon)
    on('directory', reloadSoon)
    on('payment', reloadPayments)
    on('payment-faults', reloadPayments)
    on<FaultSettings>('faults', faults => setState(known => known && { ...known, faults }))
    on<ClockReport>('clock', clock => {
      setState(known => known && { ...known, clock })
      setAppFollows(clock.appFollows)
    })
    on<WireEntry>('wire', entry => setWire(known => [entry, ...known].slice(0, shownEntries)))
    on<Call>('call', changed => setCall(known => (known?.sid === changed.sid ? changed : known)))
    return () => {
      clearTimeout(timer)
      live.close()
    }
  }, [])

  return { state, wire, payments, call, appFollows, lost, setCall }
}
