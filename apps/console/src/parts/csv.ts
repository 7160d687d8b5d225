/** What a spreadsheet would run as a formula. A plain number may begin with a minus; nothing else may. */
const formula = /^[\s]*[=+\-@\t\r]/
const number = /^-?\d+(?:[.,]\d+)?$/

/** One cell: an apostrophe before what would be a formula, quotes around what would end the cell. */
const cellOf = (text: string, delimiter: string): string => {
  const harmless = formula.test(text) && !number.test(text) ? `'${text}` : text
  const plain = !harmless.includes(delimiter) && !/["\r\n]/.test(harmless) && harmless.trim() === harmless
  return plain ? harmless : `"${harmless.replaceAll('"', '""')}"`
}

/** What the reader's spreadsheet takes for the end of a cell: where a comma is in numbers it is a semicolon. */
export const delimiterFor = (language: string): string =>
  new Intl.NumberFormat(language).format(0.5).includes(',') ? ';' : ','

/** Lines of cells as a file. The mark at its beginning tells spreadsheets that it is UTF-8. */
export const csvOf = (lines: readonly (readonly string[])[], delimiter: string): string =>
  `\uFEFF${lines.map(line => `${line.map(text => cellOf(text, delimiter)).join(delimiter)}\r\n`).join('')}`

/** An instant as spreadsheets read it, in the reader's time zone: 2026-11-22 09:41:07. */
export const instantForFile = (instant: string | null, timeZone: string): string =>
  instant === null
    ? ''
    : new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(
        Date.parse(instant),
      )
