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
  const n = population === null ? sample : (sample * (population - 1)) / (population - sample)
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return {
    method: population === null ? 'Wilson' : 'Wilson with finite population correction',
    lower: part === 0 ? 0 : Math.max(0, centre - half),
    upper: part === sample ? 1 : Math.min(1, centre + half),
    ...size,
  }
}
