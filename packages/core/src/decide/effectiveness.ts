import { effectOf, type Answer, type Effect, type Series } from '../analyse/index.ts'
import { partOf, type Course } from './course.ts'

/** What an effectiveness check says; only what the whole interval says is said. */
export const effectivenesses = ['effective', 'not effective', 'cannot tell'] as const

export type Effectiveness =
  | { readonly kind: 'not done' }
  | { readonly kind: 'too early'; readonly on: string }
  | {
      readonly kind: 'told'
      readonly verdict: (typeof effectivenesses)[number]
      readonly effect: Answer<Effect>
      /** As a value of the indicator: what was expected, and whether the change reaches from the level before to there. */
      readonly expects: number
      readonly expectation: Effect['expectation']
    }

/** What is asked: since which day it is done, on which day it is looked at, what is expected of it. */
export type EffectivenessAsked = {
  readonly done: string | null
  readonly on: string
  readonly expects: number
  readonly since: string | null
  readonly settling: number
}

type Better = Series['direction']

/** From the level before to the one expected, as the effect is told; null where nothing can be said by a ratio to 0. */
const expectedChange = ({ scale, before }: Effect, expects: number): number | null => {
  if (scale === 'difference') return expects - before.value
  return before.value > 0 ? expects / before.value : null
}

/** Whether all of the interval reaches as far as was expected, or none of it does. */
const expectationOf = (effect: Effect, expects: number, better: Better): Effect['expectation'] => {
  const change = expectedChange(effect, expects)
  const { limits } = effect
  if (change === null || limits === null) return 'cannot tell'
  const [lower, upper] = [limits.lower, limits.upper ?? Infinity]
  const isRise = better === null ? expects > effect.before.value : better === 'higher'
  if (isRise ? lower >= change : upper <= change) return 'reached'
  return (isRise ? upper < change : lower > change) ? 'not reached' : 'cannot tell'
}

const verdictOf = (effect: Effect, expectation: Effect['expectation']): (typeof effectivenesses)[number] => {
  const isBetter = effect.verdict === 'improved' || effect.verdict === 'changed'
  if (effect.verdict === 'worse' || expectation === 'not reached') return 'not effective'
  return isBetter && expectation === 'reached' ? 'effective' : 'cannot tell'
}

/** The periods compared, and where among them the action was done: in the period of that day it takes hold. */
const comparedIn = (
  { periods, series }: Course & { readonly series: Series },
  asked: EffectivenessAsked & { readonly done: string },
) => {
  const { done, on, since } = asked
  const begins = since === null ? 0 : periods.findIndex(({ start }) => start >= since)
  const first = begins < 0 ? periods.length : begins
  const end = periods.findLastIndex((period) => period.end <= on) + 1
  const place = periods.findIndex((period) => period.end > done)
  const from = place < 0 ? periods.length : place
  const isWithin = (periods[from]?.start ?? done) < done
  return {
    series: partOf(series, first, Math.max(first, end)),
    from: from - first,
    settling: asked.settling + (isWithin ? 1 : 0),
  }
}

const told = (effect: Answer<Effect>, expects: number, better: Better): Effectiveness => {
  if (effect.kind === 'withheld')
    return { kind: 'told', verdict: 'cannot tell', effect, expects, expectation: 'cannot tell' }
  const expectation = expectationOf(effect, expects, better)
  return { kind: 'told', verdict: verdictOf(effect, expectation), effect, expects, expectation }
}

/**
 * Whether an action worked, by the indicator it was to change: the periods before it was done against those after, up to
 * the day of the check, so that looking again later changes no verdict. It worked where the indicator improved and the
 * whole interval of the change reaches the level expected.
 */
export const effectivenessOf = (course: Course, asked: EffectivenessAsked, day: string): Effectiveness => {
  const { done, on } = asked
  if (done === null) return { kind: 'not done' }
  if (day < on) return { kind: 'too early', on }
  const expects = course.unit === 'percent' ? asked.expects / 100 : asked.expects
  const { series } = course
  if (series === null) return told({ kind: 'withheld', why: 'no-values' }, expects, null)
  const { series: compared, from, settling } = comparedIn({ ...course, series }, { ...asked, done })
  return told(effectOf(compared, from, { settling }), expects, series.direction)
}
