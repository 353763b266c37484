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
 * @example shifted(1.005, 2) //=> 100.5
 */
const shifted = (n: number, places: number): number => {
  const [digits = '0', exponent = '0'] = String(n).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}

/** A number rounded to `scale` decimals the way `round` does it to none. */
export const roundedTo = (n: number, scale: number, round: (n: number) => number): number | Refusal => {
  if (scale > mostDigits || scale < leastDigits) return beyond('unsupported-number', `${scale} decimals`)
  const moved = shifted(n, scale)
  // More decimals than a double has: the number is its own rounding. Fewer than none, beyond its size: nothing is left, or one unit of that place.
  if (!Number.isFinite(moved) || Math.abs(moved) >= 2 ** 53) return n
  return shifted(round(moved), -scale) + 0
}

const scaledSql = (n: string, scale: string, round: (x: string) => string): string =>
  scale === '0' ? round(n) : `(${round(`(${n}) * pow(10, ${scale})`)} / pow(10, ${scale}))`

/**
 * The same in the engine. The product is taken to 14 digits first, where a double still shows the decimals that were
 * written.
 */
const written = (x: string): string => `round(${x}, 9)`
export const roundingSql = {
  floor: (n: string, scale: string): string => scaledSql(n, scale, (x) => `floor(${written(x)})`),
  ceiling: (n: string, scale: string): string => scaledSql(n, scale, (x) => `ceil(${written(x)})`),
  down: (n: string, scale: string): string => scaledSql(n, scale, (x) => `trunc(${written(x)})`),
  up: (n: string, scale: string): string => scaledSql(n, scale, (x) => `(sign(${x}) * ceil(abs(${written(x)})))`),
  halfUp: (n: string, scale: string): string =>
    scaledSql(n, scale, (x) => `(sign(${x}) * floor(abs(${written(x)}) + 0.5))`),
  halfDown: (n: string, scale: string): string =>
    scaledSql(n, scale, (x) => `(sign(${x}) * ceil(abs(${written(x)}) - 0.5))`),
  halfEven: (n: string, scale: string): string => scaledSql(n, scale, (x) => `round_even(${written(x)}, 0)`),
} as const
