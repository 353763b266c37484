/** B.8: what the incidents detected in the period cost, as far as it is known today. */
import { costOn, type Incident } from '../incidents.ts'
import { type Expect, grouped, lastDayKnown, mean, median, sum, within } from './expected.ts'

const euro = (cents: number | null): number | null => (cents === null ? null : cents / 100)

export const incidentCost: Expect = ({ incidents, truth, calendar }, { from, to }) => {
  const linesOf = (incident: Incident) => incident.costs.flatMap((cost) => costOn(cost, lastDayKnown(calendar)) ?? [])
  const measure = (found: readonly Incident[]) => {
    const costed = found.map(linesOf).filter((lines) => lines.length > 0)
    const lines = costed.flat()
    const each = costed.map((one) => sum(one.map(({ cents }) => cents)) ?? 0)
    return {
      'incidents found': found.length,
      'costed incidents': costed.length,
      'total cost': euro(sum(lines.map(({ cents }) => cents))),
      'low total': euro(sum(lines.map(({ cents, estimate }) => estimate?.low ?? cents))),
      'high total': euro(sum(lines.map(({ cents, estimate }) => estimate?.high ?? cents))),
      'mean cost': euro(mean(each)),
      'median cost': euro(median(each)),
      'largest cost': each.length === 0 ? null : Math.max(...each) / 100,
      'uncosted incidents': found.length - costed.length,
      'cost per incident': euro(mean(each)),
    }
  }
  return grouped(
    incidents.filter(({ detected }) => within(detected, from, to)),
    truth.incidents.categories.map(({ name }) => name),
    ({ category }) => category,
    measure,
  )
}
