/**
 * Where the demo's telephone numbers come from. `#` is a running digit.
 * DE: set aside by the Bundesnetzagentur for film and television (0171 39200 xx, 0176 040690 xx).
 * US: 555-01xx. FR: 06 39 98 xx xx, set aside by the Arcep. The others have no such range that counts as a
 * valid mobile number (GB: 07700 900xxx does not), so these are low, round ones; the demo reaches nobody but the simulator.
 */
export const phoneRanges: Readonly<Record<string, readonly string[]>> = {
  DE: ['+4917139200##', '+49176040690##'],
  US: ['+191755501##', '+121255501##', '+134755501##', '+171855501##', '+120155501##'],
  GB: ['+447400000###'],
  FR: ['+3363998####'],
  JP: ['+81900000####'],
  AT: ['+43660000####'],
  CH: ['+4178000####'],
  IT: ['+39333000####'],
  ES: ['+3460000####'],
  PL: ['+4850000####'],
  SE: ['+4670174060#', '+4670174061#'],
  NL: ['+316100000##'],
  BR: ['+551199000####'],
  AR: ['+54911500000##'],
  MX: ['+5255500000##'],
}
