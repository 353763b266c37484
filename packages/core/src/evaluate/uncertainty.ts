import { measuredValue, wilson, type View } from '../measure/index.ts'
import type { Interval, Measurement, Status } from '../term/index.ts'
import { inRatios, numbersIn, type Criteria } from './criteria.ts'
import { judge } from './judge.ts'

type Sampled = { readonly measure: string; readonly value: number; readonly interval: Interval }

const sampledOf = (measure: string, measurement: Measurement | undefined): readonly Sampled[] =>
  measurement?.kind === 'measured' && measurement.interval !== undefined && typeof measurement.value === 'number'
    ? [{ measure, value: measurement.value, interval: measurement.interval }]
    : []

/** The measures of a step that are known only within an interval. */
export const sampledIn = (view: View, measures: Iterable<string>): readonly Sampled[] =>
  [...measures].flatMap((measure) => sampledOf(measure, view.look(measure, 0)))

/** Numbers at which the verdict may turn. */
const limitsOf = (criteria: Criteria, view: View): readonly number[] => [
  ...numbersIn(inRatios(criteria.met)),
  ...(criteria.near === undefined ? [] : numbersIn(inRatios(criteria.near))),
  ...(criteria.notMet === undefined ? [] : numbersIn(inRatios(criteria.notMet))),
  ...Object.values(view.parameters).flatMap((value) => {
    const number = measuredValue(value)
    return typeof number === 'number' ? [number] : []
  }),
]

/** The interval's ends, its value, the limits within it, and a point between each two of these: every verdict it holds. */
const pointsIn = ({ interval: { lower, upper }, value }: Sampled, limits: readonly number[]): readonly number[] => {
  const points = [...new Set([lower, value, upper, ...limits.filter((limit) => limit > lower && limit < upper)])].sort(
    (a, b) => a - b,
  )
  return points.flatMap((point, i) => (i === 0 ? [point] : [((points[i - 1] ?? point) + point) / 2, point]))
}

const supposing = (view: View, supposed: Readonly<Record<string, number>>): View => ({
  ...view,
  look: (measure, back) => {
    const seen = view.look(measure, back)
    const value = back === 0 ? supposed[measure] : undefined
    return value === undefined || seen?.kind !== 'measured' ? seen : { ...seen, value }
  },
})

const combinations = (
  sampled: readonly Sampled[],
  limits: readonly number[],
): readonly Readonly<Record<string, number>>[] =>
  sampled.reduce<readonly Readonly<Record<string, number>>[]>(
    (all, one) => all.flatMap((each) => pointsIn(one, limits).map((point) => ({ ...each, [one.measure]: point }))),
    [{}],
  )

/** Every verdict that the true values may deserve. */
export const verdictsWithin = (criteria: Criteria, view: View, sampled: readonly Sampled[]): ReadonlySet<Status> =>
  new Set(
    combinations(sampled, limitsOf(criteria, view)).map((point) => judge(criteria, supposing(view, point)).status),
  )

const mostToAsk = 1e9

/** Whether a sample of `n` with the same share would lie on one side. */
const decides = (criteria: Criteria, view: View, one: Sampled, n: number): boolean => {
  const interval = wilson(one.value * n, n, one.interval.population ?? null)
  return verdictsWithin(criteria, view, [{ ...one, interval }]).size === 1
}

/**
 * The smallest sample that would decide, if the share stayed as it is; null where none would, because the share lies
 * on a limit. Only for one sampled share.
 */
export const decidingSample = (criteria: Criteria, view: View, sampled: readonly Sampled[]): number | null => {
  const [one, ...more] = sampled
  if (one?.interval.sample === undefined || more.length > 0) return null
  const most = one.interval.population ?? mostToAsk
  let [low, high] = [one.interval.sample, Math.min(2 * one.interval.sample, most)]
  while (!decides(criteria, view, one, high)) {
    if (high >= most) return null
    ;[low, high] = [high, Math.min(2 * high, most)]
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (decides(criteria, view, one, middle)) high = middle
    else low = middle
  }
  return high
}
