/** «10%», «12.5 %»: hundredths of a percent, as the language writes it. */
export const percentInWords = (basisPoints: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000)
