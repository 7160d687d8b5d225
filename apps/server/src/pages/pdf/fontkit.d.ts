/** What we use of fontkit, which has no types of its own. */
declare module 'fontkit' {
  type Glyph = {
    advanceWidth: number
    path: { commands: readonly { command: string; args: readonly number[] }[] }
  }
  type Font = {
    characterSet: number[]
    unitsPerEm: number
    ascent: number
    descent: number
    glyphForCodePoint(codePoint: number): Glyph
  }
  export function create(file: Uint8Array): Font
}
