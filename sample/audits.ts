/**
 * Audits and independent reviews: each autumn a programme for the next year is agreed on and written down. Some are moved,
 * few are cancelled, some are held that nobody had planned. In one year hardly anybody is left to audit (`effects.auditGap`).
 */
import { type Calendar, type Day, dayOf, firstOf, isoDay, known, workday } from './calendar.ts'
import type { Random } from './random.ts'
import type { AuditKind, Truth } from './truth.ts'

export const auditKinds: readonly AuditKind[] = ['internal', 'external', 'independent_review', 'supplier']
export type Audit = {
  readonly id: string
  readonly kind: AuditKind
  /** The day it was written down. */
  readonly entered: Day
  /** What it was planned for, from a day on; none where nobody had planned it. */
  readonly plans: readonly { readonly on: Day; readonly for: Day }[]
  readonly cancelled?: Day
  readonly performed?: Day
  /** The day on which its report was filed. */
  readonly reported?: Day
}
export type AuditStatus = 'planned' | 'performed' | 'cancelled' | 'postponed'

export const isEntered = (audit: Audit, day: Day): boolean => audit.entered <= day

/** What it was planned for, as it was known on a day. */
export const plannedOn = (audit: Audit, day: Day): Day | undefined => audit.plans.findLast(({ on }) => on <= day)?.for

export const auditStatusOn = (audit: Audit, day: Day): AuditStatus =>
  audit.performed !== undefined && audit.performed <= day
    ? 'performed'
    : audit.cancelled !== undefined && audit.cancelled <= day
      ? 'cancelled'
      : audit.plans.filter(({ on }) => on <= day).length > 1
        ? 'postponed'
        : 'planned'

const yearOf = (day: Day): number => Number(isoDay(day).slice(0, 4))

type Draft = Omit<Audit, 'id'>

/** Early in the year for certificates, spread over it for the rest. */
const dayIn = (random: Random, kind: AuditKind, year: number): Day =>
  kind === 'external'
    ? workday(dayOf(`${year}-05-01`) + random.whole(0, 40))
    : workday(dayOf(`${year}-01-10`) + random.whole(0, 335))

const isShort = (calendar: Calendar, truth: Truth, kind: AuditKind, day: Day): boolean => {
  const { month, months } = truth.effects.auditGap
  const [from, to] = [firstOf(calendar, month), firstOf(calendar, month + months)]
  return kind === 'internal' && from !== undefined && day >= from && day < (to ?? calendar.end)
}

/** What becomes of a planned audit: its new plans, and how it ends. */
const course = (random: Random, calendar: Calendar, truth: Truth, kind: AuditKind, first: Day): Partial<Draft> => {
  const { moved, cancelled, daysLate, daysToReport } = truth.audits
  const short = isShort(calendar, truth, kind, first)
  const fate = random.next()
  const decided = workday(first - random.whole(5, 40))
  const later = workday(first + (short ? random.whole(200, 380) : random.whole(20, 160)))
  const late = random.chance(0.4) ? random.whole(1, daysLate) : 0
  const report = random.whole(5, daysToReport)
  const drop = short ? truth.effects.auditGap.cancelled : cancelled
  const put = short ? truth.effects.auditGap.moved : moved
  if (fate < drop) return { cancelled: decided }
  const isMoved = fate < drop + put
  const performed = workday((isMoved ? later : first) + late)
  return {
    ...(isMoved ? { plans: [{ on: decided, for: later }] } : {}),
    performed,
    reported: performed + report,
  }
}

/** Nothing from after the end is known; what was decided after it is not either. */
const seen = (calendar: Calendar, { plans, cancelled, performed, reported, ...rest }: Draft): Draft => {
  const [dropped, held, filed] = [cancelled, performed, reported].map((day) => known(calendar, day))
  return {
    ...rest,
    plans: plans.filter(({ on }) => on < calendar.end),
    ...(dropped === undefined ? {} : { cancelled: dropped }),
    ...(held === undefined ? {} : { performed: held }),
    ...(filed === undefined ? {} : { reported: filed }),
  }
}

const programme = (random: Random, calendar: Calendar, truth: Truth, year: number): readonly Draft[] =>
  auditKinds.flatMap((kind) =>
    Array.from({ length: truth.audits.programme[kind] }, () => {
      const first = dayIn(random, kind, year)
      const entered = workday(dayOf(`${year - 1}-11-02`) + random.whole(0, 20))
      const { plans = [], ...ending } = course(random, calendar, truth, kind, first)
      return { kind, entered, ...ending, plans: [{ on: entered, for: first }, ...plans] }
    }),
  )

const unplanned = (random: Random, truth: Truth, year: number): readonly Draft[] =>
  Array.from({ length: random.poisson(truth.audits.unplanned) }, () => {
    const performed = workday(dayOf(`${year}-01-10`) + random.whole(0, 335))
    const kind = random.pick<AuditKind>(['internal', 'supplier', 'independent_review'])
    const reported = performed + random.whole(5, truth.audits.daysToReport)
    return { kind, entered: performed, plans: [], performed, reported }
  })

/** Every audit of the programmes from the history on, and the others that were held, in the order in which they were written down. */
export const auditsOf = (random: Random, calendar: Calendar, truth: Truth): readonly Audit[] => {
  const [first, last] = [yearOf(calendar.historyStart), yearOf(calendar.end - 1) + 1]
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  return years
    .flatMap((year) => [...programme(random, calendar, truth, year), ...unplanned(random, truth, year)])
    .filter(({ entered }) => entered < calendar.end)
    .map((draft) => seen(calendar, draft))
    .toSorted((a, b) => a.entered - b.entered)
    .map((draft, at) => ({ id: `aud-${String(at + 1).padStart(3, '0')}`, ...draft }))
}
