const locales: Record<string, string> = {
  ca: 'ca-ES',
  cs: 'cs-CZ',
  da: 'da-DK',
  de: 'de-DE',
  es: 'es-ES',
  fr: 'fr-FR',
  it: 'it-IT',
  ja: 'ja-JP',
  ko: 'ko-KR',
  nl: 'nl-NL',
  pl: 'pl-PL',
  sv: 'sv-SE',
}

/** The language of Adyen's page for a customer of ours. One that Adyen does not know, it shows in English by itself. */
export function shopperLocale(language: string, country: string): string {
  const spoken = language.split('-')[0] ?? ''
  if (spoken === 'zh') return ['TW', 'HK', 'MO'].includes(country) ? 'zh-TW' : 'zh-CN'
  return locales[spoken] ?? (country === 'US' ? 'en-US' : 'en-GB')
}
