/** B.35: what people reported and somebody looked at, one mass mail once, against the time everybody worked here. */
import type { Day } from '../calendar.ts'
import type { Person } from '../people.ts'
import type { Report } from '../reports.ts'
import { type Expect, median, share, within } from './expected.ts'

/** Both the first and the last day are worked. */
const daysIn = ({ start, end }: Person, first: Day, last: Day): number =>
  Math.max(0, Math.min(end ?? last, last) - Math.max(start, first) + 1)

const occurrences = (reports: readonly Report[]): number => new Set(reports.map(({ id, mail }) => mail ?? id)).size

/** The chance of at most so many where so many are usual (Poisson). */
const atMost = (count: number, usual: number): number => {
  let term = Math.exp(-usual)
  let sum = term
  for (let n = 1; n <= count; n++) sum += term *= usual / n
  return sum
}

const tail = 0.025

/** What is usual, where a condition on it holds up to there and not beyond. */
const furthest = (holds: (usual: number) => boolean): number => {
  let [low, high] = [0, 1000]
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}
const lowest = (count: number): number => (count === 0 ? 0 : furthest((usual) => 1 - atMost(count - 1, usual) < tail))
const highest = (count: number): number => furthest((usual) => atMost(count, usual) > tail)

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
      'lower per thousand': share(1000 * lowest(occurrences(treated)), years),
      'upper per thousand': share(1000 * highest(occurrences(treated)), years),
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
