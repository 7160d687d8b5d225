let lastByteAt = 0

/** When the live stream last carried anything, keep-alive comments included (which no iterator shows). */
export const lastPulse = (): number => lastByteAt
export const markPulse = (): void => {
  lastByteAt = Date.now()
}

/** Lets the bytes of an event stream through and notes when they came. */
export const pulsed = (response: Response): Response => {
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream'))
    return response
  markPulse()
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, out) => {
      markPulse()
      out.enqueue(chunk)
    },
  })
  return new Response(response.body.pipeThrough(watch), response)
}
