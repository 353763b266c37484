import type { Ink, Paint } from './style.ts'

/** A grid of cells to draw on, from the top left. What is drawn later covers what was there. */
export type Canvas = {
  readonly put: (column: number, row: number, sign: string, ink: Ink) => void
  /** A dot of a finer grid: two to a cell across, four down. Dots of one cell join. */
  readonly dot: (x: number, y: number, ink: Ink) => void
  readonly lines: (paint: Paint) => readonly string[]
}

type Cell = { readonly sign: string; readonly ink: Ink }
const empty: Cell = { sign: ' ', ink: 'plain' }

const braille = 0x2800
/** The bit of each dot of a braille cell, by column and row (Unicode 10.4, Braille Patterns). */
const bits = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
]

const dotsIn = (sign: string): number => {
  const code = sign.codePointAt(0) ?? 0
  return code > braille && code <= braille + 0xff ? code - braille : 0
}

/** Neighbours of one ink are painted together. */
const painted = (row: readonly Cell[], paint: Paint): string => {
  const runs: { ink: Ink; text: string }[] = []
  for (const { sign, ink } of row) {
    const last = runs.at(-1)
    if (last?.ink === ink) last.text += sign
    else runs.push({ ink, text: sign })
  }
  return runs.map(({ ink, text }) => paint(ink, text)).join('')
}

const withoutEnd = (row: readonly Cell[]): readonly Cell[] =>
  row.slice(0, row.findLastIndex(({ sign }) => sign !== ' ') + 1)

export const canvasOf = (columns: number, rows: number): Canvas => {
  const cells: Cell[][] = Array.from({ length: rows }, () => Array.from({ length: columns }, () => empty))
  const put = (column: number, row: number, sign: string, ink: Ink): void => {
    const line = cells[row]
    if (line !== undefined && column >= 0 && column < columns) line[column] = { sign, ink }
  }
  const dot = (x: number, y: number, ink: Ink): void => {
    const [column, row] = [Math.floor(x / 2), Math.floor(y / 4)]
    const there = dotsIn(cells[row]?.[column]?.sign ?? ' ')
    const bit = bits[x % 2]?.[y % 4] ?? 0
    put(column, row, String.fromCodePoint(braille + (there | bit)), ink)
  }
  return { put, dot, lines: (paint) => cells.map((row) => painted(withoutEnd(row), paint)) }
}

/** A place on the finer grid. */
export type Dot = readonly [x: number, y: number]

export const drawLine = (canvas: Canvas, [x0, y0]: Dot, [x1, y1]: Dot): void => {
  const steps = Math.max(1, Math.abs(x1 - x0), Math.abs(y1 - y0))
  for (let i = 0; i <= steps; i++) {
    canvas.dot(Math.round(x0 + ((x1 - x0) * i) / steps), Math.round(y0 + ((y1 - y0) * i) / steps), 'plain')
  }
}
