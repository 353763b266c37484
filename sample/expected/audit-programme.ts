/** B.6: audits of the year's programme, as it stood when the year began, that were held by its end. */
import { type Audit, auditKinds, auditStatusOn, isEntered, plannedOn } from '../audits.ts'
import type { Calendar, Day } from '../calendar.ts'
import { type Expect, grouped, share, type Values } from './expected.ts'

/** The register is exported at the end of each quarter shown; what was planned before the first one nobody knows. */
export const isRecorded = (calendar: Calendar, start: Day): boolean => start > calendar.start

/** Planned for a span, and not cancelled, as it was known on a day. */
export const wasPlanned = (audit: Audit, known: Day, from: Day, next: Day): boolean => {
  const planned = isEntered(audit, known) ? plannedOn(audit, known) : undefined
  return planned !== undefined && planned >= from && planned < next && auditStatusOn(audit, known) !== 'cancelled'
}

const names = [
  'planned audits',
  'performed audits',
  'cancelled audits',
  'unreported audits',
  'unplanned audits',
  'performed share',
  'missing audits',
]
const unknown: Values = Object.fromEntries(names.map((name) => [name, null]))

export const auditProgramme: Expect = ({ audits, calendar }, { first, next, last }) => {
  if (!isRecorded(calendar, first)) return { total: unknown, groups: {} }
  const measure = (all: readonly Audit[]) => {
    const planned = all.filter((audit) => wasPlanned(audit, first - 1, first, next))
    const held = planned.filter(({ performed }) => performed !== undefined && performed < next)
    const others = all.filter(({ performed }) => performed !== undefined && performed >= first && performed < next)
    return {
      'planned audits': planned.length,
      'performed audits': held.length,
      'cancelled audits': planned.filter((audit) => auditStatusOn(audit, last) === 'cancelled').length,
      'unreported audits': held.filter(({ reported }) => reported === undefined).length,
      'unplanned audits': others.filter((audit) => !planned.includes(audit)).length,
      'performed share': share(held.length, planned.length),
      'missing audits': planned.length - held.length,
    }
  }
  return grouped(audits, auditKinds, ({ kind }) => kind, measure)
}
