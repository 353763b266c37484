import { controlChartOf } from '../analyse/index.ts'
import { partOf, type Course } from './course.ts'
import { crossingsOf, type Crossing, type Way } from './crossing.ts'

/** An indicator was held to be not met from one crossing to the next. */
export type Breach = {
  /** The first period that was not met, the one that told it, and the one that told its end; null while it lasts. */
  readonly since: number
  readonly told: number
  readonly until: number | null
  readonly by: Crossing['by']
}

/** Whether a value lies beyond the limits that were drawn when it came, on the side asked for. */
const isBeyond =
  ({ series }: Course) =>
  (place: number, way: Way): boolean => {
    if (series === null) return false
    const chart = controlChartOf(partOf(series, 0, place + 1))
    return chart.signals.some(
      ({ rule, found, side }) =>
        rule === 'beyond limits' &&
        found === place &&
        (series.direction === null ||
          side === null ||
          ((side === 'above') === (series.direction === 'higher')) === (way === 'better')),
    )
  }

/** Every change of the status an indicator is held to. */
export const crossingsIn = (course: Course): readonly Crossing[] =>
  crossingsOf(
    course.periods.map(({ status }) => status),
    isBeyond(course),
  )

/** The stretches in which an indicator was held to be not met, in order. */
export const breachesOf = (crossings: readonly Crossing[]): readonly Breach[] =>
  crossings.flatMap(({ to, since, place, by }, i) =>
    to === 'not met' ? [{ since, told: place, until: crossings[i + 1]?.place ?? null, by }] : [],
  )
