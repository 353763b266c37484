/** The counters of firewall rules, read once a month, an hour before it ends; once they were set back (`effects.counterReset`). */
import { type Calendar, type Day, type Instant, type Month, moment, monthOfYear } from './calendar.ts'
import type { Random } from './random.ts'
import type { Firewall, Truth } from './truth.ts'

export type Reading = {
  readonly from: Instant
  readonly to: Instant
  readonly hits: number
  readonly reset?: Instant
  readonly member?: string
}

/** What the traffic of a rule is like; `ends` is the day of the last of it. */
export type Traffic = { readonly kind: 'steady' | 'rare' | 'none'; readonly level: number; readonly ends: Day }

type Counted = {
  readonly firewall: Firewall
  readonly rule: { readonly created: Instant; readonly disabled?: Day; readonly removed?: Day }
  readonly traffic: Traffic
}

const readAt = 23 * 60

const isQuarterEnd = (month: Month): boolean => monthOfYear(month.first) % 3 === 0

/** The share of a month in which there was traffic for the rule. */
const activeShare = ({ rule, traffic }: Counted, month: Month, from: Instant, to: Instant): number => {
  const { kind, ends } = traffic
  if (kind === 'none' || (kind === 'rare' && !isQuarterEnd(month))) return 0
  const last = Math.min(to, rule.disabled === undefined ? to : moment(rule.disabled))
  const stop = Number.isFinite(ends) ? Math.min(last, moment(ends)) : last
  return Math.max(0, stop - from) / (moment(month.next) - moment(month.first))
}

/** The day of the month on which counters were set to zero, if they were. */
const resetIn = (truth: Truth, firewall: Firewall, month: Month): Instant | undefined =>
  firewall.name === truth.effects.counterReset.firewall && month.index === truth.effects.counterReset.month
    ? moment(month.first + 13, 4 * 60 + 30)
    : undefined

/** Members of a cluster are read one after the other; the standby member sees next to nothing. */
const readMember = (
  random: Random,
  counted: Counted,
  month: Month,
  span: { readonly from: Instant; readonly to: Instant; readonly reset: Instant | undefined },
  member: string | undefined,
): Reading => {
  // What was counted before a reset is lost.
  const from = span.reset !== undefined && span.reset > span.from ? span.reset : span.from
  const active = activeShare(counted, month, from, span.to)
  const standby = member !== undefined && (member === 'a') === (month.index % 7 === 0)
  const hits = active === 0 ? 0 : Math.ceil(counted.traffic.level * active * random.between(0.7, 1.3))
  return {
    from: span.from,
    to: span.to,
    hits: standby ? 0 : hits,
    ...(member === undefined ? {} : { member }),
    ...(span.reset !== undefined && span.reset > span.from ? { reset: span.reset } : {}),
  }
}

const readingTime = (month: Month, at: number): Instant => moment(month.next - 1, readAt + 10 * at)

/** A member is read ten minutes after the one before it. */
const readingsOfMember = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  counted: Counted,
  { member, at }: { readonly member: string | undefined; readonly at: number },
): readonly Reading[] =>
  calendar.months.flatMap((month, past) => {
    const { rule, firewall } = counted
    const to = readingTime(month, at)
    const before = calendar.months[past - 1]
    const last = before === undefined ? moment(month.first) : readingTime(before, at)
    const there = rule.created < to && (rule.removed === undefined || moment(rule.removed) > to)
    const span = { from: Math.max(last, rule.created), to, reset: resetIn(truth, firewall, month) }
    return there ? [readMember(random, counted, month, span, member)] : []
  })

/** Every reading of a rule since the beginning of the history, in order. */
export const readingsOf = (random: Random, calendar: Calendar, truth: Truth, counted: Counted): readonly Reading[] =>
  (counted.firewall.members ?? [undefined])
    .flatMap((member, at) => readingsOfMember(random, calendar, truth, counted, { member, at }))
    .toSorted((a, b) => a.to - b.to)
