/** What two people made of the same form: what holds now, what the other has changed, and where both did. */
export type Merged<F> = { merged: F; news: (keyof F)[]; clashes: (keyof F)[] }

/**
 * Brings together what I typed with what someone else saved meanwhile, field by field. What only one of us touched is
 * not in question; where both did, mine stays until I choose.
 * @param base what the form said when I began
 */
export const threeWay = <F extends Record<string, unknown>>(base: F, mine: F, theirs: F): Merged<F> => {
  const merged = { ...mine }
  const news: (keyof F)[] = []
  const clashes: (keyof F)[] = []
  for (const field of new Set<keyof F>([
    ...Object.keys(theirs),
    ...Object.keys(base),
    ...Object.keys(mine),
  ])) {
    if (same(theirs[field], base[field]) || same(theirs[field], mine[field])) continue
    if (same(mine[field], base[field])) {
      merged[field] = theirs[field]
      news.push(field)
    } else clashes.push(field)
  }
  return { merged, news, clashes }
}

/** Equal as they would be sent. */
export const same = (a: unknown, b: unknown): boolean => sent(a) === sent(b)

const sent = (value: unknown): string =>
  JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? ''
