import { createHash, randomBytes } from 'node:crypto'

const prefix = 'rk_'

/** A new secret: 256 random bits behind a prefix by which scanners of source code know it. */
export const newSecret = () => `${prefix}${randomBytes(32).toString('base64url')}`

/**
 * What is kept of a secret. A fast hash is right here: slow ones protect words that people choose, and these are 256
 * random bits; and it is computed at every request.
 */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** The secret in `Authorization: Bearer …`; null when the header holds none of ours. */
export function bearerSecret(authorization: string): string | null {
  const match = /^bearer +(\S+) *$/i.exec(authorization)
  return match?.[1]?.startsWith(prefix) ? match[1] : null
}
