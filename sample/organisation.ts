/** The whole organisation, simulated: a pure function of seed, number of months, last day and truth. */
import { type Account, accountsOf } from './accounts.ts'
import { accessReviewsOf, type AccessReview } from './access-reviews.ts'
import { type Acknowledgement, acknowledgementsOf } from './acknowledgements.ts'
import { type Action, actionsOf, tokenActionsOf } from './actions.ts'
import { type Asset, assetsOf, type Deployment, deploymentsOf } from './assets.ts'
import { type Audit, auditsOf } from './audits.ts'
import { type BudgetLine, budgetOf, type Usage, usageOf } from './budget.ts'
import { type Attempt, attemptsOf } from './attempts.ts'
import { type Calendar, calendarOf, dayOf, type Month } from './calendar.ts'
import { type Sitting, sittingsOf } from './campaigns.ts'
import { type Configuration, configurationsOf } from './configurations.ts'
import { type Rule, rulesOf } from './firewalls.ts'
import { type Endpoint, endpointsOf } from './endpoints.ts'
import { type BadgeEvent, badgeEventsOf, entriesOf, type Entry, type Inspection, inspectionsOf } from './entries.ts'
import { type Incident, incidentsOf } from './incidents.ts'
import { type LogSource, logsOf } from './logs.ts'
import { type Maintenance, maintenanceOf } from './maintenance.ts'
import { type Detection, detectionsOf } from './malware.ts'
import { type Meeting, meetingsOf } from './meetings.ts'
import { peopleOf, type Person, worksOn } from './people.ts'
import { type Check, passwordChecksOf } from './password-checks.ts'
import { policiesOf, type Policy } from './policies.ts'
import { type Random, randomOf } from './random.ts'
import { type Report, reportsOf } from './reports.ts'
import { type Risk, risksOf } from './risks.ts'
import { type Service, servicesOf } from './services.ts'
import { type Agreement, agreementsOf } from './suppliers.ts'
import { type Assignment, assignmentsOf } from './training.ts'
import { truth as written, type Truth } from './truth.ts'
import { type Assessment, assessmentsOf, type Finding, findingsOf } from './vulnerabilities.ts'

export type Options = {
  readonly seed?: number
  readonly months?: number
  /** An ISO date; the last month shown is the one that ended before it. */
  readonly until: string
  readonly truth?: Truth
}

export type Organisation = {
  readonly truth: Truth
  readonly calendar: Calendar
  readonly people: readonly Person[]
  readonly assignments: readonly Assignment[]
  readonly assets: readonly Asset[]
  readonly deployments: readonly Deployment[]
  readonly accessReviews: readonly AccessReview[]
  readonly rules: readonly Rule[]
  readonly policies: readonly Policy[]
  readonly risks: readonly Risk[]
  readonly incidents: readonly Incident[]
  readonly actions: readonly Action[]
  readonly services: readonly Service[]
  readonly assessments: readonly Assessment[]
  readonly findings: readonly Finding[]
  readonly maintenance: readonly Maintenance[]
  readonly detections: readonly Detection[]
  readonly endpoints: readonly Endpoint[]
  readonly logs: readonly LogSource[]
  readonly configurations: readonly Configuration[]
  readonly acknowledgements: readonly Acknowledgement[]
  readonly sittings: readonly Sitting[]
  readonly attempts: readonly Attempt[]
  readonly reports: readonly Report[]
  readonly accounts: readonly Account[]
  readonly passwordChecks: readonly Check[]
  readonly entries: readonly Entry[]
  readonly inspections: readonly Inspection[]
  readonly badgeEvents: readonly BadgeEvent[]
  readonly agreements: readonly Agreement[]
  readonly audits: readonly Audit[]
  readonly meetings: readonly Meeting[]
  readonly budget: readonly BudgetLine[]
  readonly usage: readonly Usage[]
}

/** Head count in a month against that at the beginning. */
const sizeIn = (calendar: Calendar, people: readonly Person[]) => {
  const present = (day: number): number => people.filter((person) => worksOn(person, day)).length
  const first = present(calendar.historyStart)
  return (month: Month): number => present(month.first) / first
}

/** @example simulate({ until: '2026-07-01' }).calendar.months.length //=> 36 */
export const simulate = ({ seed, months, until, truth = written }: Options): Organisation => {
  const random = (noun: string): Random => randomOf(seed ?? truth.seed, noun)
  const calendar = calendarOf(dayOf(until), months ?? truth.months, truth.history)
  const people = peopleOf(random('people'), calendar, truth)
  const assets = assetsOf(random('assets'), calendar, truth)
  const incidents = incidentsOf(random('incidents'), calendar, truth, sizeIn(calendar, people))
  const risks = risksOf(random('risks'), calendar, truth, people)
  const assessments = assessmentsOf(random('assessments'), calendar, truth, assets)
  const accounts = accountsOf(random('accounts'), calendar, truth, people)
  const entries = entriesOf(random('entries'), calendar, truth)
  const budget = budgetOf(calendar, truth)
  return {
    truth,
    calendar,
    people,
    assets,
    incidents,
    risks,
    assessments,
    assignments: assignmentsOf(random('training'), calendar, truth, people),
    deployments: deploymentsOf(random('deployments'), calendar, truth, assets),
    accessReviews: accessReviewsOf(random('access reviews'), calendar, truth, people, assets),
    rules: rulesOf(random('firewalls'), calendar, truth),
    policies: policiesOf(random('policies'), calendar, truth, people),
    actions: actionsOf(random('actions'), calendar, truth, {
      incidents,
      risks,
      tokens: tokenActionsOf(random('token actions'), calendar, truth, incidents),
    }),
    services: servicesOf(random('services'), calendar, truth),
    findings: findingsOf(random('findings'), calendar, truth, { assets, assessments }),
    maintenance: maintenanceOf(random('maintenance'), calendar, truth, assets),
    detections: detectionsOf(random('malware'), calendar, truth, assets),
    endpoints: endpointsOf(random('endpoints'), calendar, truth, assets),
    logs: logsOf(random('logs'), calendar, truth, people, assets),
    configurations: configurationsOf(random('configurations'), calendar, truth, assets),
    acknowledgements: acknowledgementsOf(random('acknowledgements'), calendar, truth, people),
    sittings: sittingsOf(random('campaigns'), calendar, truth, people),
    attempts: attemptsOf(random('attempts'), calendar, truth, people),
    reports: reportsOf(random('reports'), calendar, truth, people, incidents),
    accounts,
    passwordChecks: passwordChecksOf(random('password checks'), calendar, truth, accounts),
    entries,
    inspections: inspectionsOf(random('inspections'), calendar, truth, entries),
    badgeEvents: badgeEventsOf(random('badges'), calendar, truth, entries, people),
    agreements: agreementsOf(random('agreements'), calendar, truth),
    audits: auditsOf(random('audits'), calendar, truth),
    meetings: meetingsOf(random('meetings'), calendar, truth, people),
    budget,
    usage: usageOf(random('usage'), calendar, truth, budget),
  }
}
