import { hash, randomUUIDv7 } from 'node:crypto'

/** An id that sorts as it was made, so that new rows land in one corner of an index. */
export const newId = (): string => randomUUIDv7()

/** The same id for the same parts, for rows that are written anew with each version of what they belong to. */
export function idOf(...parts: readonly (string | number)[]): string {
  const digest = hash('sha1', parts.join('\n'), 'hex')
  const variant = ((Number.parseInt(digest[16] ?? '0', 16) & 3) | 8).toString(16)
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}
