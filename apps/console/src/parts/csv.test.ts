import { describe, expect, test } from 'vitest'
import { csvOf, delimiterFor, instantForFile } from './csv.ts'

const cells = (...line: string[]) => csvOf([line], ',')

describe('a list as a file', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+49 30 2312577', "'+49 30 2312577"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'\t=1"],
    ['  =cmd|x', "'  =cmd|x"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('a cell that a spreadsheet would run is not run: %s', (given, written) => {
    expect(csvOf([[given]], ';')).toBe(`\uFEFF${written}\r\n`)
  })

  test('numbers stay numbers, also below nothing', () => {
    expect(cells('-12.50', '12.50', '-3')).toBe('\uFEFF-12.50,12.50,-3\r\n')
    expect(csvOf([['-12,50']], ';')).toBe('\uFEFF-12,50\r\n')
  })

  test('what would end a cell or a line is quoted', () => {
    expect(cells('Weber, Jonas', 'says "no"', 'two\nlines', ' x')).toBe(
      '\uFEFF"Weber, Jonas","says ""no""","two\nlines"," x"\r\n',
    )
  })

  test('is read as one cell after another where a comma is in numbers', () => {
    expect(delimiterFor('de')).toBe(';')
    expect(delimiterFor('en')).toBe(',')
    expect(csvOf([['a', 'b;c']], ';')).toBe('\uFEFFa;"b;c"\r\n')
  })

  test('an instant is that of the reader’s clock', () => {
    expect(instantForFile('2026-11-22T08:41:07.000Z', 'Europe/Berlin')).toBe('2026-11-22 09:41:07')
    expect(instantForFile(null, 'Europe/Berlin')).toBe('')
  })
})
