import { Chance } from './chance.ts'
import { communities, type Origin } from './data/communities.ts'
import names from './data/names.json' with { type: 'json' }
import { phoneRanges } from './data/phone-ranges.ts'
import { staff } from './data/staff.ts'
import type { Person } from './script.ts'

/** Hands out telephone numbers that nobody in the demo has yet. */
export class PhoneBook {
  readonly #taken: Set<string>
  readonly #next = new Map<string, number>()

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken)
  }

  free(country: string): string {
    for (;;) {
      const n = this.#next.get(country) ?? 0
      this.#next.set(country, n + 1)
      const phone = nthNumber(country, n)
      if (this.#taken.has(phone)) continue
      this.#taken.add(phone)
      return phone
    }
  }
}

/** The ranges in turn, and in each a step that visits every number once without counting up. */
function nthNumber(country: string, n: number): string {
  const ranges = phoneRanges[country] ?? []
  const range = ranges[n % ranges.length]
  if (!range) throw new Error(`The demo has no telephone numbers for ${country}.`)
  const digits = range.length - range.indexOf('#')
  const place = Math.floor(n / ranges.length)
  if (place >= 10 ** digits) throw new Error(`The demo has run out of telephone numbers for ${country}.`)
  const running = (place * 37 + 11) % 10 ** digits
  return range.slice(0, -digits) + String(running).padStart(digits, '0')
}

/** The customers beside the cast; the same every time but for their dates, which are seen from `now`. */
export function neighbours(now: Date, phones: PhoneBook): Person[] {
  const chance = new Chance(20_210_902)
  const used = new Set<string>()
  return Object.entries(communities).flatMap(([store, groups]) => {
    const carers = staff
      .filter(one => !one.left && one.role !== 'admin' && one.stores.includes(store))
      .map(one => one.key)
    return groups.flatMap(group =>
      Array.from({ length: group.count }, () => {
        const name = freeName(chance, group.origin, used)
        const byEmailOnly = chance.is(5)
        const email =
          byEmailOnly || chance.is(55)
            ? `${mailbox(name, chance)}@${chance.pick(['example.com', 'example.org', 'example.net'])}`
            : null
        const count = byEmailOnly ? 0 : chance.is(6) ? 2 : 1
        const person: Person = {
          ...name,
          language: group.language,
          country: group.country,
          city: chance.is(92) ? chance.pick(group.cities) : null,
          ...(group.zone && { zone: group.zone }),
          phones: Array.from({ length: count }, () => phones.free(group.country)),
          ...(email && { email }),
          ...(chance.is(60) && {
            birthday: `${1948 + chance.int(56)}-${two(1 + chance.int(12))}-${two(1 + chance.int(28))}`,
          }),
          stores: [store],
          since: new Date(now.getTime() - (3 + chance.int(1200)) * 24 * 60 * 60_000 - chance.int(36_000_000)),
          ...(chance.is(55) && { with: chance.pick(carers) }),
          starredBy: chance.is(12) ? [chance.pick(carers)] : [],
          threads: [],
        }
        return person
      }),
    )
  })
}

function freeName(chance: Chance, origin: Origin, used: Set<string>) {
  const from = names[origin]
  for (;;) {
    const she = chance.is(58)
    const first = chance.pick(she ? from.she : from.he)
    const last = chance.pick(from.last)
    if (used.has(first + last)) continue
    used.add(first + last)
    const pronoun: Person['pronoun'] = chance.is(4) ? 'they' : chance.is(6) ? null : she ? 'she' : 'he'
    return { first, last, pronoun }
  }
}

const letters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ł: 'l', ı: 'i', ø: 'o' }

function mailbox({ first, last }: { first: string; last: string }, chance: Chance): string {
  const plain = (word: string) =>
    word
      .toLowerCase()
      .replace(/[äöüßłıø]/g, letter => letters[letter] ?? letter)
      .normalize('NFKD')
      .replace(/[^a-z]/g, '')
  const [one, two] = [plain(first), plain(last)]
  return one && two ? `${one}.${two}` : `hello${chance.int(100_000)}`
}

const two = (n: number) => String(n).padStart(2, '0')
