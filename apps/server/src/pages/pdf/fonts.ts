import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create } from 'fontkit'
import { trueTypeOf } from './true-type.ts'

const require = createRequire(import.meta.url)
const folderOf = (name: string) => require.resolve(`${name}/package.json`).replace(/package\.json$/, '')

export type Face = 'text' | 'strong' | 'display'
/** A file of a font, and the characters it has. */
type FontFile = { key: string; has: (codePoint: number) => boolean; bytes: () => Buffer; thin: boolean }

type Range = readonly [from: number, until: number]
const rangesOf = (text: string): Range[] =>
  text.split(',').map(part => {
    const [from = 0, until = from] = part
      .replace(/^U\+/i, '')
      .split('-')
      .map(hex => Number.parseInt(hex, 16))
    return [from, until]
  })
const within = (ranges: readonly Range[]) => (codePoint: number) =>
  ranges.some(([from, until]) => codePoint >= from && codePoint <= until)

function rangesIn(name: string): [string, string][] {
  return Object.entries(JSON.parse(readFileSync(`${folderOf(name)}unicode.json`, 'utf8')))
}

function plain(name: string, weight: number): FontFile[] {
  const [, family] = name.split('/')
  return rangesIn(name).map(([part, ranges]) => {
    const file = `${folderOf(name)}files/${family}-${part}-${weight}-normal.woff`
    return {
      key: `${family}-${part}-${weight}`,
      has: within(rangesOf(ranges)),
      bytes: () => readFileSync(file),
      thin: false,
    }
  })
}

/** A font of more characters than one file holds: a file for each range of them, of its thinnest weight. */
function eastAsian(script: 'jp' | 'kr' | 'sc'): FontFile[] {
  const name = `@fontsource-variable/noto-sans-${script}`
  return rangesIn(name).map(([part, ranges]) => {
    const key = `noto-sans-${script}-${part.replace(/[[\]]/g, '')}`
    return {
      key,
      has: within(rangesOf(ranges)),
      bytes: () => redrawn(key, readFileSync(`${folderOf(name)}files/${key}-wght-normal.woff2`)),
      thin: true,
    }
  })
}

function redrawn(name: string, woff2: Buffer): Buffer {
  const font = create(woff2)
  const outlines = font.characterSet.map(codePoint => {
    const glyph = font.glyphForCodePoint(codePoint)
    return { codePoint, advance: glyph.advanceWidth, commands: glyph.path.commands }
  })
  return trueTypeOf(name, font, outlines)
}

/** Read once: the first document of a language is slower than those after it. */
const kept = new Map<string, unknown>()
const once = <T>(key: string, make: () => T): T => {
  if (!kept.has(key)) kept.set(key, make())
  return kept.get(key) as T
}

const scripts = { ja: ['jp', 'sc', 'kr'], ko: ['kr', 'jp', 'sc'], zh: ['sc', 'jp', 'kr'] } as const
const scriptsOf = (language: string) => scripts[language as keyof typeof scripts] ?? scripts.ja

const filesOf = (face: Face, language: string): FontFile[] => [
  ...once(`face ${face}`, () =>
    face === 'display'
      ? plain('@fontsource/fraunces', 500)
      : plain('@fontsource/inter', face === 'strong' ? 600 : 400),
  ),
  // What the display has no letter for is written in the text's.
  ...(face === 'display' ? once('face strong', () => plain('@fontsource/inter', 600)) : []),
  ...scriptsOf(language).flatMap(script => once(`script ${script}`, () => eastAsian(script))),
]

/** A piece of a text that one file can write. `thin`: it must be drawn stronger than it is. */
export type Run = { text: string; key: string; font: Buffer; thin: boolean }

/** Cuts a text where the file that can write it changes. What no file has is left out, never drawn as a box. */
export function runsOf(text: string, face: Face, language: string): Run[] {
  const files = filesOf(face, language)
  const runs: (Run & { file: FontFile })[] = []
  for (const char of text.normalize('NFC').replaceAll(/[\u202f\u2009]/g, '\u00a0')) {
    const codePoint = char.codePointAt(0) ?? 0
    const last = runs.at(-1)
    const file = last?.file.has(codePoint) ? last.file : files.find(one => one.has(codePoint))
    if (!file) continue
    if (last?.file === file) last.text += char
    else
      runs.push({
        text: char,
        key: file.key,
        thin: file.thin,
        file,
        get font() {
          return once(`bytes ${file.key}`, file.bytes)
        },
      })
  }
  return runs
}
