/**
 * The analyses that can find an effect, each asked in one period and shown nothing that came later. In: a course and a
 * place in it. Out: which way something changed and by which model it was found; undefined where nothing was.
 */
import {
  analysisOf,
  controlChartOf,
  effectOf,
  funnelOf,
  ratioChange,
  shareDifference,
  variationOf,
  type Series,
} from '@isometric/core/analyse'
import type { Result } from '@isometric/core/term'
import type { Promised } from '../../sample/truth.ts'
import { groupsUpTo, seriesUpTo, type Course, type Measured } from './measured.ts'

/** `from` and `to` are the first place of a run and the one in which it could be told. */
export type Finding = {
  readonly way: 'up' | 'down'
  readonly model: string
  readonly run?: { readonly from: number; readonly to: number }
}

const finding = (isUp: boolean, model: string): Finding => ({ way: isUp ? 'up' : 'down', model })

/** The verdict of variation: a signal that speaks of the last period. */
export const byChart = (series: Series): Finding | undefined => {
  const chart = controlChartOf(series)
  const { signal } = variationOf(series, chart)
  if (signal === null || signal.side === null) return undefined
  const { side, rule, from, found } = signal
  return { ...finding(side === 'above', `${chart.model}: ${rule}`), run: { from, to: found } }
}

export const byTrend = (series: Series): Finding | undefined => {
  const { trend } = analysisOf(series)
  return trend.kind === 'found' && trend.direction !== 'none'
    ? finding(trend.direction === 'up', trend.decidedBy)
    : undefined
}

/** The level of the comparisons, and of a funnel the outer one of its limits. */
export const comparisonLevel = 0.99

/** The last period beside all that came before it. */
export const byPeriods = (series: Series): Finding | undefined => {
  const last = series.points.length - 1
  const effect = effectOf({ ...series, direction: 'higher' }, last, { level: comparisonLevel })
  if (effect.kind === 'withheld') return undefined
  const model = `before and after, ${effect.by}`
  return effect.verdict === 'improved' || effect.verdict === 'worse'
    ? finding(effect.verdict === 'improved', model)
    : undefined
}

type Part = { readonly unit: string; readonly part: number; readonly whole: number }

const numberIn = (result: Result | undefined, measure: string): number => {
  const value = result?.measures[measure]
  return typeof value === 'number' ? value : 0
}

const sumOf = (results: readonly Result[], measure: string): number =>
  results.reduce((sum, result) => sum + numberIn(result, measure), 0)

/** Groups beside each other, over all periods so far. */
export const byUnits = (
  measured: Measured,
  { construct, measure, rest = '' }: Promised,
  last: Result['period'],
  unit: string,
): Finding | undefined => {
  const units = [...groupsUpTo(measured, construct, last)].flatMap(([name, results]): readonly Part[] => {
    const [part, others] = [sumOf(results, measure), sumOf(results, rest)]
    return part + others === 0 ? [] : [{ unit: name, part, whole: part + others }]
  })
  const funnel = units.length < 2 ? undefined : funnelOf(units, { of: 'share' })
  const place = funnel?.kind === 'found' ? funnel.units.find((one) => one.unit === unit)?.place : undefined
  return place === 'above outer' || place === 'below outer' ? finding(place === 'above outer', 'funnel') : undefined
}

/** Parts and wholes of groups or strata, over some periods of the total. */
const partsOf = (
  measured: Measured,
  { construct, groups, strata = [] }: Promised,
  results: readonly Result[],
): readonly Part[] => {
  if (groups === undefined)
    return strata.map(([part, whole]) => ({ unit: part, part: sumOf(results, part), whole: sumOf(results, whole) }))
  const ends = new Set(results.map(({ period }) => period.end))
  const last = results.at(-1)?.period ?? { start: '', end: '' }
  return [...groupsUpTo(measured, construct, last)].map(([unit, own]) => {
    const then = own.filter(({ period }) => ends.has(period.end))
    return { unit, part: sumOf(then, groups[0]), whole: sumOf(then, groups[1]) }
  })
}

const together = (parts: readonly Part[]) => ({
  part: parts.reduce((sum, each) => sum + each.part, 0),
  whole: parts.reduce((sum, each) => sum + each.whole, 0),
})

/** A share changed, and more of it by what it is made of than by what goes on in any of it. */
export const byMix = (measured: Measured, promise: Promised, { points }: Course, at: number): Finding | undefined => {
  const results = points.map(({ result }) => result)
  const earlier = promise.against === 'previous' ? results.slice(at - 1, at) : results.slice(0, at)
  const [before, after] = [earlier, results.slice(at, at + 1)].map((some) => partsOf(measured, promise, some))
  if (before === undefined || after === undefined) return undefined
  const [change, difference] = [
    ratioChange(before, after),
    shareDifference(together(after), together(before), comparisonLevel),
  ]
  if (change.kind === 'withheld' || difference.kind === 'withheld') return undefined
  const isSure = difference.lower > 0 || difference.upper < 0
  return isSure && Math.abs(change.mix) > Math.abs(change.rate) ? finding(change.change > 0, 'mix and rate') : undefined
}

/** What should be there is not. */
export const byAbsence = ({ points }: Course, at: number): Finding | undefined => {
  const result = points[at]?.result
  if (result === undefined || result.indicator.value !== null) return undefined
  return finding(false, `coverage: ${result.reasons[result.indicator.measure] ?? 'unknown'}`)
}

/** A closed period that says so much more or less than when it closed: smaller sums are often late. */
export const byRestatement = (
  { knownThen }: Measured,
  { least = 0 }: Promised,
  last: Result['period'],
): Finding | undefined => {
  const [closed] = knownThen
  const now = knownThen.findLast(({ period }) => period.end <= last.end)
  if (closed === undefined || now === undefined || Math.abs(now.value - closed.value) < least) return undefined
  return finding(now.value > closed.value, 'restatement')
}

/** The finder that a promise names, at one period of its course. */
export const findingBy = (
  measured: Measured,
  promise: Promised,
  course: Course,
  at: number,
  unit: string,
): Finding | undefined => {
  const period = course.points[at]?.result.period ?? { start: '', end: '' }
  switch (promise.by) {
    case 'chart':
      return byChart(seriesUpTo(course, promise.measure, at))
    case 'trend':
      return byTrend(seriesUpTo(course, promise.measure, at))
    case 'periods':
      return byPeriods(seriesUpTo(course, promise.measure, at))
    case 'units':
      return byUnits(measured, promise, period, unit)
    case 'mix':
      return byMix(measured, promise, course, at)
    case 'absence':
      return byAbsence(course, at)
    case 'restatement':
      return byRestatement(measured, promise, period)
  }
}
