import type { Figure } from './figures.ts'

const numberOf = (value: number, unit: Figure['unit']): string =>
  unit === 'MB' ? `${Math.round(value)} MB` : `${value.toPrecision(3)}${unit === 'ratio' ? '' : ` ${unit}`}`

/** The figures as Markdown: to be read in a terminal and to be pasted into the page. */
export const tableOf = (machine: Readonly<Record<string, string | number>>, figures: readonly Figure[]): string => {
  const rows = figures.map(({ says, value, unit, bar, holds, cpu }) => [
    says,
    numberOf(value, unit),
    bar === null ? '' : `≤ ${numberOf(bar, unit)}`,
    bar === null ? '' : holds ? 'holds' : 'does not hold',
    cpu === undefined ? '' : cpu.toPrecision(3),
  ])
  const head = ['figure', 'measured', 'bar', '', 'in processor time']
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const about = Object.entries(machine).map(([name, value]) => `${name} ${value}`)
  return `${[line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), '', about.join(', ')].join('\n')}\n`
}
