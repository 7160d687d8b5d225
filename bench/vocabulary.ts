/** Numbers from a seed, so that every run asks and fills the same. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const onsets = ['b', 'br', 'd', 'f', 'g', 'gr', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v', 'z']
const vowels = ['a', 'e', 'i', 'o', 'u', 'au', 'ei', 'é', 'ü']
const japanese = [
  '週末の予約をお願いします',
  '午後三時に伺います',
  '新しいスカーフはありますか',
  '在庫を確認していただけますか',
  'ありがとうございます、楽しみにしています',
]
const size = 8000

/** Made-up words, the most frequent first: none twice, so that each one's frequency is known. */
export const words: readonly string[] = (() => {
  const next = chance(1)
  const pick = (from: readonly string[]) => from[Math.floor(next() * from.length)] ?? ''
  const made = new Set<string>()
  while (made.size < size) {
    const syllables = made.size < 60 ? 1 : made.size < 1500 ? 2 : 3
    made.add(Array.from({ length: syllables }, () => pick(onsets) + pick(vowels)).join('') + pick(onsets))
  }
  return [...made]
})()

// Word frequencies of natural language: the n-th word occurs 1/n as often as the first (Zipf).
const cumulated: readonly number[] = (() => {
  let sum = 0
  return words.map((_, n) => {
    sum += 1 / (n + 1)
    return sum
  })
})()

function drawWord(next: () => number): string {
  const at = next() * (cumulated.at(-1) ?? 1)
  let [low, high] = [0, size - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulated[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return words[low] ?? ''
}

/** Half-sentences; a message is two of them. One in fifty is Japanese. */
export function phrases(count: number): string[] {
  const next = chance(2)
  return Array.from({ length: count }, (_, n) => {
    if (n % 50 === 0) return japanese[(n / 50) % japanese.length] ?? ''
    return Array.from({ length: 3 + Math.floor(next() * 6) }, () => drawWord(next)).join(' ')
  })
}
