import { found, lackOfCount, lackOfLevel, withheld, type Answer } from '../answer.ts'

export type SampleSize = {
  /** How many have to be looked at, and all found good. */
  readonly sample: number
  readonly confidence: number
}

const rounding = 1 + 1e-12

/**
 * How many must be looked at without finding a bad one to say with `confidence` that fewer than `share` are bad: the
 * fewest with (1 − share)ⁿ ≤ 1 − confidence. Of a population without end. Withheld: a confidence or share not between 0
 * and 1.
 * @example zeroFailureSample(0.95, 0.05).sample //=> 59
 */
export const zeroFailureSample = (confidence: number, share: number): Answer<SampleSize> => {
  const lack = lackOfLevel(confidence) ?? lackOfLevel(share)
  if (lack !== undefined) return lack
  const exact = Math.log1p(-confidence) / Math.log1p(-share)
  // A whole number must not become the next one by rounding.
  return found({ sample: Math.max(1, Math.ceil(exact / rounding)), confidence })
}

/**
 * The same where the population is known: how many of it must be looked at to find with `confidence` at least one of the
 * `bad` ones, drawn without replacement (hypergeometric). Withheld: counts that are no counts, no bad one, more bad ones
 * than there are.
 * @example zeroFailureSampleOf(200, 10, 0.95).sample //=> 51
 */
export const zeroFailureSampleOf = (population: number, bad: number, confidence: number): Answer<SampleSize> => {
  const lack = lackOfCount(population) ?? lackOfCount(bad) ?? lackOfLevel(confidence)
  if (lack !== undefined) return lack
  if (bad > population) return withheld('part-above-whole')
  if (bad === 0) return withheld('zero-denominator')
  const allowed = (1 - confidence) * rounding
  let [sample, missed] = [0, 1]
  while (missed > allowed) {
    missed *= (population - bad - sample) / (population - sample)
    sample++
  }
  return found({ sample, confidence })
}
