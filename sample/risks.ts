/**
 * Risks are opened, looked at in each quarter, treated or accepted for a time, and closed. An
 * acceptance that lapses unnoticed makes its risk unaccepted again.
 */
import {
  addMonths,
  type Calendar,
  type Day,
  firstOfMonth,
  type Instant,
  known,
  moment,
  monthOfYear,
  workday,
} from './calendar.ts'
import { colleague, type Person } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type Level = 'low' | 'medium' | 'high' | 'critical'
/** `score` is likelihood times impact, 1 to 25, of which only the order is used. */
export type Update = { readonly at: Instant; readonly author: string; readonly score: number }
/** Both days count. */
export type Acceptance = { readonly from: Day; readonly until: Day }
export type Risk = {
  readonly id: string
  readonly title: string
  readonly owner: string
  readonly opened: Day
  readonly closed?: Day
  readonly firstScore: number
  readonly updates: readonly Update[]
  readonly acceptances: readonly Acceptance[]
}

export const levelOf = (score: number): Level =>
  score >= 16 ? 'critical' : score >= 10 ? 'high' : score >= 5 ? 'medium' : 'low'

/** What the register says at a moment. */
export const scoreAt = (risk: Risk, at: Instant): number =>
  risk.updates.findLast((update) => update.at < at)?.score ?? risk.firstScore

const threats = [
  'Theft',
  'Loss',
  'Disclosure',
  'Corruption',
  'Failure',
  'Misuse',
  'Blackmail',
  'Interception',
  'Forgery',
]
const targets = [
  'client drawings',
  'site tablets',
  'payroll',
  'the project store',
  'remote maintenance links',
  'the client portal',
  'bid documents',
  'measuring equipment',
  'the directory service',
  'the backup',
  'prototype designs',
  'supplier access',
  'the telephone system',
  'source code',
  'personnel files',
]

const quartersFrom = (calendar: Calendar, from: Day): readonly Day[] => {
  const first = addMonths(firstOfMonth(from), -((monthOfYear(from) - 1) % 3))
  const quarters: Day[] = []
  for (let day = first; day < calendar.end; day = addMonths(day, 3)) quarters.push(day)
  return quarters
}

const clamp = (score: number): number => Math.max(1, Math.min(25, Math.round(score)))

/** Treatment pulls the score down slowly; now and then something pushes it up. */
const nextScore = (random: Random, score: number): number =>
  clamp(random.chance(0.45) ? score : random.chance(0.22) ? score + random.whole(2, 6) : score - random.whole(1, 4))

type Seen = { readonly on: Day; readonly score: number }

const looks = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  opened: Day,
  closed: Day,
  first: number,
): readonly Seen[] =>
  quartersFrom(calendar, Math.max(opened, calendar.historyStart)).reduce<readonly Seen[]>((seen, quarter) => {
    const on = workday(random.whole(quarter + 5, addMonths(quarter, 3) - 8))
    const score = seen.at(-1)?.score ?? first
    const happens = random.chance(levelOf(score) === 'low' ? 0.5 : truth.risks.updated)
    const inside = on > opened && on < Math.min(closed, calendar.end)
    return happens && inside ? [...seen, { on, score: nextScore(random, score) }] : seen
  }, [])

/** From a few weeks after the risk is first above the threshold; renewed in time, or not. */
const acceptancesOf = (random: Random, truth: Truth, above: Day | undefined, last: Day): readonly Acceptance[] => {
  if (above === undefined) return []
  const acceptances: Acceptance[] = []
  for (let from = above + random.whole(5, 40); from < last;) {
    const until = addMonths(from, truth.risks.acceptanceMonths) - 1
    acceptances.push({ from, until })
    from = until + 1 + (random.chance(truth.risks.renewed) ? -random.whole(0, 20) : random.whole(20, 120))
  }
  return acceptances
}

const riskFrom = (random: Random, calendar: Calendar, truth: Truth, people: readonly Person[], opened: Day) => {
  const owner = random.pick(truth.units).name
  const first = random.pick([2, 3, 4, 4, 6, 6, 8, 8, 9, 9, 10, 12, 12, 15, 16, 20])
  const closed = Math.max(opened, calendar.historyStart) + 60 + Math.floor(random.exponential(620))
  const seen = looks(random, calendar, truth, opened, closed, first)
  const isAbove = (score: number): boolean => score > truth.risks.threshold
  const above = isAbove(first) ? opened : seen.find(({ score }) => isAbove(score))?.on
  const end = known(calendar, closed)
  return {
    title: `${random.pick(threats)} of ${random.pick(targets)}`,
    owner,
    opened,
    firstScore: first,
    updates: [...(opened >= calendar.historyStart ? [{ on: opened, score: first }] : []), ...seen].map(
      ({ on, score }) => ({
        at: moment(on, random.whole(9 * 60, 17 * 60)),
        author: colleague(random, people, owner, on),
        score,
      }),
    ),
    acceptances: acceptancesOf(random, truth, above, Math.min(closed, calendar.end)),
    ...(end === undefined ? {} : { closed: end }),
  }
}

/** The register since the beginning of the history, in order of opening. */
export const risksOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
): readonly Risk[] => {
  const early = Array.from(
    { length: truth.risks.atStart },
    () => calendar.historyStart - 1 - Math.floor(random.exponential(400)),
  )
  const late = calendar.months.flatMap((month) =>
    Array.from({ length: random.poisson(truth.risks.arrive) }, () => random.whole(month.first, month.next - 1)),
  )
  return [...early, ...late]
    .toSorted((a, b) => a - b)
    .map((opened, at) => ({
      id: `risk-${String(at + 1).padStart(3, '0')}`,
      ...riskFrom(random, calendar, truth, people, opened),
    }))
}
