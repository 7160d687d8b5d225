let leaving = false

/** Whether the page is going away: what is still sent must outlive it, or the browser takes it back. */
export const isLeaving = (): boolean => leaving

const hear = (event: 'pagehide' | 'pageshow', now: boolean) =>
  globalThis.addEventListener?.(
    event,
    () => {
      leaving = now
    },
    { capture: true },
  )
// Heard before anyone who has a last thing to send; a page that comes back from the browser's memory is here again.
hear('pagehide', true)
hear('pageshow', false)
