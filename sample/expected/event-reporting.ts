/** B.35: what people reported and somebody looked at, one mass mail once, against the time everybody worked here. */
import type { Day } from '../calendar.ts'
import type { Person } from '../people.ts'
import type { Report } from '../reports.ts'
import { type Expect, median, share, within } from './expected.ts'

/** Both the first and the last day are worked. */
const daysIn = ({ start, end }: Person, first: Day, last: Day): number =>
  Math.max(0, Math.min(end ?? last, last) - Math.max(start, first) + 1)

const occurrences = (reports: readonly Report[]): number => new Set(reports.map(({ id, mail }) => mail ?? id)).size

export const eventReporting: Expect = ({ people, reports, truth }, { first, last, from, to }) => {
  const made = reports.filter(({ at }) => within(at, from, to))
  const measure = (mine: readonly Report[], staff: readonly Person[]) => {
    const treated = mine.filter(({ triaged }) => triaged !== undefined)
    const genuine = treated.filter(({ verdict }) => verdict !== 'false_positive')
    const years = staff.reduce((days, person) => days + daysIn(person, first, last), 0) / 365
    return {
      'reports received': mine.length,
      'reports treated': treated.length,
      'occurrences treated': occurrences(treated),
      'genuine occurrences': occurrences(genuine),
      'time to treat': median(treated.map(({ at, triaged }) => ((triaged ?? at) - at) / 1000)),
      'person years': years,
      'occurrences per thousand': share(1000 * occurrences(treated), years),
      'treated share': share(treated.length, mine.length),
      'genuine share': share(occurrences(genuine), occurrences(treated)),
      'reports per occurrence': share(treated.length, occurrences(treated)),
    }
  }
  const units = truth.units.map(
    ({ name }) =>
      [
        name,
        measure(
          made.filter(({ unit }) => unit === name),
          people.filter(({ unit }) => unit === name),
        ),
      ] as const,
  )
  const nameless = measure(
    made.filter(({ unit }) => unit === undefined),
    [],
  )
  return { total: measure(made, people), groups: { ...Object.fromEntries(units), null: nameless } }
}
