/**
 * In: the simulated organisation. Out: the files that its products would have exported, one list of
 * tables for the contracts of the twelve constructs; headers are the columns of the contracts. It must
 * not know what is measured with them.
 */
import { type Day, isoDay } from '../calendar.ts'
import type { Organisation } from '../organisation.ts'
import { actions } from './actions.ts'
import { accessReviews, assets, newDeployments } from './assets.ts'
import { firewallRuleHits, firewallRules } from './firewalls.ts'
import { incidentCosts, incidents } from './incidents.ts'
import { people, trainingAssignments, trainingProgress } from './people.ts'
import { documentReviews, policyDocuments } from './policies.ts'
import { risks, riskStatusUpdates } from './risks.ts'
import { availabilityIntervals, plannedWindows, services } from './services.ts'
import { daysOf, type Row, type Table } from './table.ts'
import { assessments, assessmentScopes, vulnerabilityFindings } from './vulnerabilities.ts'

export type { Cell, Row, Table } from './table.ts'
export { textOf } from './text.ts'

export const tables: readonly Table[] = [
  people,
  trainingAssignments,
  trainingProgress,
  assets,
  newDeployments,
  accessReviews,
  firewallRules,
  firewallRuleHits,
  policyDocuments,
  documentReviews,
  risks,
  riskStatusUpdates,
  incidents,
  incidentCosts,
  actions,
  services,
  availabilityIntervals,
  plannedWindows,
  vulnerabilityFindings,
  assessments,
  assessmentScopes,
]

/** The files of a table: the day each shows, and its rows. */
export type Export = { readonly path: string; readonly day: Day; readonly rows: readonly Row[] }

export const exportsOf = (organisation: Organisation, table: Table): readonly Export[] => {
  const days = daysOf(organisation.calendar, table.rhythm)
  return days.map((day, at) => ({
    path: `exports/${table.folder}/${isoDay(day)}.${table.format}`,
    day,
    rows: table.rows(organisation, day, days[at - 1] ?? organisation.calendar.historyStart - 1),
  }))
}
