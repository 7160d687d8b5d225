import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from '../refusal.ts'

/** 500 customers of an upsert, or a piece of a file, with room to spare. Streams of lines have no limit: they are never held. */
export const largestBody = 4 * 1024 * 1024

/**
 * An operation's body is held in memory while it is read, so it must say beforehand that it is small enough.
 * @returns the refusal 413 BODY_TOO_LARGE or 411 LENGTH_REQUIRED; undefined when it may be read
 */
export function bodyRefusal(headers: IncomingHttpHeaders): Refusal | undefined {
  if (headers['transfer-encoding'] !== undefined)
    return new Refusal(
      'LENGTH_REQUIRED',
      411,
      'Send the body with its content-length, not in chunks. What is long goes by :import.',
    )
  if (Number(headers['content-length'] ?? 0) > largestBody)
    return new Refusal(
      'BODY_TOO_LARGE',
      413,
      `A request may have ${largestBody / 1024 / 1024} MB. Send it in parts, or as lines by :import.`,
    )
  return undefined
}
