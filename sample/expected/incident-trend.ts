/** B.34: incidents by the time they were detected. */
import { type Expect, grouped, within } from './expected.ts'

export const incidentTrend: Expect = ({ incidents, truth }, { from, to }) =>
  grouped(
    incidents.filter(({ detected }) => within(detected, from, to)),
    truth.incidents.categories.map(({ name }) => name),
    ({ category }) => category,
    (found) => ({ 'incidents found': found.length }),
  )
