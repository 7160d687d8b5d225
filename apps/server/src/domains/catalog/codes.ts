/** The codes that a scanner may read off one label: as it is, and a UPC-E written out. Leading zeros do not count. */
export function bareCodes(code: string): string[] {
  const compact = code.replace(/[\s-]/g, '')
  const long = longUpc(compact)
  return [...new Set([code, compact, ...(long ? [long] : [])].map(each => each.replace(/^0+/, '')))].filter(
    each => each !== '',
  )
}

/** EAN-8, UPC-A, EAN-13 or GTIN-14 whose last digit is not what its others make. */
export function isMisread(code: string): boolean {
  const digits = code.replace(/[\s-]/g, '')
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return false
  return !checks(digits) && !checks(longUpc(digits) ?? '')
}

const checks = (digits: string) =>
  digits !== '' &&
  [...digits].reverse().reduce((sum, digit, place) => sum + Number(digit) * (place % 2 ? 3 : 1), 0) % 10 === 0

/** UPC-E leaves out zeros, and its sixth digit says which; undefined when it is none. */
function longUpc(code: string): string | undefined {
  const [, system, six, check] = /^([01])(\d{6})(\d)$/.exec(code) ?? []
  if (system === undefined || six === undefined || check === undefined) return undefined
  const which = Number(six[5])
  const body =
    which <= 2
      ? `${six.slice(0, 2)}${which}0000${six.slice(2, 5)}`
      : which === 3
        ? `${six.slice(0, 3)}00000${six.slice(3, 5)}`
        : which === 4
          ? `${six.slice(0, 4)}00000${six[4]}`
          : `${six.slice(0, 5)}0000${which}`
  const long = `${system}${body}${check}`
  return checks(long) ? long : undefined
}
