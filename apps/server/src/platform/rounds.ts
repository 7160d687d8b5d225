/** Splits, keeping the order, so that no key comes twice in a round: what comes again meets what the round before left. */
export function rounds<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const all: T[][] = []
  let keys = new Set<string>()
  for (const item of items) {
    const key = keyOf(item)
    if (all.length === 0 || keys.has(key)) {
      all.push([])
      keys = new Set()
    }
    keys.add(key)
    all.at(-1)?.push(item)
  }
  return all
}
