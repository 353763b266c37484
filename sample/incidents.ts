/**
 * Incidents come by a Poisson process whose rate follows the season, the category and the head count,
 * and steps up once (`effects.incidentStep`). What each of them costs is heavy-tailed, and some of it
 * is known late.
 */
import {
  type Calendar,
  dayAt,
  type Day,
  type Instant,
  knownInstant,
  minutesLater,
  type Month,
  moment,
  monthOfYear,
  weekday,
} from './calendar.ts'
import type { Random } from './random.ts'
import type { CostKind, IncidentCategory, Truth } from './truth.ts'

export const severities = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** A line of cost as it was known from a day on; the last version is the final one. Amounts are cents. */
export type CostVersion = {
  readonly on: Day
  readonly cents: number
  readonly estimate?: { readonly low: number; readonly high: number }
}
export type Cost = { readonly kind: CostKind; readonly versions: readonly CostVersion[] }
export type Incident = {
  readonly id: string
  readonly category: string
  /** Where it happened; the register does not say. */
  readonly unit: string
  readonly severity: Severity
  readonly occurred?: Instant
  readonly detected: Instant
  readonly reported: Instant
  readonly resolved?: Instant
  readonly closed?: Instant
  readonly cause?: string
  readonly costs: readonly Cost[]
}

const causes: Readonly<Record<string, readonly string[]>> = {
  phishing: ['convincing message', 'hurry', 'reused password'],
  malware: ['missing update', 'private download', 'attachment'],
  'lost device': ['theft', 'left behind'],
  'misdirected message': ['automatic completion', 'wrong distribution list'],
  'unauthorised access': ['rights not withdrawn', 'shared account', 'misconfiguration'],
  'service disruption': ['change', 'failed disk', 'supplier'],
  physical: ['door left open', 'visitor unaccompanied'],
}

/** People present in a month against the first month of the history. */
type Size = (month: Month) => number

export const rateIn = (truth: Truth, category: IncidentCategory, month: Month): number => {
  const { incidentStep: step } = truth.effects
  const wave = 1 + category.season * Math.cos((2 * Math.PI * (monthOfYear(month.first) - 12)) / 12)
  const factor = category.name === step.category && month.index >= step.month ? step.factor : 1
  return category.rate * wave * factor
}

/** Most are noticed in working hours; some at any time. */
const detectedIn = (random: Random, month: Month): Instant => {
  const day = random.whole(month.first, month.next - 1)
  const quiet = weekday(day) % 6 === 0
  return moment(day, quiet || random.chance(0.25) ? random.whole(0, 1439) : random.whole(7 * 60, 18 * 60))
}

const hours = (random: Random, median: number, spread: number): number => random.lognormal(median * 60, spread)

type Times = Pick<Incident, 'occurred' | 'detected' | 'reported' | 'resolved' | 'closed'>

const timesOf = (random: Random, calendar: Calendar, detected: Instant, rank: number): Times => {
  const occurred = random.chance(0.9) ? minutesLater(detected, -hours(random, 5, 1.4)) : undefined
  const reported = minutesLater(detected, hours(random, 0.6, 1))
  const resolved = minutesLater(reported, hours(random, 9 * (1 + rank), 1.1))
  const closed = minutesLater(resolved, hours(random, 70, 0.8))
  const seen = {
    occurred,
    reported: knownInstant(calendar, reported) ?? detected,
    resolved: knownInstant(calendar, resolved),
    closed: knownInstant(calendar, closed),
  }
  return {
    detected,
    reported: seen.reported,
    ...(seen.occurred === undefined ? {} : { occurred: seen.occurred }),
    ...(seen.resolved === undefined ? {} : { resolved: seen.resolved }),
    ...(seen.closed === undefined ? {} : { closed: seen.closed }),
  }
}

/** How often each kind of cost arises, and how dear it is against the median of the severity. */
const kinds: readonly { readonly kind: CostKind; readonly share: number; readonly weight: number }[] = [
  { kind: 'response', share: 0.75, weight: 1 },
  { kind: 'recovery', share: 0.34, weight: 1.4 },
  { kind: 'lost_business', share: 0.1, weight: 3 },
  { kind: 'legal', share: 0.04, weight: 2 },
  { kind: 'notification', share: 0.05, weight: 0.5 },
  { kind: 'other', share: 0.08, weight: 0.6 },
]

