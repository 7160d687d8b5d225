const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

// CLDR names these too, but ISO 3166-1 gives them to no country: withdrawn, reserved, or for private use.
const unassigned = new Set(
  'AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH QO RH SU TP UK UN VD XA XB YD YU ZR ZZ'.split(' '),
)

/** Whether a country has this code (ISO 3166-1 alpha-2, upper case), Kosovo's XK among them. */
export const isCountry = (code: string): boolean => {
  if (!/^[A-Z]{2}$/.test(code) || unassigned.has(code)) return false
  return names.of(code) !== undefined
}
