import type { Language } from '@rapport/contract'
import type { Chance } from './chance.ts'
import { de } from './data/exchanges-de.ts'
import { en } from './data/exchanges-en.ts'
import { fr } from './data/exchanges-fr.ts'
import { ja } from './data/exchanges-ja.ts'
import type { Pool } from './script.ts'

/** Who is spoken to and who speaks, for `{dear}`, `{me}` and `{store}`. */
export type Names = { dear: string; me: string; store: string }

/** Deals the exchanges of a language in turn, so that none comes back before all others were told. */
export class Deck {
  readonly #pool: Pool
  readonly #told: number[]

  constructor(language: Language) {
    this.#pool = pools[language] ?? en
    this.#told = this.#pool.exchanges.map(() => 0)
  }

  opening(chance: Chance, names: Names): { introduction: string; yes: string; welcome: string } {
    const { introductions, yes, welcome } = this.#pool
    return {
      introduction: fill(chance.pick(introductions), chance.int(6), names),
      yes: chance.pick(yes),
      welcome: chance.pick(welcome),
    }
  }

  /** The least told exchange beside those of this thread. */
  deal(
    chance: Chance,
    names: Names,
    alreadyHere: Set<number>,
    fits: (exchange: readonly string[]) => boolean,
  ): string[] {
    const free = this.#pool.exchanges.flatMap((exchange, n) =>
      alreadyHere.has(n) || !fits(exchange) ? [] : [n],
    )
    if (free.length === 0) throw new Error('The demo has no exchange left for this thread.')
    const least = Math.min(...free.map(n => this.#told[n] ?? 0))
    const n = chance.pick(free.filter(at => this.#told[at] === least))
    const variant = this.#told[n] ?? 0
    alreadyHere.add(n)
    this.#told[n] = variant + 1
    return (this.#pool.exchanges[n] ?? []).map(line => fill(line, variant, names))
  }
}

const pools: Partial<Record<Language, Pool>> = { en, de, fr, ja }

function fill(text: string, variant: number, names: Names): string {
  return text
    .replace(/\{([^{}]*\|[^{}]*)\}/g, (_, options: string) => {
      const choices = options.split('|')
      return choices[variant % choices.length] ?? ''
    })
    .replace(/\{(dear|me|store)\}/g, (_, name: keyof Names) => names[name])
}
