import type { PointRange, Series } from '../analyse/index.ts'
import type { Baseline } from '../term/index.ts'
import type { Course } from './course.ts'
import { isAbout, type Ledger } from './ledger.ts'

/** A baseline that holds in a course, by places. */
export type PlacedBaseline = { readonly decision: Baseline; readonly range: PointRange; readonly begins: number | null }

type Where = Pick<Course, 'construct' | 'group'> & {
  readonly periods: readonly { readonly start: string; readonly end: string }[]
}

const placedIn = (decision: Baseline, { periods }: Where): readonly PlacedBaseline[] => {
  const { from, to, since } = decision
  const isIn = ({ start, end }: Where['periods'][number]): boolean => start >= from && (to === null || end <= to)
  const range = { from: periods.findIndex(isIn), to: periods.findLastIndex(isIn) }
  const begins = since === null ? null : periods.findIndex(({ start }) => start >= since)
  return range.from < 0 || begins === -1 ? [] : [{ decision, range, begins }]
}

/**
 * The baselines that people have set for a course, in the order in which they were decided. A baseline stays as it is
 * until somebody decides otherwise: values that come later do not move it, and each holds in the stretch it lies in.
 */
export const baselinesIn = (course: Where, ledger: Ledger): readonly PlacedBaseline[] =>
  ledger
    .of('baseline')
    .filter((decision) => isAbout(decision, course))
    .flatMap((decision) => placedIn(decision, course))

/** The series with its limits where people froze them, and beginning anew where they said so. */
export const withBaselines = (series: Series, placed: readonly PlacedBaseline[]): Series =>
  placed.length === 0
    ? series
    : {
        ...series,
        breaks: [...new Set([...series.breaks, ...placed.flatMap(({ begins }) => begins ?? [])])].toSorted(
          (a, b) => a - b,
        ),
        // Without an end it is no frozen range: all points of the stretch count.
        baselines: placed.flatMap(({ decision, range }) => (decision.to === null ? [] : [range])),
      }
