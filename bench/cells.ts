/** One value of one measure; `unit` null is the total, `value` null is no value. */
export type Cell = {
  readonly measure: string
  readonly month: string
  readonly unit: string | null
  readonly value: number | null
}

const keyOf = ({ measure, month, unit }: Cell): string => `${measure} | ${month} | ${unit ?? 'total'}`

/** Whole numbers are exact; others may differ in how a sum was rounded. */
const isSame = (a: number | null, b: number | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    !(Number.isInteger(a) && Number.isInteger(b)) &&
    Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)))

const spoken = (value: number | null | undefined): string => (value === undefined ? 'no line' : String(value))

/**
 * The first cell in which two answers differ, in words. A rival has no line where there was nothing: a count or a sum
 * is 0 there, as long as something was observed, which ours tells; ours has no line for a group nobody has seen.
 */
export const difference = (ours: readonly Cell[], theirs: readonly Cell[], rival: string): string | undefined => {
  const found = new Map(theirs.map((cell) => [keyOf(cell), cell.value]))
  if (found.size !== theirs.length) return `${rival} says a cell twice`
  const known = new Set(ours.map(keyOf))
  const extra = theirs.find((cell) => !known.has(keyOf(cell)) && cell.value !== 0)
  if (extra !== undefined) return `${keyOf(extra)}: ours has no line, ${rival} ${spoken(extra.value)}`
  const other = ours.find((cell) => {
    const value = found.get(keyOf(cell))
    return value === undefined ? cell.value !== 0 && cell.value !== null : !isSame(cell.value, value)
  })
  return other === undefined
    ? undefined
    : `${keyOf(other)}: ours ${spoken(other.value)}, ${rival} ${spoken(found.get(keyOf(other)))}`
}
