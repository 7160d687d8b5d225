import { withChatter } from './chatter.ts'
import { neighbours, PhoneBook } from './customers.ts'
import { castBerlin } from './data/cast-berlin.ts'
import { castBerlinStore } from './data/cast-berlin-store.ts'
import { castHamburg } from './data/cast-hamburg.ts'
import { castLondon } from './data/cast-london.ts'
import { castNewYork } from './data/cast-newyork.ts'
import { castParis } from './data/cast-paris.ts'
import { castTest } from './data/cast-test.ts'
import { castTokyo } from './data/cast-tokyo.ts'
import { stores } from './data/stores.ts'
import type { Person } from './script.ts'

const cast = [
  castBerlin,
  castBerlinStore,
  castHamburg,
  castNewYork,
  castLondon,
  castParis,
  castTokyo,
  castTest,
].flat()

/** Everyone of the demo: the cast first, Priya before all, then the neighbours. */
export function people(now: Date): Person[] {
  const taken = [
    ...cast.flatMap(person => person.phones),
    ...stores.flatMap(store => [store.phone, ...store.testNumbers]),
  ]
  return withChatter([...cast, ...neighbours(now, new PhoneBook(taken))])
}
