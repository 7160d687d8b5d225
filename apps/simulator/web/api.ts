/** Does what a press asks for; when the simulator refuses, the banner says so. */
export function tell(path: string, body: unknown): Promise<void> {
  return ask(path, body).then(
    () => {},
    (error: Error) => void window.dispatchEvent(new CustomEvent('refused', { detail: error.message })),
  )
}

/** Asks the control API; throws with its sentence when it refuses. */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(`/control${path}`, { ...sent, headers })
  const answer = (await response.json()) as T & { message?: string }
  if (!response.ok) throw new Error(answer.message ?? response.statusText)
  return answer
}
