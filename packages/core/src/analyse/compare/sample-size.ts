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

/** The chance that none of the bad ones is in a sample: by one factor for each bad one, or for each one looked at. */
const missed = (sample: number, population: number, bad: number): number => {
  const [few, many] = [Math.min(sample, bad), Math.max(sample, bad)]
  let chance = 1
  for (let i = 0; i < few && chance > 1e-300; i++) chance *= Math.max(0, population - many - i) / (population - i)
  return chance
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
  let [tooFew, enough] = [0, population - bad + 1]
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (missed(middle, population, bad) <= (1 - confidence) * rounding) enough = middle
    else tooFew = middle
  }
  return found({ sample: enough, confidence })
}
