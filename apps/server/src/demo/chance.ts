/** Numbers that look random and are the same in every demo. */
export class Chance {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to, not including, `below`. */
  int(below: number): number {
    // Mulberry32: 32 bits of state are plenty for names and dates.
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }

  /** True in `percent` of a hundred. */
  is(percent: number): boolean {
    return this.int(100) < percent
  }

  pick<T>(from: readonly T[]): T {
    return from[this.int(from.length)] as T
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.int(16).toString(16)).join('')
  }

  /** A uuid of version 7 whose time is `at`, so that ids sort as the rows came to be. */
  id(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, '0')
    const variant = this.pick(['8', '9', 'a', 'b'])
    return `${time.slice(0, 8)}-${time.slice(8)}-7${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`
  }
}
