import type { Paint } from './style.ts'
import { harmless, padded, shortened, widthOf } from './width.ts'

/** Numbers stand to the right; the column with `gives` loses its end first where the line is too long. */
export type Column = { readonly title: string; readonly side?: 'left' | 'right'; readonly gives?: true }

const gap = 2
const least = 12

const widths = (columns: readonly Column[], rows: readonly (readonly string[])[], most: number): readonly number[] => {
  const natural = columns.map(({ title }, i) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[i] ?? ''))))
  const excess = natural.reduce((sum, width) => sum + width + gap, -gap) - most
  return natural.map((width, i) => (columns[i]?.gives === true && excess > 0 ? Math.max(least, width - excess) : width))
}

/** An aligned table; without rows only its titles. Cells may be painted already. */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  most: number,
  paint: Paint,
): string => {
  const sizes = widths(columns, rows, most)
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => {
        const size = sizes[i] ?? 0
        const short = widthOf(cell) > size ? shortened(cell, size) : cell
        return padded(short, size, columns[i]?.side ?? 'left')
      })
      .join(' '.repeat(gap))
      .trimEnd()
  return [paint('faint', line(columns.map(({ title }) => title))), ...rows.map(line)].join('\n')
}

/** A cell from somebody's file: on one line, drawing nothing. */
export const cellOf = (text: string): string => harmless(text.replace(/\s+/g, ' ').trim())
