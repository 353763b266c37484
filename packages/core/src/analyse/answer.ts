/** Why a statistic is not given: what the numbers lack for it. */
export type Lack =
  | 'no-values'
  | 'too-few'
  | 'too-many'
  | 'not-finite'
  | 'unequal-lengths'
  | 'out-of-order'
  | 'constant'
  | 'zero-denominator'
  | 'part-above-whole'
  | 'negative'
  | 'not-whole'
  | 'out-of-range'
  | 'redefined'
  | 'ordinal'

/** No number, but why: bad input is answered, never computed with. `needs` is how many values there have to be. */
export type Withheld = { readonly kind: 'withheld'; readonly why: Lack; readonly needs?: number }

export type Found<T> = { readonly kind: 'found' } & T

/** What every statistic of this folder gives: what was found, or why it is withheld. */
export type Answer<T> = Found<T> | Withheld

/** @example found({ mean: 2 }) //=> { kind: 'found', mean: 2 } */
export const found = <T extends object>(what: T): Found<T> => ({ kind: 'found', ...what })

/** @example withheld('too-few', 5) //=> { kind: 'withheld', why: 'too-few', needs: 5 } */
export const withheld = (why: Lack, needs?: number): Withheld =>
  needs === undefined ? { kind: 'withheld', why } : { kind: 'withheld', why, needs }

/** Beyond these the squares and products of numbers leave what a number can hold. */
const [smallest, largest] = [1e-100, 1e100]

const isComputable = (value: number): boolean =>
  value === 0 || (Math.abs(value) >= smallest && Math.abs(value) <= largest)

/**
 * What a list of numbers lacks before anything can be computed from it: undefined where there are `fewest` or more, all
 * are finite, and none is so large or small that its square is not.
 * @example lackOf([1, NaN], 2)?.why //=> 'not-finite'
 * @example lackOf([1, 1e200], 2)?.why //=> 'out-of-range'
 */
export const lackOf = (values: readonly number[], fewest: number): Withheld | undefined => {
  if (values.length === 0) return withheld('no-values', fewest)
  if (values.length < fewest) return withheld('too-few', fewest)
  if (!values.every(Number.isFinite)) return withheld('not-finite')
  return values.every(isComputable) ? undefined : withheld('out-of-range')
}

/**
 * A level of confidence lies between 0 and 1.
 * @example lackOfLevel(95)?.why //=> 'out-of-range'
 */
export const lackOfLevel = (level: number): Withheld | undefined =>
  level > 0 && level < 1 ? undefined : withheld('out-of-range')

/**
 * A part of a whole: whole numbers from zero on, the part no larger than the whole, the whole not empty.
 * @example lackOfShare(3, 2)?.why //=> 'part-above-whole'
 */
export const lackOfShare = (part: number, whole: number): Withheld | undefined => {
  const lack = lackOfCount(part) ?? lackOfCount(whole)
  if (lack !== undefined) return lack
  if (whole === 0) return withheld('zero-denominator')
  return part > whole ? withheld('part-above-whole') : undefined
}

/** @example lackOfCount(-1)?.why //=> 'negative' */
export const lackOfCount = (count: number): Withheld | undefined => {
  if (!Number.isFinite(count)) return withheld('not-finite')
  if (count < 0) return withheld('negative')
  if (!Number.isInteger(count)) return withheld('not-whole')
  return Number.isSafeInteger(count) ? undefined : withheld('out-of-range')
}

/**
 * What events are counted over: hours, systems, people; more than none.
 * @example lackOfExposure(0)?.why //=> 'zero-denominator'
 */
export const lackOfExposure = (exposure: number): Withheld | undefined => {
  if (!Number.isFinite(exposure)) return withheld('not-finite')
  if (exposure < 0) return withheld('negative')
  if (exposure === 0) return withheld('zero-denominator')
  return isComputable(exposure) ? undefined : withheld('out-of-range')
}
