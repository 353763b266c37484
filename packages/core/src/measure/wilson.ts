import { effectiveSample, wilsonLimits } from '../distribution/index.ts'
import type { Interval } from '../term/index.ts'

/** Two-sided 95 % of the standard normal. */
const z = 1.959963984540054

/**
 * How far a share seen in a sample may lie from the true one: Wilson's score interval (JASA 22, 1927, 209–212), with
 * the sample counted as n(N−1)/(N−n) where the population N is known, so that a census has no width (language.md 7).
 * @example wilson(81, 263, null).lower.toFixed(4) //=> '0.2553'
 */
export const wilson = (part: number, sample: number, population: number | null): Interval => {
  const share = part / sample
  const size = { level: 0.95, sample, ...(population === null ? {} : { population }) }
  if (population !== null && sample >= population) return { method: 'census', lower: share, upper: share, ...size }
  const n = population === null ? sample : effectiveSample(sample, population)
  return {
    method: population === null ? 'Wilson' : 'Wilson with finite population correction',
    ...wilsonLimits(share, n, z),
    ...size,
  }
}
