/** What the sign-in door answers, in terms a screen has a sentence for. */
export type SignInAnswer = 'in' | 'wrong' | 'tooMany'

const post = async (path: string, body: unknown) => {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
  })
  // Its status says all, but what is not read to its end keeps the connection.
  await response.arrayBuffer()
  return response
}

/** Opens a session by email and password. Throws when there was no answer to have. */
export const signIn = async (email: string, password: string): Promise<SignInAnswer> => {
  const response = await post('sign-in/email', { email, password })
  if (response.ok) return 'in'
  if (response.status === 429) return 'tooMany'
  if (response.status < 500) return 'wrong'
  throw new Error(`Sign-in answered ${response.status}`)
}

/** Ends the session of this device. */
export const signOut = async (): Promise<void> => {
  const response = await post('sign-out', {})
  if (!response.ok && response.status !== 401) throw new Error(`Sign-out answered ${response.status}`)
}
