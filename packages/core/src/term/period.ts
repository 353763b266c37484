import { Temporal } from 'temporal-polyfill'

export const grains = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const
export type Grain = (typeof grains)[number]

/** The organisation's calendar: an IANA time zone and the month (1–12) its year begins in. */
export type Calendar = { readonly timeZone: string; readonly firstMonth: number }

/**
 * A half-open range of the organisation's calendar. `start` and `end` are local dates (`end` is the first day after),
 * `startAt` and `endAt` the instants those days begin at, as UTC text.
 */
export type Period = {
  readonly grain: Grain
  readonly start: string
  readonly end: string
  readonly startAt: string
  readonly endAt: string
}

/** The instant a local day begins at, as UTC text with seconds. @example instantOf('2026-07-01', 'Europe/Berlin') //=> '2026-06-30T22:00:00Z' */
export const instantOf = (date: string, timeZone: string): string =>
  Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone })
    .startOfDay()
    .toInstant()
    .toString({ smallestUnit: 'second' })

/** The local date of an instant. @example dateOf('2026-06-30T22:00:00Z', 'Europe/Berlin') //=> '2026-07-01' */
export const dateOf = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

const length: Record<Grain, Temporal.DurationLike> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  half: { months: 6 },
  year: { months: 12 },
}
const monthsIn: Partial<Record<Grain, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

const startOf = (grain: Grain, date: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate => {
  if (grain === 'day') return date
  if (grain === 'week') return date.subtract({ days: date.dayOfWeek - 1 })
  const into = (date.month - calendar.firstMonth + 12) % (monthsIn[grain] ?? 1)
  return date.with({ day: 1 }).subtract({ months: into })
}

const found = new Map<string, Period>()
const mostPeriods = 100_000

/** The period of a grain that holds a local date. Weeks are ISO weeks; quarters, halves and years follow `firstMonth`. */
export const periodAround = (grain: Grain, date: string, calendar: Calendar): Period => {
  // Every construct of a run asks for the same few periods, and calendars with time zones are slow.
  const key = `${grain} ${date} ${calendar.timeZone} ${calendar.firstMonth}`
  const known = found.get(key)
  if (known !== undefined) return known
  const period = computed(grain, date, calendar)
  if (found.size < mostPeriods) found.set(key, period)
  return period
}

const computed = (grain: Grain, date: string, calendar: Calendar): Period => {
  const start = startOf(grain, Temporal.PlainDate.from(date), calendar)
  const end = start.add(length[grain])
  return {
    grain,
    start: start.toString(),
    end: end.toString(),
    startAt: instantOf(start.toString(), calendar.timeZone),
    endAt: instantOf(end.toString(), calendar.timeZone),
  }
}

/** The period `steps` after (or, negative, before) another. */
export const stepped = (period: Period, steps: number, calendar: Calendar): Period => {
  const one = Temporal.Duration.from(length[period.grain])
  const by = Temporal.Duration.from({ days: one.days * Math.abs(steps), months: one.months * Math.abs(steps) })
  const start = Temporal.PlainDate.from(period.start)
  return periodAround(period.grain, (steps < 0 ? start.subtract(by) : start.add(by)).toString(), calendar)
}

/** All periods of a grain whose last day lies in `[from..to)`, in order. */
export const periodsEndingIn = (grain: Grain, from: string, to: string, calendar: Calendar): readonly Period[] => {
  const periods: Period[] = []
  const last = Temporal.PlainDate.from(to)
  for (let period = periodAround(grain, from, calendar); ; period = stepped(period, 1, calendar)) {
    if (Temporal.PlainDate.compare(Temporal.PlainDate.from(period.end), last) > 0) return periods
    periods.push(period)
  }
}

const patterns: readonly { readonly grain: Grain; readonly pattern: RegExp }[] = [
  { grain: 'year', pattern: /^(\d{4})$/ },
  { grain: 'half', pattern: /^(\d{4})-H([12])$/ },
  { grain: 'quarter', pattern: /^(\d{4})-Q([1-4])$/ },
  { grain: 'month', pattern: /^(\d{4})-(\d{2})$/ },
  { grain: 'week', pattern: /^(\d{4})-W(\d{2})$/ },
  { grain: 'day', pattern: /^(\d{4})-(\d{2})-(\d{2})$/ },
]

const dayIn = (grain: Grain, parts: readonly string[], calendar: Calendar): string => {
  const [year = '', part = '1'] = parts
  const yearStart = Temporal.PlainDate.from({ year: Number(year), month: calendar.firstMonth, day: 1 })
  if (grain === 'day') return parts.join('-')
  if (grain === 'month') return `${year}-${part}-01`
  if (grain === 'week')
    return startOf('week', Temporal.PlainDate.from(`${year}-01-04`), calendar)
      .add({ days: 7 * (Number(part) - 1) })
      .toString()
  return yearStart.add({ months: (monthsIn[grain] ?? 0) * (Number(part) - 1) }).toString()
}

/**
 * The period a text names, or undefined: `2026`, `2026-H1`, `2026-Q2`, `2026-06`, `2026-W23`, `2026-06-14`.
 * Years, halves and quarters are the organisation's, named by the calendar year in which its year begins.
 */
export const periodNamed = (text: string, calendar: Calendar): Period | undefined => {
  for (const { grain, pattern } of patterns) {
    const match = pattern.exec(text)
    if (match === null) continue
    try {
      const period = periodAround(grain, dayIn(grain, match.slice(1), calendar), calendar)
      return periodName(period, calendar) === text ? period : undefined
    } catch {
      return undefined // a day or month that does not exist
    }
  }
  return undefined
}

/** The inverse of `periodNamed`. @example periodName(periodAround('month', '2026-06-14', { timeZone: 'UTC', firstMonth: 1 }), { timeZone: 'UTC', firstMonth: 1 }) //=> '2026-06' */
export const periodName = (period: Period, calendar: Calendar): string => {
  const start = Temporal.PlainDate.from(period.start)
  if (period.grain === 'day') return period.start
  if (period.grain === 'month') return period.start.slice(0, 7)
  if (period.grain === 'week') return `${start.yearOfWeek}-W${String(start.weekOfYear).padStart(2, '0')}`
  const year = start.month >= calendar.firstMonth ? start.year : start.year - 1
  const nth = ((start.month - calendar.firstMonth + 12) % 12) / (monthsIn[period.grain] ?? 12) + 1
  return period.grain === 'year' ? `${year}` : `${year}-${period.grain === 'half' ? 'H' : 'Q'}${nth}`
}

const grainsByDuration: Readonly<Record<string, Grain>> = {
  P1D: 'day',
  P7D: 'week',
  P1W: 'week',
  P1M: 'month',
  P3M: 'quarter',
  P6M: 'half',
  P12M: 'year',
  P1Y: 'year',
}
/** The grain of a frequency, or undefined where no calendar period has that length. @example grainOf('P3M') //=> 'quarter' */
export const grainOf = (frequency: string): Grain | undefined => grainsByDuration[frequency]
