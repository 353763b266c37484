import { beyond, type Refusal } from './function.ts'

/** DMN's numbers are decimal: more or fewer digits than these nobody has (10.3.4.5). */
const mostDigits = 6176
const leastDigits = -6111

export const awayFromZero = (n: number): number => (n < 0 ? Math.floor(n) : Math.ceil(n))
export const halfAwayFromZero = (n: number): number => Math.sign(n) * Math.floor(Math.abs(n) + 0.5)
export const halfTowardsZero = (n: number): number => Math.sign(n) * Math.ceil(Math.abs(n) - 0.5)
export const halfToEven = (n: number): number => {
  const low = Math.floor(n)
  return n - low === 0.5 ? (low % 2 === 0 ? low : low + 1) : Math.round(n)
}

/**
 * The point moved as decimal text, so that 1.005 keeps its five: a product with 100 would give 100.49999999999999.
 * `shifted(1.005, 2)` is 100.5.
 */
const shifted = (n: number, places: number): number => {
  const [digits = '0', exponent = '0'] = String(n).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}

/**
 * As many digits as a double keeps of a decimal number: what was computed with decimals is taken for them, so that
 * `floor((0.1 + 0.7) * 10)` is 8, as it is in DMN's decimal arithmetic.
 */
const digits = 15
const settled = (n: number): number => Number(n.toPrecision(digits))

/** A number rounded to `scale` decimals the way `round` does it to none. */
export const roundedTo = (n: number, scale: number, round: (n: number) => number): number | Refusal => {
  if (scale > mostDigits || scale < leastDigits) return beyond('unsupported-number', `${scale} decimals`)
  const moved = shifted(n, scale)
  // More decimals than a double has: the number is its own rounding.
  if (!Number.isFinite(moved) || Math.abs(moved) >= 2 ** 53) return n
  return shifted(round(settled(moved)), -scale) + 0
}

/** The same digits on the engine, whose logarithm says how many stand before the point. */
const settledSql = (x: string): string =>
  `(CASE WHEN (${x}) = 0 THEN 0 ELSE round(${x}, CAST(${digits - 1} - floor(log10(abs(${x}))) AS INTEGER)) END)`

const scaledSql = (n: string, scale: string, round: (x: string) => string): string =>
  scale === '0' ? round(settledSql(n)) : `(${round(settledSql(`((${n}) * pow(10, ${scale}))`))} / pow(10, ${scale}))`

export const roundingSql = {
  floor: (n: string, scale: string): string => scaledSql(n, scale, (x) => `floor(${x})`),
  ceiling: (n: string, scale: string): string => scaledSql(n, scale, (x) => `ceil(${x})`),
  down: (n: string, scale: string): string => scaledSql(n, scale, (x) => `trunc(${x})`),
  up: (n: string, scale: string): string => scaledSql(n, scale, (x) => `(sign(${x}) * ceil(abs(${x})))`),
  halfUp: (n: string, scale: string): string => scaledSql(n, scale, (x) => `(sign(${x}) * floor(abs(${x}) + 0.5))`),
  halfDown: (n: string, scale: string): string => scaledSql(n, scale, (x) => `(sign(${x}) * ceil(abs(${x}) - 0.5))`),
  halfEven: (n: string, scale: string): string => scaledSql(n, scale, (x) => `round_even(${x}, 0)`),
} as const
