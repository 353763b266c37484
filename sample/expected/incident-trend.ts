/** B.34: incidents by the time they were detected, the last two months against the last six and against the four before. */
import type { Incident } from '../incidents.ts'
import { type Expect, grouped, mean, monthsBefore, type Period, share, within } from './expected.ts'

const inMonth = (incidents: readonly Incident[], { from, to }: Period): number =>
  incidents.filter(({ detected }) => within(detected, from, to)).length

const ratio = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : share(a, b))

export const incidentTrend: Expect = ({ incidents, truth }, period) => {
  const months = [0, 1, 2, 3, 4, 5].map((back) => monthsBefore(period, back))
  return grouped(
    incidents,
    truth.incidents.categories.map(({ name }) => name),
    ({ category }) => category,
    (all) => {
      const counts = months.map((month) => inMonth(all, month))
      const late = mean(counts.slice(0, 2))
      return {
        'incidents found': counts[0] ?? 0,
        pace: ratio(late, mean(counts)),
        'pace against before': ratio(late, mean(counts.slice(2))),
      }
    },
  )
}
