import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

// The cost is written into each hash, so that it can be raised without asking anybody for a new PIN.
const cost = { N: 2 ** 15, r: 8, p: 1 }
const derivedBytes = 32

/** A PIN as it is kept: `scrypt$N$r$p$salt$key`. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(pin, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** Whether this is the PIN of a hash; takes as long for a wrong one. */
export async function isPin(pin: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = hash.split('$')
  const kept = Buffer.from(key, 'base64')
  const derived = await derive(pin, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) })
  return kept.length === derived.length && timingSafeEqual(kept, derived)
}

const derive = (pin: string, salt: Buffer, options: ScryptOptions) =>
  new Promise<Buffer>((resolve, reject) =>
    scrypt(pin, salt, derivedBytes, { ...options, maxmem: 2 ** 27 }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
