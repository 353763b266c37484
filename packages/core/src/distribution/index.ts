/**
 * Probability distributions, and the exact limits and tests that rest on them (ISO/IEC 27004:2016, 8.6). Comes in:
 * counts and numbers. Goes out: chances, quantiles and limits, to at least ten digits. Knows no measure and no formula.
 */
export { normalQuantile, twoSided } from './normal.ts'
export { betaCdf, betaQuantile } from './beta.ts'
export { gammaCdf, gammaQuantile } from './gamma.ts'
export { binomialCdf, binomialProbability, binomialTest, mcnemarTest } from './binomial.ts'
export { convolved, inversions } from './inversions.ts'
export { meanLimits, studentQuantile, studentTwoSided } from './student.ts'
export type { Limits } from './limits.ts'
export { clopperPearson, effectiveSample, wilsonLimits, wilsonLimitsCorrected } from './proportion.ts'
export { differenceLimits, pairedDifferenceLimits } from './difference.ts'
export { rateLimits, rateRatioLimits, rateTest } from './rate.ts'
