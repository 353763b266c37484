import { expect } from 'vitest'

/** A number that agrees with `value` to so many significant digits. */
export const digits = (value: number, count: number): unknown =>
  value === 0 ? expect.closeTo(0, count) : expect.closeTo(value, count - Math.log10(Math.abs(value)))

/** A number that rounds to `value` at so many decimal places, as it was printed. */
export const printed = (value: number, places: number): unknown => expect.closeTo(value, places)

/** Recomputed elsewhere: equal to one part in a million. */
export const recomputed = (value: number): unknown => digits(value, 6)
