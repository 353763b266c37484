import { found, lackOf, withheld, type Answer } from '../answer.ts'

/**
 * How far two orders of the same objects agree, from −1 to 1: τ-b, which takes ties into account (M. G. Kendall,
 * Biometrika 33, 1945, 239–251). Values go in pairs. Withheld: lists unlike in length, fewer than 2 objects, a value that
 * is not finite, one order without any difference.
 * @example kendallTau([1, 2, 3], [10, 30, 20]).tau.toFixed(4) //=> '0.3333'
 */
export const kendallTau = (first: readonly number[], second: readonly number[]): Answer<{ readonly tau: number }> => {
  if (first.length !== second.length) return withheld('unequal-lengths')
  const lack = lackOf(first, 2) ?? lackOf(second, 2)
  if (lack !== undefined) return lack
  let [agreeing, inFirst, inSecond] = [0, 0, 0]
  for (let j = 1; j < first.length; j++)
    for (let i = 0; i < j; i++) {
      const a = Math.sign((first[j] ?? 0) - (first[i] ?? 0))
      const b = Math.sign((second[j] ?? 0) - (second[i] ?? 0))
      agreeing += a * b
      inFirst += Math.abs(a)
      inSecond += Math.abs(b)
    }
  if (inFirst === 0 || inSecond === 0) return withheld('constant')
  return found({ tau: agreeing / Math.sqrt(inFirst * inSecond) })
}
