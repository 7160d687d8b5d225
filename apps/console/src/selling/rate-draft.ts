import type { ShippingRate } from '@rapport/contract'
import { minorDigits } from '@rapport/ui'
import { amountOf, decimalOf, unitsOf } from '../parts/decimal.ts'

/** A way of delivery while it is typed: amounts in the currency's own unit, weights in kilograms. */
export type RateDraft = {
  id: string
  name: string
  currency: string
  price: string
  totalFrom: string
  totalBelow: string
  weightFrom: string
  weightBelow: string
  daysFrom: string
  daysUntil: string
  active: boolean
}
const kilogram = 3

export const newRate = (currency: string): RateDraft => ({
  id: crypto.randomUUID(),
  name: '',
  currency,
  price: '',
  totalFrom: '',
  totalBelow: '',
  weightFrom: '',
  weightBelow: '',
  daysFrom: '',
  daysUntil: '',
  active: true,
})

export function draftOf(rate: ShippingRate, language: string): RateDraft {
  const money = (minor: number | null) =>
    minor === null ? '' : amountOf(minor, digitsOf(rate.currency), language)
  const weight = (grams: number | null) => (grams === null ? '' : decimalOf(grams, kilogram, language))
  return {
    id: rate.id,
    name: rate.name,
    currency: rate.currency,
    price: money(rate.priceMinor),
    totalFrom: money(rate.totalFromMinor || null),
    totalBelow: money(rate.totalBelowMinor),
    weightFrom: weight(rate.weightFromG || null),
    weightBelow: weight(rate.weightBelowG),
    daysFrom: String(rate.daysFrom),
    daysUntil: String(rate.daysUntil),
    active: rate.active,
  }
}

export type RateTrouble = Partial<Record<keyof RateDraft, 'needed' | 'wrong' | 'before'>>

/** The rate that was typed, or what is wrong with it, field by field. */
export function rateOf(draft: RateDraft): { rate: ShippingRate } | { trouble: RateTrouble } {
  const trouble: RateTrouble = {}
  const known = /^[A-Z]{3}$/.test(draft.currency.trim().toUpperCase())
  const currency = draft.currency.trim().toUpperCase()
  if (!known) trouble.currency = 'wrong'
  if (draft.name.trim() === '') trouble.name = 'needed'
  const read = (field: keyof RateDraft, digits: number, missing: number | null) => {
    const typed = String(draft[field]).trim()
    if (typed === '') return missing
    const units = unitsOf(typed, digits)
    if (units === null) trouble[field] = 'wrong'
    return units
  }
  const needed = (field: keyof RateDraft, digits: number) => {
    if (String(draft[field]).trim() === '') trouble[field] = 'needed'
    return read(field, digits, 0) ?? 0
  }
  const digits = known ? digitsOf(currency) : 2
  const rate = {
    id: draft.id,
    name: draft.name.trim(),
    currency,
    priceMinor: needed('price', digits),
    totalFromMinor: read('totalFrom', digits, 0) ?? 0,
    totalBelowMinor: read('totalBelow', digits, null),
    weightFromG: read('weightFrom', kilogram, 0) ?? 0,
    weightBelowG: read('weightBelow', kilogram, null),
    daysFrom: needed('daysFrom', 0),
    daysUntil: needed('daysUntil', 0),
    active: draft.active,
  }
  const ends = (below: number | null, from: number) => below !== null && below <= from
  if (!trouble.totalBelow && ends(rate.totalBelowMinor, rate.totalFromMinor)) trouble.totalBelow = 'before'
  if (!trouble.weightBelow && ends(rate.weightBelowG, rate.weightFromG)) trouble.weightBelow = 'before'
  if (!trouble.daysUntil && rate.daysUntil < rate.daysFrom) trouble.daysUntil = 'before'
  return Object.keys(trouble).length > 0 ? { trouble } : { rate }
}

/** An unknown code has the digits of most. */
function digitsOf(currency: string): number {
  try {
    return minorDigits(currency)
  } catch {
    return 2
  }
}
