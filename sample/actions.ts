/**
 * Actions follow incidents, audits, reviews and risks; they take their time, less of it in later months
 * (`effects.actionsSpeedUp`). Some are there to be counted only (`effects.tokenActions`).
 */
import {
  along,
  type Calendar,
  type Day,
  dayAt,
  firstOf,
  known,
  type Month,
  monthAt,
  progress,
  workday,
} from './calendar.ts'
import type { Incident } from './incidents.ts'
import type { Random } from './random.ts'
import type { Risk } from './risks.ts'
import type { Truth } from './truth.ts'

export type ActionKind = 'improvement' | 'corrective' | 'risk_treatment'
export type Origin = 'incident' | 'audit' | 'review' | 'measurement' | 'risk' | 'other'
export type Action = {
  readonly id: string
  readonly kind: ActionKind
  readonly origin: Origin
  readonly originRecord?: string
  readonly criticality: 'low' | 'medium' | 'high'
  readonly planned: Day
  /** The day first agreed, and the one promised later, if it was moved. */
  readonly due: Day
  readonly moved?: { readonly on: Day; readonly to: Day }
  readonly begun: Day
  /** Waits for something outside; otherwise it is in progress once begun. */
  readonly standby: boolean
  readonly done?: Day
  readonly cancelled?: Day
  /** Cents. */
  readonly plannedCost?: number
  readonly actualCost?: number
  readonly qualityMet?: boolean
  readonly reason?: { readonly text: string; readonly given: Day; readonly accepted?: boolean; readonly judged: Day }
}
export type ActionState = 'open' | 'standby' | 'in_progress' | 'done' | 'cancelled'

type Cause = { readonly kind: ActionKind; readonly origin: Origin; readonly record?: string; readonly on: Day }

const reasons = [
  'supplier late',
  'no budget this year',
  'waits for a release',
  'people needed elsewhere',
  'scope grew',
  'depends on another action',
]

const fromIncidents = (random: Random, incidents: readonly Incident[]): readonly Cause[] =>
  incidents.flatMap((incident): readonly Cause[] => {
    const follows = random.chance({ low: 0.03, medium: 0.12, high: 0.6, critical: 0.95 }[incident.severity])
    const on = dayAt(incident.resolved ?? incident.reported) + random.whole(1, 12)
    return follows ? [{ kind: 'corrective', origin: 'incident', record: incident.id, on }] : []
  })

const fromRisks = (random: Random, truth: Truth, risks: readonly Risk[], month: Month): readonly Cause[] => {
  const open = risks.filter((risk) => risk.opened < month.first && (risk.closed ?? month.next) >= month.next)
  return Array.from({ length: open.length === 0 ? 0 : random.poisson(truth.actions.treatment) }, () => ({
    kind: 'risk_treatment',
    origin: 'risk',
    record: random.pick(open).id,
    on: random.whole(month.first, month.next - 1),
  }))
}

const others = (random: Random, truth: Truth, month: Month): readonly Cause[] =>
  (['corrective', 'improvement'] as const).flatMap((kind) =>
    Array.from({ length: random.poisson(truth.actions[kind]) }, (): Cause => ({
      kind,
      origin: random.pick(['audit', 'audit', 'review', 'measurement', 'other']),
      on: random.whole(month.first, month.next - 1),
    })),
  )

const reasonOf = (random: Random, truth: Truth, due: Day): Action['reason'] => {
  const given = due + random.whole(1, 20)
  const judged = given + random.whole(2, 15)
  const reason = { text: random.pick(reasons), given, judged }
  return random.chance(0.9) ? { ...reason, accepted: random.chance(truth.actions.accepted) } : reason
}

