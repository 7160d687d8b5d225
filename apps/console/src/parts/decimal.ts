/**
 * «8,875» or «8.875» as whole units of its last digit: 88750 with four digits. Nowhere a float.
 * @returns null for what is no number, or is finer than that
 */
export function unitsOf(typed: string, digits: number): number | null {
  const parts = /^(\d{1,12})(?:[.,](\d*))?$/.exec(typed.trim())
  const [, whole = '', behind = ''] = parts ?? []
  if (!parts || behind.replace(/0+$/, '').length > digits) return null
  const units = Number(`${whole}${behind.slice(0, digits).padEnd(digits, '0')}`)
  return Number.isSafeInteger(units) ? units : null
}

/** 490 with two digits as an amount of money is typed: «4.90», and 500 as «5». */
export const amountOf = (units: number, digits: number, language: string): string =>
  written(units, digits, language, behind => (/^0*$/.test(behind) ? '' : behind))

/** 88750 with four digits as it is typed and read: «8.875», in German «8,875». */
export const decimalOf = (units: number, digits: number, language: string): string =>
  written(units, digits, language, behind => behind.replace(/0+$/, ''))

function written(units: number, digits: number, language: string, shorten: (behind: string) => string) {
  const text = String(units).padStart(digits + 1, '0')
  const whole = digits === 0 ? text : text.slice(0, -digits)
  const behind = digits === 0 ? '' : shorten(text.slice(-digits))
  return behind === '' ? whole : `${whole}${pointOf(language)}${behind}`
}

const pointOf = (language: string) =>
  new Intl.NumberFormat(language).formatToParts(0.5).find(part => part.type === 'decimal')?.value ?? '.'
