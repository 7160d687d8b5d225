/** One glyph as its font draws it, in the font's units. */
export type Outline = {
  codePoint: number
  advance: number
  commands: readonly { command: string; args: readonly number[] }[]
}
type Point = { x: number; y: number; on: boolean }

/**
 * A TrueType font of these glyphs. The PDF library embeds TrueType, and writes empty glyphs for a WOFF2, which is all that the
 * Chinese, Japanese and Korean fonts come as.
 */
export function trueTypeOf(
  name: string,
  metrics: { unitsPerEm: number; ascent: number; descent: number },
  outlines: readonly Outline[],
): Buffer {
  const sorted = outlines.toSorted((a, b) => a.codePoint - b.codePoint)
  const drawn = sorted.map(outline => glyfOf(contoursOf(outline.commands)))
  const glyphs = [Buffer.alloc(0), ...drawn]
  const offsets = [0]
  for (const glyph of glyphs) offsets.push((offsets.at(-1) ?? 0) + glyph.length)
  const advances = [metrics.unitsPerEm, ...sorted.map(one => one.advance)]
  return fileOf({
    cmap: cmapOf(sorted.map(one => one.codePoint)),
    glyf: Buffer.concat(glyphs),
    head: bytes(54, [
      [0, 0x10000, 4],
      [12, 0x5f0f3cf5, 4],
      [18, metrics.unitsPerEm, 2],
      [40, metrics.unitsPerEm, 2],
      [42, metrics.unitsPerEm, 2],
      [46, 8, 2],
      [50, 1, 2],
    ]),
    hhea: bytes(36, [
      [0, 0x10000, 4],
      [4, metrics.ascent, 2],
      [6, metrics.descent, 2],
      [10, Math.max(...advances), 2],
      [18, 1, 2],
      [34, glyphs.length, 2],
    ]),
    hmtx: bytes(
      glyphs.length * 4,
      // The left side bearing is where a glyph begins: whoever draws it moves it there.
      advances.flatMap((advance, n) => [
        [n * 4, Math.round(advance), 2] as const,
        [n * 4 + 2, glyphs[n]?.length ? (glyphs[n]?.readInt16BE(2) ?? 0) : 0, 2] as const,
      ]),
    ),
    loca: bytes(
      offsets.length * 4,
      offsets.map((offset, n) => [n * 4, offset, 4] as const),
    ),
    maxp: bytes(32, [
      [0, 0x10000, 4],
      [4, glyphs.length, 2],
      [14, 2, 2],
    ]),
    name: nameOf(name),
    post: bytes(32, [[0, 0x30000, 4]]),
  })
}

function contoursOf(commands: Outline['commands']): Point[][] {
  const contours: Point[][] = []
  const point = (x = 0, y = 0, on: boolean) =>
    contours.at(-1)?.push({ x: Math.round(x), y: Math.round(y), on })
  for (const { command, args } of commands) {
    if (command === 'moveTo') contours.push([])
    if (command === 'quadraticCurveTo') point(args[0], args[1], false)
    if (command !== 'closePath') point(args.at(-2), args.at(-1), true)
  }
  for (const contour of contours) {
    const [first, last] = [contour[0], contour.at(-1)]
    if (contour.length > 1 && first?.x === last?.x && first?.y === last?.y) contour.pop()
  }
  return contours.filter(contour => contour.length > 2)
}

/** Every coordinate as two bytes: larger than need be, and simple. */
function glyfOf(contours: readonly Point[][]): Buffer {
  const points = contours.flat()
  if (points.length === 0) return Buffer.alloc(0)
  const [xs, ys] = [points.map(one => one.x), points.map(one => one.y)]
  const steps = (values: readonly number[]) => values.map((value, n) => value - (values[n - 1] ?? 0))
  const head = [contours.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  let last = -1
  const ends = contours.map(contour => {
    last += contour.length
    return last
  })
  const glyph = Buffer.concat([
    words([...head, ...ends, 0]),
    Buffer.from(points.map(one => (one.on ? 1 : 0))),
    words(steps(xs)),
    words(steps(ys)),
  ])
  return Buffer.concat([glyph, Buffer.alloc((4 - (glyph.length % 4)) % 4)])
}

const words = (values: readonly number[]) =>
  bytes(
    values.length * 2,
    values.map((value, n) => [n * 2, value, 2] as const),
  )

/** Format 12: a group a character. */
function cmapOf(codePoints: readonly number[]): Buffer {
  const groups = codePoints.flatMap((codePoint, n) => {
    const at = 28 + n * 12
    return [
      [at, codePoint, 4],
      [at + 4, codePoint, 4],
      [at + 8, n + 1, 4],
    ] as const
  })
  return bytes(28 + codePoints.length * 12, [
    [2, 1, 2],
    [4, 3, 2],
    [6, 10, 2],
    [8, 12, 4],
    [12, 12, 2],
    [16, 16 + codePoints.length * 12, 4],
    [24, codePoints.length, 4],
    ...groups,
  ])
}

function nameOf(name: string): Buffer {
  const text = Buffer.from(name, 'utf16le').swap16()
  const head = words([0, 1, 18, 3, 1, 0x409, 6, text.length, 0])
  return Buffer.concat([head, text])
}

function fileOf(tables: Record<string, Buffer>): Buffer {
  const entries = Object.entries(tables)
  const head = bytes(12 + entries.length * 16, [
    [0, 0x10000, 4],
    [4, entries.length, 2],
  ])
  let offset = head.length
  const padded = entries.map(([tag, table], n) => {
    const at = 12 + n * 16
    head.write(tag.padEnd(4), at, 'latin1')
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(table.length, at + 12)
    const whole = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)])
    offset += whole.length
    return whole
  })
  return Buffer.concat([head, ...padded])
}

/** Numbers at their places, of two or four bytes, the rest zero. */
function bytes(
  length: number,
  numbers: readonly (readonly [at: number, value: number, size: 2 | 4])[],
): Buffer {
  const buffer = Buffer.alloc(length)
  for (const [at, value, size] of numbers) {
    if (size === 4) buffer.writeUInt32BE(value, at)
    else buffer.writeUInt16BE(value & 0xffff, at)
  }
  return buffer
}
