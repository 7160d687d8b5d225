/** The provider’s minor units: four currencies have other decimals there than by ISO. */
const places: Record<string, number> = {
  JPY: 0,
  KRW: 0,
  CVE: 0,
  IDR: 0,
  VND: 0,
  KWD: 3,
  BHD: 3,
  JOD: 3,
  OMR: 3,
  TND: 3,
}

/** An amount as a person reads it. */
export const money = (currency: string, value: number) =>
  `${(value / 10 ** (places[currency] ?? 2)).toFixed(places[currency] ?? 2)} ${currency}`
