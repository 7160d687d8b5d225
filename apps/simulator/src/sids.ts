import { randomBytes } from 'node:crypto'

/** A new provider id: two letters and 32 hexadecimal digits, as Twilio gives them. */
export function newSid(prefix: 'SM' | 'MM' | 'ME' | 'PN' | 'CA'): string {
  return prefix + randomBytes(16).toString('hex')
}
