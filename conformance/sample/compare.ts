/**
 * Results beside expectations. In: the results of one construct, and what is expected in a period. Out: values that
 * differ, groups that only one side has, measures that only one side names, and how much was compared.
 */
import type { Result } from '@isometric/core/term'
import type { Expectation, Values } from '../../sample/expected/index.ts'

type Value = Result['measures'][string]

export type Comparison = {
  readonly values: number
  /** Values of groups of few persons, which are not shown. */
  readonly hidden: number
  readonly apart: readonly string[]
  /** Groups that were measured and are not expected; groups that were expected and not measured. */
  readonly strangers: readonly string[]
  readonly lost: readonly string[]
  /** Measures of which the simulator says nothing, or the product. */
  readonly unexpected: readonly string[]
}

const near = (a: Value, b: Value): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)) : a === b

const levelOf = ({ group }: Result): string | undefined => {
  const levels = Object.values(group).map((level) => level ?? 'null')
  return levels.length === 0 ? undefined : levels.join(' | ')
}

const expectedBy = (result: Result, expectation: Expectation): Values | undefined => {
  const level = levelOf(result)
  return level === undefined ? expectation.total : expectation.groups[level]
}

const isHidden = (result: Result, measure: string): boolean => result.reasons[measure] === 'suppressed'

/** A group that counted something; one of nothing need not be there. */
const counts = (values: Values): boolean => Object.values(values).some((value) => value !== null && value !== 0)

const place = (result: Result): string => `${result.period.start} ${levelOf(result) ?? 'in total'}`

const apartIn = (result: Result, values: Values): readonly string[] =>
  Object.entries(result.measures)
    .filter(([name, found]) => !isHidden(result, name) && !near(found, values[name] ?? null))
    .map(([name, found]) => `${place(result)} ${name}: ${String(found)}, expected ${String(values[name])}`)

const lostIn = (results: readonly Result[], expectationIn: (period: Result['period']) => Expectation) => {
  const periods = new Map(results.map(({ period }) => [period.start, period]))
  return [...periods.values()].flatMap((period) => {
    const seen = new Set(results.filter((one) => one.period.start === period.start).map(levelOf))
    const wanted = Object.entries(expectationIn(period).groups).filter(([, values]) => counts(values))
    return wanted.filter(([level]) => !seen.has(level)).map(([level]) => `${period.start} ${level}`)
  })
}

/** A measure may be in the total only: names are compared for both, over all periods. */
const unexpectedIn = (pairs: readonly { readonly result: Result; readonly values: Values }[]): readonly string[] => {
  const named = (isTotal: boolean): readonly string[] => {
    const own = pairs.filter(({ result }) => (levelOf(result) === undefined) === isTotal)
    const measured = new Set(own.flatMap(({ result }) => Object.keys(result.measures)))
    const expected = new Set(own.flatMap(({ values }) => Object.keys(values)))
    const apart = [...measured, ...expected].filter((name) => !measured.has(name) || !expected.has(name))
    return [...new Set(apart)].map((name) => `${isTotal ? 'total' : 'group'}: ${name}`)
  }
  return [...named(true), ...named(false)]
}

export const comparisonOf = (
  results: readonly Result[],
  expectationIn: (period: Result['period']) => Expectation,
): Comparison => {
  const all = results.map((result) => ({ result, values: expectedBy(result, expectationIn(result.period)) }))
  const pairs = all.flatMap(({ result, values }) => (values === undefined ? [] : [{ result, values }]))
  const names = results.flatMap((result) => Object.keys(result.measures).map((name) => isHidden(result, name)))
  return {
    values: names.filter((hidden) => !hidden).length,
    hidden: names.filter(Boolean).length,
    apart: pairs.flatMap(({ result, values }) => apartIn(result, values)),
    strangers: all.filter(({ values }) => values === undefined).map(({ result }) => place(result)),
    lost: lostIn(results, expectationIn),
    unexpected: unexpectedIn(pairs),
  }
}
