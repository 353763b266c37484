import type { Group, Result } from '../term/index.ts'
import { en } from './message/index.ts'

/** One period of one group: what is known of it now, and what was said before. */
export type Point = { readonly result: Result; readonly earlier: readonly Result[] }

const parts = (group: Group): readonly (readonly [string, string | null])[] =>
  Object.entries(group).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

/**
 * A group as one text for addresses; the total is the empty text, *unknown* a dimension without `=`.
 * @example groupKey({ firewall: 'fw 1' }) //=> 'firewall=fw%201'
 */
export const groupKey = (group: Group): string =>
  parts(group)
    .map(([name, value]) => encodeURIComponent(name) + (value === null ? '' : `=${encodeURIComponent(value)}`))
    .join('&')

/**
 * The levels of a group, in the order in which its construct names the dimensions.
 * @example groupName({ firewall: 'fw1', zone: null }, ['zone', 'firewall']) //=> 'unknown · fw1'
 */
export const groupName = (group: Group, by: readonly string[]): string =>
  parts(group)
    .toSorted(([a], [b]) => by.indexOf(a) - by.indexOf(b))
    .map(([, value]) => value ?? en.mark.unknownGroup)
    .join(' · ') || en.mark.total

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What came later counts: known later, and of two known at once the later version. */
const byKnown = (a: Result, b: Result): number => byText(a.knownAt, b.knownAt) || byText(a.version, b.version)

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> =>
  Map.groupBy(items, keyOf)

const pointOf = (results: readonly Result[]): readonly Point[] => {
  const known = results.toSorted(byKnown)
  const result = known.at(-1)
  return result === undefined ? [] : [{ result, earlier: known.slice(0, -1) }]
}

/** Results of one construct and group, with or without history, as a series in order of time. */
export const seriesOf = (results: readonly Result[]): readonly Point[] =>
  [...grouped(results, ({ period }) => `${period.start}/${period.end}`).values()]
    .flatMap(pointOf)
    .toSorted(
      (a, b) =>
        byText(a.result.period.end, b.result.period.end) || byText(a.result.period.start, b.result.period.start),
    )

/** The series of every group, the total first. */
export const seriesByGroup = (results: readonly Result[]): ReadonlyMap<string, readonly Point[]> =>
  new Map([...grouped(results, ({ group }) => groupKey(group))].map(([key, group]) => [key, seriesOf(group)]))

export const totalsOf = (results: readonly Result[]): readonly Result[] =>
  results.filter(({ group }) => Object.keys(group).length === 0)

/** What was said before under the same definition, and differs from what is said now. */
export const restatedFrom = ({ result, earlier }: Point): Result | undefined =>
  earlier.findLast(
    (before) =>
      before.version === result.version &&
      (before.indicator.value !== result.indicator.value || before.indicator.status !== result.indicator.status),
  )

/** The number of an indicator as stored, or null: a level, a truth value or an absence has no place on an axis. */
export const numberOf = ({ indicator }: Result): number | null =>
  typeof indicator.value === 'number' ? indicator.value : null

export const largestOf = (results: readonly Result[]): number =>
  Math.max(0, ...results.map((result) => Math.abs(numberOf(result) ?? 0)))
