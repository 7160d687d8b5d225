import type { Customer, Figures } from '@rapport/contract'

/** How much of what they bought came back, as one would say it; null while there is too little to say anything. */
export type ReturnHabit = 'never' | 'rarely' | 'sometimes' | 'often' | null

/** So many pieces have to be bought before their returns say something. */
const telling = 5
const rare = 0.12
const frequent = 0.34

const sum = (figures: readonly Figures[], of: (each: Figures) => number) =>
  figures.reduce((total, each) => total + of(each), 0)

const returnHabit = (units: number, returned: number): ReturnHabit => {
  if (units < telling) return null
  const rate = returned / units
  if (rate === 0) return 'never'
  return rate <= rare ? 'rarely' : rate < frequent ? 'sometimes' : 'often'
}

/** The figures of all currencies as the one sentence about them wants them; null when nothing was bought yet. */
export const figuresOf = ({ figures }: Pick<Customer, 'figures'>) => {
  const latest = figures.reduce<Figures | null>(
    (best, each) => (best && best.lastOrderAt >= each.lastOrderAt ? best : each),
    null,
  )
  const orders = sum(figures, each => each.orders)
  if (!latest || orders === 0) return null
  return {
    orders,
    since: figures.map(each => each.firstOrderAt).sort()[0] ?? latest.firstOrderAt,
    totals: figures.map(({ currency, lifetimeMinor }) => ({ currency, lifetimeMinor })),
    last: { at: latest.lastOrderAt, store: latest.lastStore },
    returns: returnHabit(
      sum(figures, each => each.units),
      sum(figures, each => each.returnedUnits),
    ),
  }
}
