/** How many SMS a text is. `units` are septets in GSM-7 and UTF-16 code units in UCS-2. */
export interface SegmentCount {
  encoding: 'GSM-7' | 'UCS-2'
  segments: number
  /** Units still free in the last segment. */
  left: number
  units: number
}

// The GSM 03.38 default alphabet, and its extension, whose characters take two septets.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extended = new Set('\f^{}\\[~]|€')
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Counts SMS segments as the carrier does: GSM-7 with 160 septets alone and 153 in each part, or, as soon as
 * one character is not in that alphabet, UCS-2 with 70 and 67 (3GPP TS 23.038 and 23.040). Neither an escaped
 * character nor an emoji is split over two parts, as Twilio's segment calculator has it. Runs in browsers too.
 */
export function countSegments(body: string): SegmentCount {
  const gsm = [...body].every(character => basic.has(character) || extended.has(character))
  const [alone, inPart] = gsm ? [160, 153] : [70, 67]
  const sizes = gsm
    ? [...body].map(character => (extended.has(character) ? 2 : 1))
    : Array.from(graphemes.segment(body), ({ segment }) => segment.length).flatMap(size =>
        // A pile of combining marks longer than a part has to be split after all.
        size > inPart ? new Array<number>(size).fill(1) : size,
      )
  const units = sizes.reduce((sum, size) => sum + size, 0)
  const encoding = gsm ? 'GSM-7' : 'UCS-2'
  if (units <= alone) return { encoding, segments: units === 0 ? 0 : 1, left: alone - units, units }

  let segments = 1
  let left = inPart
  for (const size of sizes) {
    if (size > left) {
      segments += 1
      left = inPart
    }
    left -= size
  }
  return { encoding, segments, left, units }
}
