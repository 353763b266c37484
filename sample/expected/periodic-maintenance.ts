/** B.21: maintenance of the period, how late it came, and what is overdue. */
import { type Maintenance, maintainedTypes, maintenanceOn } from '../maintenance.ts'
import { type Expect, mean, type Period, share, type Values } from './expected.ts'

const inSeconds = (days: number | null): number | null => (days === null ? null : days * 86_400)
const allowance = 3

const lies = (day: number | undefined, { first, next }: Period): boolean =>
  day !== undefined && day >= first && day < next

const measure = (events: readonly Maintenance[], period: Period): Values => {
  const { last, next } = period
  const standing = events.filter((event) => maintenanceOn(event, last) !== 'cancelled')
  const planned = standing.filter(({ scheduled }) => lies(scheduled, period))
  const doneBy = planned.filter(({ performed }) => performed !== undefined && performed < next)
  const punctual = doneBy.filter(({ scheduled, performed }) => (performed ?? next) <= scheduled + allowance)
  const delays = events.flatMap(({ scheduled, performed }) =>
    performed !== undefined && lies(performed, period) ? [performed - scheduled] : [],
  )
  const lateness = delays.map((days) => Math.max(0, days))
  const waiting = standing.filter(({ scheduled, performed }) => scheduled < next && (performed ?? next) >= next)
  const overdue = waiting.map(({ scheduled }) => next - scheduled)
  return {
    'planned events': planned.length,
    'events done': doneBy.length,
    'events on schedule': punctual.length,
    'mean delay': inSeconds(mean(delays)),
    'mean lateness of work done': inSeconds(mean(lateness)),
    'overdue events': overdue.length,
    'mean lateness': inSeconds(mean([...lateness, ...overdue])),
    'done share': share(doneBy.length, planned.length),
    'punctual share': share(punctual.length, planned.length),
  }
}

export const periodicMaintenance: Expect = ({ maintenance, assets }, period) => {
  const typeOf = new Map(assets.map(({ id, type }) => [id, type]))
  const ofType = (type: string) => maintenance.filter(({ asset }) => typeOf.get(asset) === type)
  return {
    total: measure(maintenance, period),
    groups: Object.fromEntries(maintainedTypes.map((type) => [type, measure(ofType(type), period)])),
  }
}
