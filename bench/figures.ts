/** A measurement as it is printed and kept: what, in what unit, and what it should be. */
export type Figure = {
  section: string
  what: string
  /** Which of several figures of the same thing: its column in the table. */
  part?: string
  value: number
  unit: string
  aim?: { most?: number; least?: number } | undefined
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

const isMet = ({ value, aim }: Figure) =>
  value <= (aim?.most ?? Infinity) && value >= (aim?.least ?? -Infinity)
const aimOf = ({ aim }: Figure) =>
  aim?.most !== undefined ? `≤ ${aim.most}` : aim?.least !== undefined ? `≥ ${aim.least}` : ''

/** Three digits that count, whatever the size. */
const shown = ({ value, unit }: Figure) => {
  const digits =
    value >= 100
      ? Math.round(value).toLocaleString('en')
      : String(Number(value.toPrecision(value < 10 ? 2 : 3)))
  return Number.isNaN(value) ? '–' : `${digits} ${unit}`.trim()
}

/** @returns the figures as tables of Markdown, which is also what the terminal shows */
export function tables(figures: readonly Figure[]): string {
  const simple = figures.filter(figure => figure.part === undefined)
  const parted = figures.filter(figure => figure.part !== undefined)
  const blocks: string[][][] = []
  if (simple.length > 0)
    blocks.push([
      ['section', 'what', 'measured', 'aim', 'met'],
      ...simple.map(one => [one.section, one.what, shown(one), aimOf(one), one.aim ? yesNo(isMet(one)) : '']),
    ])
  if (parted.length > 0) {
    const columns = [...new Set(parted.map(one => one.part ?? ''))]
    const byWhat = [...Map.groupBy(parted, one => one.what)]
    blocks.push([
      ['what', ...columns, 'aim', 'met'],
      ...byWhat.map(([what, all]) => {
        const aims = all.filter(one => one.aim)
        const cell = (column: string) => {
          const figure = all.find(one => one.part === column)
          return figure ? shown(figure) : ''
        }
        return [
          what,
          ...columns.map(cell),
          aims.map(aimOf).join(', '),
          aims.length > 0 ? yesNo(aims.every(isMet)) : '',
        ]
      }),
    ])
  }
  return blocks.map(markdown).join('\n\n')
}
const yesNo = (met: boolean) => (met ? 'yes' : 'NO')

function markdown(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n')
}
