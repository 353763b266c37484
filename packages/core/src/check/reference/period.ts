import { Temporal } from 'temporal-polyfill'
import { periodAround, type Period } from '../../term/index.ts'
import type { Evidence } from './evidence.ts'
import type { Bound, RangeThing } from './thing.ts'

/** A local day's beginning, as a date and as an instant in the organisation's zone. */
const boundAt = (date: string, { input }: Evidence): Bound => {
  const day = Temporal.PlainDate.from(date)
  const at = day.toZonedDateTime({ timeZone: input.calendar.timeZone }).toPlainDateTime()
  return {
    is: 'bound',
    date: { kind: 'date', date: day },
    instant: { kind: 'date and time', at, zone: input.calendar.timeZone },
  }
}

const bounds = (period: Period, evidence: Evidence): { readonly start: Bound; readonly end: Bound } => ({
  start: boundAt(period.start, evidence),
  end: boundAt(period.end, evidence),
})

/** Found once for each period: every row asks for them. */
const remembered = new WeakMap<Evidence, ReturnType<typeof bounds>>()

export const boundsOf = (evidence: Evidence): { readonly start: Bound; readonly end: Bound } => {
  const known = remembered.get(evidence) ?? bounds(evidence.period, evidence)
  remembered.set(evidence, known)
  return known
}

const rangeOf = ({ start, end }: { readonly start: Bound; readonly end: Bound }): RangeThing => ({
  is: 'range',
  from: start,
  to: end,
  fromIncluded: true,
  toIncluded: false,
})

export const wholePeriod = (evidence: Evidence): RangeThing => rangeOf(boundsOf(evidence))

/** The organisation's year in which the period begins. */
export const yearAround = (evidence: Evidence): RangeThing =>
  rangeOf(bounds(periodAround('year', evidence.period.start, evidence.input.calendar), evidence))
