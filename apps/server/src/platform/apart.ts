/**
 * Splits items into at most `most` groups of about one size that have nothing to do with each other: items that share a
 * key, also by way of others, are in one group, in their order. @returns the places of the items, group by group
 */
export function apart<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
  most: number,
): number[][] {
  const leaders = items.map((_, n) => n)
  const leaderOf = (n: number): number => {
    let at = n
    while (leaders[at] !== at) {
      leaders[at] = leaders[leaders[at] as number] as number
      at = leaders[at] as number
    }
    return at
  }
  const firstWith = new Map<string, number>()
  items.forEach((item, n) => {
    for (const key of keysOf(item)) {
      const first = firstWith.get(key)
      if (first === undefined) firstWith.set(key, n)
      else leaders[leaderOf(n)] = leaderOf(first)
    }
  })
  const clans = new Map<number, number[]>()
  for (const n of leaders.keys()) clans.set(leaderOf(n), [...(clans.get(leaderOf(n)) ?? []), n])
  const groups: number[][] = Array.from({ length: most }, () => [])
  for (const clan of [...clans.values()].sort((a, b) => b.length - a.length))
    groups.reduce((least, group) => (group.length < least.length ? group : least)).push(...clan)
  return groups.filter(group => group.length > 0).map(group => group.sort((a, b) => a - b))
}
