/**
 * Waits for a fact instead of a time: asks until `ask` gives something that is neither null, undefined nor false.
 * @throws Error with what it waited for, after `withinMs`
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms for: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
