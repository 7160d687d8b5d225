import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Line, linesOf } from './lines.ts'

async function* pieces(bytes: Buffer, cuts: readonly number[]) {
  let from = 0
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const at = Math.min(cut, bytes.length)
    yield bytes.subarray(from, at)
    from = at
  }
  yield bytes.subarray(from)
}
async function read(bytes: Buffer, cuts: readonly number[] = [], longest = 100): Promise<Line[]> {
  const lines: Line[] = []
  for await (const some of linesOf(pieces(bytes, cuts), longest)) lines.push(...some)
  return lines
}

describe('the lines of a body', () => {
  test('IMP-1: are the same however the network cuts them', async () => {
    const line = fc.string({ unit: 'binary', maxLength: 30 }).map(text => text.replaceAll('\n', '').trim())
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 20 }),
        fc.array(fc.nat(600), { maxLength: 10 }),
        async (texts, cuts) => {
          const bytes = Buffer.from(texts.join('\n'))
          expect(await read(bytes, cuts, 1000)).toEqual(await read(bytes, [], 1000))
        },
      ),
      { numRuns: 100 },
    )
  })

  test('IMP-1: keep their number when some are empty, and end with or without a line break', async () => {
    expect(await read(Buffer.from('\ufeffa\r\n\n  \nb'))).toEqual([
      { number: 1, text: 'a' },
      { number: 4, text: 'b' },
    ])
    expect(await read(Buffer.from('a\n'))).toEqual([{ number: 1, text: 'a' }])
    expect(await read(Buffer.alloc(0))).toEqual([])
  })

  test('IMP-1: one too long, or in another encoding, is told and the next is read', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${'x'.repeat(101)}\n`),
      Buffer.from('Müller\n', 'latin1'),
      Buffer.from(`${'y'.repeat(100)}\n`),
    ])
    expect(await read(bytes, [3, 50, 90])).toEqual([
      { number: 1, unreadable: 'too_long' },
      { number: 2, unreadable: 'not_utf8' },
      { number: 3, text: 'y'.repeat(100) },
    ])
  })
})
