import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, chromium, type TestInfo } from '@playwright/test'

// EAN-13: bars of seven modules a digit; the first digit is told by which of the next six are turned over.
const odd = '0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011'.split(' ')
const turned = (code: string) => code.replace(/[01]/g, bit => (bit === '0' ? '1' : '0'))
const mirrored = (code: string) => [...code].reverse().join('')
const parities = 'OOOOOO OOEOEE OOEEOE OOEEEO OEOOEE OEEOOE OEEEOO OEOEOE OEOEEO OEEOEO'.split(' ')

/** The bars of an EAN-13, a character a module, dark as 1. */
export function barsOf(ean: string): string {
  const [first = 0, ...rest] = [...ean].map(Number)
  const left = rest
    .slice(0, 6)
    .map((digit, n) => {
      const code = odd[digit] ?? ''
      return parities[first]?.[n] === 'E' ? mirrored(turned(code)) : code
    })
    .join('')
  const right = rest
    .slice(6)
    .map(digit => turned(odd[digit] ?? ''))
    .join('')
  return `101${left}01010${right}101`
}

const [width, height, modulePx] = [640, 480, 4]

/** A picture of a label that a camera would see, as raw video: two still frames, played for ever. */
export async function filmOf(ean: string, info: TestInfo): Promise<string> {
  const bars = barsOf(ean)
  const from = Math.round((width - bars.length * modulePx) / 2)
  const light = Buffer.alloc(width * height, 170)
  for (let y = 90; y < 390; y++)
    for (let x = 60; x < width - 60; x++) {
      const bar = bars[Math.floor((x - from) / modulePx)]
      light[y * width + x] = bar === '1' && y > 130 && y < 350 ? 16 : 235
    }
  const grey = Buffer.alloc((width * height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, grey])
  const file = path.join(info.outputPath(), `${ean}.y4m`)
  await writeFile(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]),
  )
  return file
}

/** A browser whose camera sees this film; where it is refused, whoever asks for the camera is told no. */
export const browserWithCamera = (
  film: string,
  info: TestInfo,
  { refused = false } = {},
): Promise<Browser> => {
  const { executablePath, args = [] } = info.project.use.launchOptions ?? {}
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...args,
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
      ...(refused ? ['--deny-permission-prompts'] : []),
    ],
  })
}
