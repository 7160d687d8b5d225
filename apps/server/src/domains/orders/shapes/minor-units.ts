import { isCurrency } from '@rapport/contract'
import { ShapeProblem } from './shape-problem.ts'

const known = new Map<string, number>()

/** How many decimals an amount of this currency has: two for euros, none for yen. @throws ShapeProblem */
function decimalsOf(currency: string): number {
  const found = known.get(currency)
  if (found !== undefined) return found
  if (!isCurrency(currency)) throw new ShapeProblem(`currency: «${currency}» is none.`)
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2
  known.set(currency, decimals)
  return decimals
}

/**
 * A decimal as shop systems write it, «1234.50», in minor units, without ever being a float. What is beyond the
 * currency's decimals must be zeros.
 * @throws ShapeProblem
 */
export function minorUnits(decimal: string | number | null | undefined, currency: string): number {
  const text = String(decimal ?? '').trim()
  if (text === '') return 0
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '') throw new ShapeProblem(`«${text}» is not an amount.`)
  const decimals = decimalsOf(currency)
  if (/[1-9]/.test(part.slice(decimals)))
    throw new ShapeProblem(`«${text}» has more decimals than ${currency} has.`)
  const minor = Number(whole + part.slice(0, decimals).padEnd(decimals, '0'))
  return sign && minor !== 0 ? -minor : minor
}
