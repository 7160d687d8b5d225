/** A decoded form or query: repeated keys become a list. */
export type Form = Record<string, string | string[] | undefined>

/** The value of a key, the last one when it is repeated. */
export function one(form: Form, key: string): string | undefined {
  const value = form[key]
  return Array.isArray(value) ? value.at(-1) : value
}

/** All values of a key. */
export function many(form: Form, key: string): string[] {
  const value = form[key]
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
