/** Rows as the text of a file. */
import type { Cell, Format, Row } from './table.ts'

const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const cellText = (cell: Cell, separator: string): string => (cell === null ? '' : quoted(String(cell), separator))

const separated = (columns: readonly string[], rows: readonly Row[], separator: string): string => {
  const lines = rows.map((row) => columns.map((column) => cellText(row[column] ?? null, separator)).join(separator))
  return `${[columns.join(separator), ...lines].join('\n')}\n`
}

/** @example textOf('csv', ['a', 'b'], [{ a: 'x, y', b: null }]) //=> 'a,b\n"x, y",\n' */
export const textOf = (format: Format, columns: readonly string[], rows: readonly Row[]): string => {
  switch (format) {
    case 'csv':
      return separated(columns, rows, ',')
    case 'tsv':
      return separated(columns, rows, '\t')
    case 'ndjson':
      return rows
        .map((row) => `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))}\n`)
        .join('')
  }
}
