import type { Cutting } from '../plan/index.ts'
import { literalSql } from './literal.ts'

/** Points in time as SQL, in order; a row lies in the segment that begins with the last one it has reached. */
export type Points = readonly string[]

/** The next moment of what evidence can hold: a day of a date, a microsecond of an instant. */
const nextMoment = (point: string): string =>
  point.startsWith('DATE') ? `(${point} + 1)` : `(${point} + INTERVAL 1 MICROSECOND)`
const momentBefore = (point: string): string =>
  point.startsWith('DATE') ? `(${point} - 1)` : `(${point} - INTERVAL 1 MICROSECOND)`

/** Points of equal form are in order as texts are, and the moment after one comes directly behind it. */
const compareTexts = (a: string, b: string): number => Number(a > b) - Number(a < b)

/** By column, every point at which some period cuts its times. */
export const pointsOf = (cuts: readonly Cutting[]): ReadonlyMap<string, Points> =>
  new Map(
    [...Map.groupBy(cuts, ({ column }) => column)].map(([column, own]) => {
      const found = own.flatMap(({ points, after }) =>
        points.flatMap((value) => (value === null ? [] : [{ text: literalSql(value), after }])),
      )
      const sorted = found.toSorted((a, b) => compareTexts(a.text, b.text) || Number(a.after) - Number(b.after))
      return [column, [...new Set(sorted.map(({ text, after }) => (after ? nextMoment(text) : text)))]] as const
    }),
  )

/** Halving the points again and again: few comparisons a row, whatever the distances between the points are. */
const halved = (column: string, points: Points, from: number, to: number): string => {
  if (from > to) return from === 0 ? momentBefore(points[0] ?? '') : (points[from - 1] ?? '')
  const middle = (from + to) >> 1
  return `CASE WHEN ${column} < ${points[middle]} THEN ${halved(column, points, from, middle - 1)} ELSE ${halved(column, points, middle + 1, to)} END`
}

/** A time rounded down to the last of the points it has reached; before the first of them, the moment before it. */
export const roundedSql = (column: string, points: Points, isOptional: boolean): string => {
  const [first] = points
  if (first === undefined) return column
  const rounded = halved(column, points, 0, points.length - 1)
  return isOptional ? `CASE WHEN ${column} IS NOT NULL THEN ${rounded} END` : rounded
}

/** Everything a time can be rounded to. */
export const segmentsOf = (points: Points, isOptional: boolean): readonly string[] => [
  ...(isOptional ? ['NULL'] : []),
  ...points.slice(0, 1).map(momentBefore),
  ...points,
]
