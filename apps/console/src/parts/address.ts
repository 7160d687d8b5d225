/** What an address says of a list's filters; what it may not say is left out. */
type Raw = Record<string, unknown>

const longest = 100
const text = (raw: Raw, name: string) => {
  // The router reads 4711 as a number.
  const value = typeof raw[name] === 'number' ? String(raw[name]) : raw[name]
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest ? value : undefined
}

/** One of the words it may be. */
export const wordIn = <const Word extends string, Name extends string>(
  raw: Raw,
  name: Name,
  words: readonly Word[],
): { [key in Name]?: Word } => {
  const word = words.find(each => each === raw[name])
  return (word === undefined ? {} : { [name]: word }) as { [key in Name]?: Word }
}

/** Any text, as a name or an id. */
export const textIn = <Name extends string>(raw: Raw, name: Name): { [key in Name]?: string } => {
  const value = text(raw, name)
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: string }
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const idIn = <Name extends string>(raw: Raw, name: Name): { [key in Name]?: string } =>
  id.test(text(raw, name) ?? '') ? textIn(raw, name) : {}

const day = /^\d{4}-\d{2}-\d{2}$/
/** Days of one's own calendar, the last one included. */
export const daysIn = (raw: Raw): { from?: string; until?: string } => ({
  ...dayIn(raw, 'from'),
  ...dayIn(raw, 'until'),
})
const dayIn = <Name extends string>(raw: Raw, name: Name): { [key in Name]?: string } =>
  day.test(text(raw, name) ?? '') && !Number.isNaN(Date.parse(text(raw, name) ?? '')) ? textIn(raw, name) : {}

/** The end of the list that comes first, where it is not the usual one. */
export const endIn = (raw: Raw, other: 'newest' | 'oldest'): { first?: 'newest' | 'oldest' } =>
  wordIn(raw, 'first', [other])

/** The instants between which those days lie on this device. */
export const periodOf = ({
  from,
  until,
}: {
  from?: string
  until?: string
}): { from?: string; until?: string } => ({
  ...(from === undefined ? {} : { from: midnight(from, 0) }),
  ...(until === undefined ? {} : { until: midnight(until, 1) }),
})
const midnight = (date: string, later: number) => {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, dayOfMonth + later).toISOString()
}

/** What is changed of a list's filters; undefined takes one away. */
export type Change<Search> = { [key in keyof Search]?: Search[key] | undefined }
export const withFilter = <Search extends object>(search: Search, change: Change<Search>): Search =>
  Object.fromEntries(
    Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined),
  ) as Search
