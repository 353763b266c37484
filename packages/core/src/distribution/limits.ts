/** The ends of an interval. */
export type Limits = { readonly lower: number; readonly upper: number }

/**
 * Square and add: the limits of a difference from those of its two terms, which rest on independent samples
 * (R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890). `shared` is how far the two move together.
 */
export const differenceOf = (
  one: Limits & { readonly value: number },
  other: Limits & { readonly value: number },
  shared = 0,
): Limits => {
  const apart = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * shared * a * b + b * b))
  const value = one.value - other.value
  return {
    lower: value - apart(one.value - one.lower, other.upper - other.value),
    upper: value + apart(one.upper - one.value, other.value - other.lower),
  }
}
