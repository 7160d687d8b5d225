/** A measurement as it is printed and kept: what, in what unit, and what it should be. */
export type Figure = {
  section: string
  what: string
  value: number
  unit: string
  aim?: { most?: number; least?: number } | undefined
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

const met = ({ value, aim }: Figure) =>
  aim === undefined ? '' : value <= (aim.most ?? Infinity) && value >= (aim.least ?? -Infinity) ? 'yes' : 'NO'

/** Three digits that count, whatever the size. */
const shown = (value: number) =>
  Number.isNaN(value)
    ? '–'
    : value >= 100
      ? Math.round(value).toLocaleString('en')
      : String(Number(value.toPrecision(3)))

/** @returns the figures as a table of Markdown, which is also what the terminal shows */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['section', 'what', 'measured', 'aim', 'met'],
    ...figures.map(figure => [
      figure.section,
      figure.what,
      `${shown(figure.value)} ${figure.unit}`.trim(),
      figure.aim?.most !== undefined
        ? `≤ ${figure.aim.most}`
        : figure.aim?.least !== undefined
          ? `≥ ${figure.aim.least}`
          : '',
      met(figure),
    ]),
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n')
}