/** How an action ends: cancelled, done on some day, or not yet. */
const ending = (random: Random, calendar: Calendar, truth: Truth, planned: Day, due: Day) => {
  const share = progress(calendar, monthAt(calendar, planned).index)
  const pace = random.lognormal(along(truth.effects.actionsSpeedUp, share), 0.45)
  const cancelled = random.chance(truth.actions.cancelled) ? planned + random.whole(20, 90) : undefined
  const done = cancelled === undefined ? workday(planned + 2 + Math.round((due - planned) * pace)) : undefined
  return { cancelled: known(calendar, cancelled), done: known(calendar, done) }
}

type Draft = Omit<Action, 'id'>

const actionFrom = (random: Random, calendar: Calendar, truth: Truth, cause: Cause): Draft => {
  const planned = workday(cause.on)
  const due = workday(planned + random.pick([28, 42, 60, 90, 120]))
  const { cancelled, done } = ending(random, calendar, truth, planned, due)
  const overdue = done === undefined ? due < calendar.end : done > due
  const plannedCost = random.chance(0.6) ? Math.round(random.lognormal(1800, 0.9)) * 100 : undefined
  const actualCost = Math.round((plannedCost ?? 0) * random.lognormal(1.08, 0.25))
  const qualityMet = random.chance(0.9)
  const reason = overdue && cancelled === undefined && random.chance(truth.actions.reasoned)
  const why = reasonOf(random, truth, due)
  const isMoved = random.chance(truth.actions.moved) && overdue
  const moved = { on: due - random.whole(0, 6), to: due + random.whole(14, 90) }
  return {
    kind: cause.kind,
    origin: cause.origin,
    criticality: random.pick(['low', 'medium', 'medium', 'high']),
    planned,
    due,
    begun: planned + random.whole(3, 25),
    standby: random.chance(0.08),
    ...(cause.record === undefined ? {} : { originRecord: cause.record }),
    ...(plannedCost === undefined ? {} : { plannedCost }),
    ...(done === undefined ? {} : { done, qualityMet, ...(plannedCost === undefined ? {} : { actualCost }) }),
    ...(cancelled === undefined ? {} : { cancelled }),
    ...(isMoved ? { moved } : {}),
    ...(reason && why !== undefined ? { reason: why } : {}),
  }
}

/** Answers to incidents that are done on the day they are planned. */
export const tokenActionsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  incidents: readonly Incident[],
): readonly Draft[] => {
  const { category, month, share } = truth.effects.tokenActions
  const from = firstOf(calendar, month) ?? Infinity
  return incidents
    .filter((incident) => incident.category === category && dayAt(incident.detected) >= from && random.chance(share))
    .map(({ id, resolved, reported }) => {
      const planned = workday(dayAt(resolved ?? reported))
      return {
        kind: 'improvement',
        origin: 'incident',
        originRecord: id,
        criticality: 'low',
        planned,
        due: planned,
        begun: planned,
        standby: false,
        done: planned,
        qualityMet: true,
      }
    })
}

/** Every action planned since the beginning of the history, in order of planning. */
export const actionsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  {
    incidents,
    risks,
    tokens,
  }: { readonly incidents: readonly Incident[]; readonly risks: readonly Risk[]; readonly tokens: readonly Draft[] },
): readonly Action[] =>
  [
    ...[
      ...fromIncidents(random, incidents),
      ...calendar.months.flatMap((month) => [
        ...fromRisks(random, truth, risks, month),
        ...others(random, truth, month),
      ]),
    ].map((cause) => actionFrom(random, calendar, truth, cause)),
    ...tokens,
  ]
    .filter((action) => action.planned < calendar.end)
    .toSorted((a, b) => a.planned - b.planned)
    .map((action, at) => ({ id: `act-${String(at + 1).padStart(4, '0')}`, ...action }))

/** As the tracker shows it at the end of a day. */
export const stateOn = (action: Action, day: Day): ActionState =>
  action.cancelled !== undefined && action.cancelled <= day
    ? 'cancelled'
    : action.done !== undefined && action.done <= day
      ? 'done'
      : action.begun > day
        ? 'open'
        : action.standby
          ? 'standby'
          : 'in_progress'
