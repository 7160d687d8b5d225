/** How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other. */
export const lettersApart = (one: string, other: string): number =>
  apartFromBeginnings(one, other).at(-1) ?? 0

/** As `lettersApart`, when `one` may only be the beginning of `other`. */
export const lettersApartBegun = (one: string, other: string): number =>
  Math.min(...apartFromBeginnings(one, other))

/** How far `one` is from each beginning of `other`, the empty one first. */
function apartFromBeginnings(one: string, other: string): number[] {
  const [a, b] = [[...one], [...other]]
  let before: number[] = []
  let last = b.map((_, n) => n + 1)
  last.unshift(0)
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      now.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (now[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = last
    last = now
  }
  return last
}

/** Of these words those that a hurried thumb may have meant, the nearest first. */
export function meantBy(wanted: string, words: readonly string[], most = 4): string[] {
  const allowed = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2
  return words
    .map(word => {
      // It may only be begun.
      const begun = [...word].slice(0, [...wanted].length).join('')
      return { word, apart: Math.min(lettersApart(wanted, word), lettersApart(wanted, begun) + 0.5) }
    })
    .filter(({ apart }) => apart <= allowed + 0.5)
    .sort((one, other) => one.apart - other.apart)
    .slice(0, most)
    .map(({ word }) => word)
}
