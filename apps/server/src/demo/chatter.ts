import type { Language } from '@rapport/contract'
import { Chance } from './chance.ts'
import { chattingNeighbours } from './data/communities.ts'
import { staff } from './data/staff.ts'
import { stores } from './data/stores.ts'
import { Deck, type Names } from './exchanges.ts'
import type { Chats, Line, Person, Thread } from './script.ts'

const spoken: readonly Language[] = ['de', 'en', 'fr', 'ja']

/** Gives everyone who chats, and some of the neighbours, a thread dealt from the exchanges of their language. */
export function withChatter(people: readonly Person[]): Person[] {
  const chance = new Chance(7301)
  const decks = new Map(spoken.map(language => [language, new Deck(language)]))
  const left = new Map(Object.entries(chattingNeighbours))
  return people.map(person => {
    const deck = decks.get(person.language)
    const chats = person.chats ?? (deck && neighbourly(person, left, chance))
    if (!chats || !deck) return person
    return { ...person, threads: [...person.threads, dealt(person, chats, deck, chance)] }
  })
}

/** Whether this neighbour is one of those who write, and since when they have not. */
function neighbourly(person: Person, left: Map<string, number>, chance: Chance): Chats | undefined {
  const [store = ''] = person.stores
  const n = left.get(store) ?? 0
  if (n === 0 || person.threads.length > 0 || person.phones.length === 0 || store === 'test') return undefined
  left.set(store, n - 1)
  const carers = staff
    .filter(one => !one.left && one.role !== 'admin' && one.stores.includes(store))
    .map(one => one.key)
  const own = person.with ?? carers[n % carers.length] ?? ''
  // Maya's own inbox is written by hand, down to its counts.
  const withWhom = own === 'maya' ? 'theo' : own
  return {
    store,
    with: chance.is(25) ? [withWhom, chance.pick(carers.filter(key => key !== 'maya'))] : [withWhom],
    exchanges: 2 + chance.int(3),
    lastDaysAgo: n % 6 === 5 ? 125 + chance.int(60) : 7 + chance.int(95),
    ...(n === 1 && { openMinutes: 200 + chance.int(160) }),
  }
}

function dealt(person: Person, chats: Chats, deck: Deck, chance: Chance): Thread {
  const here = new Set<number>()
  const store = stores.find(one => one.key === chats.store)
  const names = (key: string): Names => ({
    dear: addressed(person),
    me: signature(key, person),
    store: store?.city ?? '',
  })
  const fits = (exchange: readonly string[]) => person.pronoun === 'she' || !womens.test(exchange.join())
  const [first = ''] = chats.with
  const talks = Array.from({ length: chats.exchanges }, (_, n) => {
    const by = n % 4 === 3 ? (chats.with.at(-1) ?? first) : first
    return { by, lines: deck.deal(chance, names(by), here, fits) }
  })
  const days = daysAgo(talks.length, chats, chance)
  const lines = talks.flatMap((talk, n) =>
    timed(talk, `${days[n]}d ${10 + chance.int(7)}:${10 + chance.int(50)}`, chance),
  )
  const opens = talks[0]?.lines[0]?.startsWith('<')
    ? []
    : opened(first, `${(days[0] ?? 0) + 3}d`, deck, names(first), chance)
  const last = chats.openMinutes
    ? timed(
        {
          by: first,
          lines: deck
            .deal(chance, names(first), here, exchange => fits(exchange) && startsWithCustomer(exchange))
            .slice(0, 1),
        },
        `${chats.openMinutes}m`,
        chance,
      )
    : []
  return {
    store: chats.store,
    lines: [...opens, ...lines, ...last],
    ...(last.length === 0 && { settled: true }),
  }
}

/** The first exchange is the longest ago; between two pass a few weeks. */
function daysAgo(count: number, { lastDaysAgo, exchanges }: Chats, chance: Chance): number[] {
  const days = [lastDaysAgo]
  while (days.length < count) days.unshift((days[0] ?? 0) + 9 + chance.int(exchanges > 9 ? 10 : 30))
  return days
}

function opened(by: string, day: string, deck: Deck, names: Names, chance: Chance): Line[] {
  const { introduction, yes, welcome } = deck.opening(chance, names)
  return [
    [`${day} ${10 + chance.int(7)}:${10 + chance.int(50)}`, `${by}?`, introduction],
    [`+${2 + chance.int(50)}m`, '<', yes],
    [`+${1 + chance.int(9)}m`, by, welcome],
  ]
}

function timed(
  { by, lines }: { by: string; lines: readonly string[] },
  start: string,
  chance: Chance,
): Line[] {
  return lines.map((line, n) => [
    n === 0 ? start : `+${1 + chance.int(line.startsWith('<') ? 24 : 14)}m`,
    line.startsWith('<') ? '<' : by,
    line.slice(1),
  ])
}

const startsWithCustomer = (exchange: readonly string[]) => exchange[0]?.startsWith('<') ?? false

/** Talk of things that the shop cuts for women only. */
const womens =
  /dress|skirt|blouse|ballet|court shoe|kleid|rock|bluse|ballerina|pumps|robe|jupe|chemisier|ballerine|escarpin|ドレス|スカート|ブラウス|バレエ|パンプス/i

/** As the language addresses a customer: by first name, by title, with 様. */
function addressed({ language, first, last, pronoun }: Person): string {
  const title = { de: { she: 'Frau', he: 'Herr' }, fr: { she: 'Madame', he: 'Monsieur' } }[
    language as 'de' | 'fr'
  ]
  if (language === 'ja') return `${last}様`
  if (!title) return first
  return pronoun === 'she' || pronoun === 'he' ? `${title[pronoun]} ${last}` : `${first} ${last}`
}

function signature(key: string, { language }: Person): string {
  const one = staff.find(member => member.key === key)
  return (language === 'ja' && one?.signs) || one?.first || ''
}
