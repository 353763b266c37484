import { normalQuantile, type Limits } from '../../distribution/index.ts'
import { found, lackOfLevel, withheld, type Answer } from '../answer.ts'
import { endings, lackOfItems, type AtRisk, type Item } from './at-risk.ts'

/** From this age on, this share is still open. */
export type SurvivalStep = AtRisk & {
  readonly share: number
  /** Greenwood’s standard error; null where nothing is left open. */
  readonly error: number | null
  readonly limits: Limits | null
}

/** An age, and between which ages the true one lies; null where so many have not ended yet. */
export type Age = { readonly age: number | null; readonly lower: number | null; readonly upper: number | null }

export type Survival = {
  readonly n: number
  readonly ended: number
  readonly steps: readonly SurvivalStep[]
  /** The age by which half have ended. */
  readonly median: Age
  readonly level: number
}

/** Limits on the scale of log(−log), which never leave 0 to 1 (J. D. Kalbfleisch and R. L. Prentice, 1980). */
const limitsOf = (share: number, variance: number, z: number): Limits => {
  const spread = Math.exp((z * Math.sqrt(variance)) / Math.log(share))
  return { lower: share ** (1 / spread), upper: share ** spread }
}

const stepsOf = (ended: readonly AtRisk[], z: number): readonly SurvivalStep[] => {
  let [share, variance] = [1, 0]
  return ended.map((at) => {
    share *= (at.open - at.ended) / at.open
    if (share === 0) return { ...at, share, error: null, limits: null }
    variance += at.ended / (at.open * (at.open - at.ended))
    return { ...at, share, error: share * Math.sqrt(variance), limits: limitsOf(share, variance, z) }
  })
}

/** Shares this near to each other are one: a product of fractions is rarely exactly one half. */
const rounding = 1e-12

/**
 * The age by which a share of all have ended: the first at which no more than the rest are open; its limits are where the
 * limits of the curve get there (R. Brookmeyer and J. Crowley, Biometrics 38, 1982, 29–41).
 * @example ageAtWhich([{ time: 3, open: 2, ended: 1, share: 0.5, error: 0.4, limits: { lower: 0, upper: 0.9 } }], 0.5) //=> { age: 3, lower: 3, upper: null }
 */
export const ageAtWhich = (steps: readonly SurvivalStep[], share: number): Age => {
  const left = 1 - share + rounding
  const first = (of: (step: SurvivalStep) => number | undefined): number | null =>
    steps.find((step) => (of(step) ?? 1) <= left)?.time ?? null
  return {
    age: first((step) => step.share),
    lower: first((step) => step.limits?.lower ?? step.share),
    upper: first((step) => step.limits?.upper),
  }
}

/** What was first seen late may leave nobody open early, and the curve at zero while most are still to come. */
const isBrokenOff = (items: readonly Item[], steps: readonly SurvivalStep[]): boolean => {
  const gone = steps.find(({ share }) => share === 0)
  return gone !== undefined && items.some(({ entry }) => entry !== undefined && entry >= gone.time)
}

/**
 * The share still open at each age, of items of which some are open still (E. L. Kaplan and P. Meier, JASA 53, 1958,
 * 457–481), with the standard error of M. Greenwood (1926). Leaving out what is open would make everything look quicker.
 * Items that were open before anybody looked count from the age at which they were first seen. Ages in any one unit.
 * Withheld: no items; an age that is negative or not finite; an end before the item was first seen; so few seen from the
 * start that none of them is left when others come into sight.
 * @example survivalOf([{ time: 3, hasEnded: true }, { time: 5, hasEnded: false }]).median.age //=> 3
 */
export const survivalOf = (items: readonly Item[], level = 0.95): Answer<Survival> => {
  const lack = lackOfItems(items) ?? lackOfLevel(level)
  if (lack !== undefined) return lack
  const steps = stepsOf(endings(items), normalQuantile((1 + level) / 2))
  if (isBrokenOff(items, steps)) return withheld('too-few')
  const ended = steps.reduce((sum, step) => sum + step.ended, 0)
  return found({ n: items.length, ended, steps, median: ageAtWhich(steps, 0.5), level })
}
