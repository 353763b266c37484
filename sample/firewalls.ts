/**
 * Rules are written, lose their traffic, and are cleaned up – on one firewall no longer
 * (`effects.idleRules`).
 */
import { addMonths, type Calendar, type Day, type Instant, type Month, moment } from './calendar.ts'
import type { Random } from './random.ts'
import { type Reading, readingsOf, type Traffic } from './rule-hits.ts'
import type { Firewall, Truth } from './truth.ts'

export type Exception = { readonly granted: Day; /** The last day it holds. */ readonly until: Day }
export type Rule = {
  readonly firewall: string
  readonly id: string
  readonly name: string
  readonly action: 'allow' | 'deny'
  readonly border: boolean
  readonly owner: string
  readonly created: Instant
  /** Rules taken over from an older device do not say when they were written. */
  readonly ageKnown: boolean
  readonly expires?: Day
  /** Switched off from this day on, and gone from the rule base from that one on. */
  readonly disabled?: Day
  readonly removed?: Day
  readonly exceptions: readonly Exception[]
  readonly readings: readonly Reading[]
}

type Draft = { readonly rule: Omit<Rule, 'readings'>; readonly traffic: Traffic }

const subjects = [
  'web',
  'partner file transfer',
  'mail relay',
  'remote access',
  'name service',
  'time service',
  'monitoring',
  'backup',
  'telemetry',
  'video meetings',
  'supplier access',
  'printing',
  'software updates',
  'building control',
  'database replication',
  'directory',
]

const expects = (truth: Truth, firewall: Firewall, index: number): number => {
  const { idleRules } = truth.effects
  return firewall.name === idleRules.firewall && index >= idleRules.month ? idleRules.idle : truth.rules.idle
}

/** The month in which its traffic ends, drawn month by month, so that the hazard may change. */
const trafficEnd = (random: Random, calendar: Calendar, truth: Truth, firewall: Firewall, from: Day): Day => {
  const month = calendar.months.find(
    (one) => one.next > from + 40 && random.chance(expects(truth, firewall, one.index)),
  )
  return month === undefined ? Number.POSITIVE_INFINITY : random.whole(month.first, month.next - 1)
}

/** An exception is granted for a year and renewed in time, but for a few that are forgotten. */
const exceptionsFrom = (random: Random, calendar: Calendar, from: Day): readonly Exception[] => {
  const exceptions: Exception[] = []
  for (let day = from; day < calendar.end; day = addMonths(day, 12) - 10) {
    exceptions.push({ granted: day, until: addMonths(day, 12) })
    if (random.chance(0.12)) break
  }
  return exceptions
}

const write = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  firewall: Firewall,
  { number, day }: { readonly number: number; readonly day: Day },
): Draft => {
  const first = Math.max(day, calendar.historyStart)
  const final = number === 1
  const kind = final
    ? 'steady'
    : ((['none', 'rare', 'steady'] as const)[
        random.weighted([truth.rules.standby, truth.rules.rare, 1 - truth.rules.standby - truth.rules.rare])
      ] ?? 'steady')
  const ends = final ? Number.POSITIVE_INFINITY : trafficEnd(random, calendar, truth, firewall, first)
  const subject = random.pick(subjects)
  const expires = random.chance(0.12) ? addMonths(first, random.whole(9, 30)) : undefined
  const rule = {
    firewall: firewall.name,
    id: `r${String(number).padStart(3, '0')}`,
    name: final ? 'final deny' : kind === 'none' ? `recovery of ${subject}` : subject,
    action: final || random.chance(0.08) ? ('deny' as const) : ('allow' as const),
    border: random.chance(firewall.border),
    owner: random.pick(truth.units).name,
    created: moment(day, random.whole(8 * 60, 18 * 60)),
    ageKnown: day >= calendar.historyStart || !random.chance(0.02),
    exceptions: kind === 'none' ? exceptionsFrom(random, calendar, first + 5) : [],
    ...(expires === undefined ? {} : { expires }),
  }
  return { rule, traffic: { kind, level: random.lognormal(6000, 1.8), ends } }
}

const isNeglected = (truth: Truth, firewall: Firewall, month: Month): boolean =>
  firewall.name === truth.effects.idleRules.firewall && month.index >= truth.effects.idleRules.month

/** Once a rule has been idle for four months, the network team removes it sooner or later; some are switched off first. */
const cleanUp = (random: Random, calendar: Calendar, truth: Truth, firewall: Firewall, draft: Draft): Draft => {
  const idleFrom = draft.traffic.ends + 125
  const month = calendar.months.find(
    (one) => one.first > idleFrom && !isNeglected(truth, firewall, one) && random.chance(truth.rules.cleanUp),
  )
  if (month === undefined) return draft
  const day = random.whole(month.first, month.next - 1)
  const ended = random.chance(0.4) ? { disabled: day, removed: addMonths(day, 3) } : { removed: day }
  return { ...draft, rule: { ...draft.rule, ...ended } }
}

const rulesOfFirewall = (random: Random, calendar: Calendar, truth: Truth, firewall: Firewall): readonly Rule[] => {
  const early = Array.from({ length: firewall.rules }, () =>
    Math.floor(calendar.historyStart - 30 - random.exponential(800)),
  )
  const late = calendar.months.flatMap((month) =>
    Array.from({ length: random.poisson(truth.rules.arrive) }, () => random.whole(month.first, month.next - 1)),
  )
  return [...early, ...late]
    .toSorted((a, b) => a - b)
    .map((day, at) => write(random, calendar, truth, firewall, { number: at + 1, day }))
    .map((draft) => cleanUp(random, calendar, truth, firewall, draft))
    .map(({ rule, traffic }) => ({
      ...rule,
      readings: readingsOf(random, calendar, truth, { firewall, rule, traffic }),
    }))
}

/** Every rule that stood in a rule base at some time since the beginning of the history. */
export const rulesOf = (random: Random, calendar: Calendar, truth: Truth): readonly Rule[] =>
  truth.firewalls.flatMap((firewall) => rulesOfFirewall(random, calendar, truth, firewall))
