/** B.33: incidents that took, or are taking, longer than the target of their category. */
import type { Incident } from '../incidents.ts'
import { type Expect, grouped, type Period, share, type Values } from './expected.ts'

const hour = 3_600_000

const measure = (
  incidents: readonly Incident[],
  { from, to }: Period,
  hoursOf: (category: string) => number,
): Values => {
  const begun = incidents.filter(({ detected }) => detected < to)
  const targetOf = ({ detected, category }: Incident): number => detected + hoursOf(category) * hour
  const endOf = ({ resolved, closed }: Incident): number => resolved ?? closed ?? Number.POSITIVE_INFINITY
  const working = begun.filter((incident) => endOf(incident) >= from)
  const late = working.filter((incident) => Math.min(endOf(incident), to) > targetOf(incident))
  const due = begun.filter((incident) => targetOf(incident) >= from && targetOf(incident) < to)
  const missed = due.filter((incident) => endOf(incident) > targetOf(incident)).length
  return {
    'incidents worked on': working.length,
    'late incidents': late.length,
    'unresolved late incidents': late.filter((incident) => endOf(incident) >= to).length,
    'targets due': due.length,
    'targets missed': missed,
    'incidents without target': 0,
    'late share': share(late.length, working.length),
    'missed share': share(missed, due.length),
  }
}

export const incidentResolution: Expect = ({ incidents, truth }, period) => {
  const { categories } = truth.incidents
  const hours = new Map(categories.map(({ name, hours: target }) => [name, target]))
  const hoursOf = (category: string): number => hours.get(category) ?? Number.NaN
  return grouped(
    incidents,
    categories.map(({ name }) => name),
    ({ category }) => category,
    (some) => measure(some, period, hoursOf),
  )
}
