import data from './regions.data.json' with { type: 'json' }

/** Where goods are handed over: a country, and the code of its region where one is known. */
export type Place = { country: string; region: string | null }

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const codesByName = new Map(
  Object.entries(data.regions).map(([country, names]) => [
    country,
    new Map(Object.entries(names).map(([code, name]) => [fold(name), code])),
  ]),
)

/** The place of an address as somebody wrote it: «New York», «ny», «N.Y.» and «US-NY» are one region of the US. */
export function placeOf(address: { country: string; region?: string | null | undefined }): Place {
  const country = address.country.trim().toUpperCase()
  return { country, region: regionOf(country, address.region ?? '') }
}

function regionOf(country: string, written: string): string | null {
  const folded = fold(written)
  const byName = codesByName.get(country)?.get(folded)
  if (byName) return byName
  const code = folded.replaceAll(' ', '').toUpperCase()
  const own = code.startsWith(country) && code.length > 3 ? code.slice(country.length) : code
  return /^[A-Z0-9]{1,3}$/.test(own) ? own : null
}
