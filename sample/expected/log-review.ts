/** B.27: critical logs that were reviewed in each of their intervals, and those that have fallen silent. */
import type { Instant } from '../calendar.ts'
import { isKeptOn, lastWordOn, type LogSource } from '../logs.ts'
import { maintainedTypes } from '../maintenance.ts'
import { type Expect, type Period, share, type Values, within } from './expected.ts'

type Span = { readonly from: Instant; readonly to: Instant }
const hour = 3_600_000

/** The whole intervals of the period that begin when the log was kept already. */
const intervalsOf = ({ hours, kept }: LogSource, { from, to }: Period): readonly Span[] => {
  const count = Math.floor((to - from) / (hours * hour))
  const all = Array.from({ length: count }, (_, at) => ({
    from: from + at * hours * hour,
    to: from + (at + 1) * hours * hour,
  }))
  return all.filter((span) => kept === undefined || span.from >= kept)
}

/** A log in a period: its intervals, each with whether it was reviewed, and whether it was within the last one before the end. */
const reviewOf = (log: LogSource, period: Period) => {
  const before = period.to - log.hours * hour
  const since = Math.min(before, period.from)
  const moments = log.reviews.flatMap(({ reviewed }) =>
    reviewed !== undefined && within(reviewed, since, period.to) ? [reviewed] : [],
  )
  const isIn = ({ from, to }: Span): boolean => moments.some((at) => at >= from && at < to)
  const isNew = log.kept !== undefined && log.kept > before
  return { log, spans: intervalsOf(log, period).map(isIn), isRecent: isNew || isIn({ from: before, to: period.to }) }
}

const isLate = ({ due, reviewed }: LogSource['reviews'][number], { from, to }: Period): boolean =>
  within(due, from, to) && (reviewed === undefined || reviewed > due)

const measure = (logs: readonly LogSource[], period: Period): Values => {
  const found = logs.map((log) => reviewOf(log, period))
  const reviewed = found.filter(({ spans, isRecent }) => isRecent && spans.every(Boolean))
  const byHand = reviewed.filter(({ log }) => log.method === 'manual').length
  const spans = found.flatMap((one) => one.spans)
  const silent = logs.filter((log) => lastWordOn(log, period.last) < period.to - 72 * hour).length
  return {
    'critical logs': logs.length,
    'logs reviewed': reviewed.length,
    'logs reviewed by hand': byHand,
    'reviews expected': spans.length,
    'reviews done': spans.filter(Boolean).length,
    'late reviews': logs.flatMap((log) => log.reviews.filter((review) => isLate(review, period))).length,
    'silent logs': silent,
    'reviewed share': share(reviewed.length, logs.length),
    'reviewed by hand share': share(byHand, logs.length),
    'intervals reviewed': share(spans.filter(Boolean).length, spans.length),
    'silent share': share(silent, logs.length),
  }
}

export const logReview: Expect = ({ logs }, period) => {
  const there = logs.filter((log) => log.critical && isKeptOn(log, period.last))
  const ofType = (type: string) => there.filter((log) => log.type === type)
  return {
    total: measure(there, period),
    groups: Object.fromEntries(maintainedTypes.map((type) => [type, measure(ofType(type), period)])),
  }
}