const versionsOf = (random: Random, truth: Truth, day: Day, cents: number): readonly CostVersion[] => {
  const late = random.chance(truth.costs.late)
  const on = day + (late ? random.whole(60, 150) : random.whole(3, 25))
  const final = { on, cents }
  const estimate = Math.round(random.lognormal(cents, 0.25))
  const range = { low: Math.round(estimate * 0.7), high: Math.round(estimate * 1.5) }
  return !late && random.chance(truth.costs.estimated)
    ? [
        { on, cents: estimate, estimate: range },
        { on: on + random.whole(30, 90), cents },
      ]
    : [final]
}

const costsOf = (random: Random, calendar: Calendar, truth: Truth, day: Day, rank: number): readonly Cost[] =>
  kinds.flatMap(({ kind, share, weight }) => {
    const arises = random.chance(share)
    const cents = Math.round(random.lognormal((truth.costs.medians[rank] ?? 0) * weight * 100, truth.costs.spread))
    const versions = versionsOf(random, truth, day, cents).filter(({ on }) => on < calendar.end)
    return arises && versions.length > 0 ? [{ kind, versions }] : []
  })

type Draft = Omit<Incident, 'id'>

const happen = (random: Random, calendar: Calendar, truth: Truth, category: IncidentCategory, month: Month): Draft => {
  const rank = random.weighted(category.severity)
  const times = timesOf(random, calendar, detectedIn(random, month), rank)
  const unit = truth.units[random.weighted(truth.units.map((one) => one.incidents * one.people))]
  const cause = times.resolved === undefined ? undefined : random.pick(causes[category.name] ?? ['unknown'])
  return {
    category: category.name,
    unit: unit?.name ?? '',
    severity: severities[rank] ?? 'low',
    ...times,
    costs: costsOf(random, calendar, truth, dayAt(times.detected), rank),
    ...(cause === undefined || random.chance(0.1) ? {} : { cause }),
  }
}

/** The planted invoice goes to the worst incident of its month. */
const withLateCost = (calendar: Calendar, truth: Truth, incidents: readonly Incident[]): readonly Incident[] => {
  const { month: index, kind, amount, days } = truth.effects.lateCost
  const month = calendar.months.find((one) => one.index === index)
  const inMonth = incidents.filter(
    ({ detected }) => month !== undefined && detected >= moment(month.first) && detected < moment(month.next),
  )
  const worst = inMonth.toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))[0]
  if (worst === undefined) return incidents
  const version = { on: dayAt(worst.detected) + days, cents: amount * 100 }
  if (version.on >= calendar.end) return incidents
  const others = worst.costs.filter((cost) => cost.kind !== kind)
  const changed = { ...worst, costs: [...others, { kind, versions: [version] }] }
  return incidents.map((incident) => (incident === worst ? changed : incident))
}

/** Every incident on record, in order of detection. */
export const incidentsOf = (random: Random, calendar: Calendar, truth: Truth, size: Size): readonly Incident[] => {
  const drafts = calendar.months
    .filter((month) => month.index > -truth.incidents.history)
    .flatMap((month) =>
      truth.incidents.categories.flatMap((category) =>
        Array.from({ length: random.poisson(rateIn(truth, category, month) * size(month)) }, () =>
          happen(random, calendar, truth, category, month),
        ),
      ),
    )
  const incidents = drafts
    .toSorted((a, b) => a.detected - b.detected)
    .map((incident, at) => ({ id: `inc-${String(at + 1).padStart(4, '0')}`, ...incident }))
  return withLateCost(calendar, truth, incidents)
}

/** A line of cost as it was known at the end of a day. */
export const costOn = (cost: Cost, day: Day): CostVersion | undefined =>
  cost.versions.findLast((version) => version.on <= day)

/** Somebody came in who should not have; a door that was left open lets nobody in by itself. */
export const isIntrusion = ({ category, cause }: Incident): boolean =>
  category === 'physical' && cause !== 'door left open'
