import { neighbours, PhoneBook } from './customers.ts'
import { castBerlin } from './data/cast-berlin.ts'
import { castBerlinStore } from './data/cast-berlin-store.ts'
import { stores } from './data/stores.ts'
import type { Person } from './script.ts'

const cast = [castBerlin, castBerlinStore].flat()

/** Everyone of the demo: the cast first, Priya before all, then the neighbours. */
export function people(now: Date): Person[] {
  const taken = [
    ...cast.flatMap(person => person.phones),
    ...stores.flatMap(store => [store.phone, ...store.testNumbers]),
  ]
  return [...cast, ...neighbours(now, new PhoneBook(taken))]
}
