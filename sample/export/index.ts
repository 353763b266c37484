/**
 * In: the simulated organisation. Out: the files that its products would have exported, from one list of
 * tables. It must not know what is measured with them.
 */
import { type Day, isoDay } from '../calendar.ts'
import type { Organisation } from '../organisation.ts'
import { accounts, passwordChecks } from './accounts.ts'
import { actions } from './actions.ts'
import { auditEvents } from './audits.ts'
import { budgetLines, resourceUsage } from './budget.ts'
import { acknowledgements, knowledgeTestResults, securityEventReports, socialTestEvents } from './awareness.ts'
import { configResults } from './configurations.ts'
import { endpointProtection, malwareDetections } from './malware.ts'
import { logReviews, logSources } from './logs.ts'
import { maintenanceEvents } from './maintenance.ts'
import { accessReviews, assets, newDeployments } from './assets.ts'
import { badgeEvents, entryPoints } from './entries.ts'
import { firewallRuleHits, firewallRules } from './firewalls.ts'
import { incidentCosts, incidents } from './incidents.ts'
import { managementReviewMeetings, meetingAttendance } from './meetings.ts'
import { people, trainingAssignments, trainingProgress } from './people.ts'
import { documentReviews, policyDocuments } from './policies.ts'
import { risks, riskStatusUpdates } from './risks.ts'
import { availabilityIntervals, plannedWindows, services } from './services.ts'
import { agreementRequirements, supplierAgreements } from './suppliers.ts'
import { daysOf, type Row, type Table } from './table.ts'
import { bytesOf, textOf } from './text.ts'
import { assessments, assessmentScopes, vulnerabilityFindings } from './vulnerabilities.ts'

export type { Cell, Fields, Row, Table } from './table.ts'
export { bytesOf, textOf } from './text.ts'

/** One line each, in the order of the contracts' numbers. */
export const tables: readonly Table[] = [
  people,
  trainingAssignments,
  trainingProgress,
  acknowledgements,
  knowledgeTestResults,
  socialTestEvents,
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
  securityEventReports,
  actions,
  services,
  availabilityIntervals,
  plannedWindows,
  vulnerabilityFindings,
  assessments,
  assessmentScopes,
  maintenanceEvents,
  malwareDetections,
  endpointProtection,
  logSources,
  logReviews,
  configResults,
  accounts,
  passwordChecks,
  entryPoints,
  badgeEvents,
  supplierAgreements,
  agreementRequirements,
  managementReviewMeetings,
  meetingAttendance,
  auditEvents,
  budgetLines,
  resourceUsage,
]

/** The files of a table: the day each shows, and its rows as the contract has them. */
export type Export = { readonly path: string; readonly day: Day; readonly rows: readonly Row[] }

export const exportsOf = (organisation: Organisation, table: Table): readonly Export[] => {
  const last = table.silentAfter?.(organisation) ?? organisation.calendar.week
  const days = daysOf(organisation.calendar, table).filter((day) => day <= last)
  return days.map((day, at) => ({
    path: `exports/${table.folder}/${isoDay(day)}.${table.format}`,
    day,
    rows: table.rows(organisation, day, days[at - 1] ?? organisation.calendar.historyStart - 1),
  }))
}

/** What stands in the file: the rows themselves, or what the product makes of them. */
export const contentOf = (organisation: Organisation, table: Table, { rows, day }: Export): Buffer => {
  const { format, product } = table
  if (product === undefined) return bytesOf(textOf({ format, headers: table.columns, records: rows }))
  const { headers, layout, document } = product
  const text = textOf({
    format,
    headers,
    records: product.records(rows, organisation, day),
    ...(layout === undefined ? {} : { layout }),
    ...(document === undefined ? {} : { document: (records) => document(records, day) }),
  })
  return bytesOf(text, layout)
}
