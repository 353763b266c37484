/**
 * Services go down now and then, and by agreement in a night of each month; one of them more and more
 * (`effects.serviceMiss`). Monitoring sees it from end to end, and is blind now and then.
 */
import { type Calendar, type Day, dayAt, type Instant, type Month, minutesLater, moment, weekday } from './calendar.ts'
import type { Random } from './random.ts'
import type { ServiceTruth, Truth } from './truth.ts'

export type State = 'up' | 'down' | 'degraded' | 'unknown'
export type Interval = {
  readonly from: Instant
  /** The state that still lasts has no end. */
  readonly to?: Instant
  readonly state: State
  readonly probe: 'end_to_end' | 'component'
}
export type Window = { readonly from: Instant; readonly to: Instant; readonly approved: Day }
export type Service = {
  readonly id: string
  readonly title: string
  readonly target: number
  readonly windowCalendar: string
  /** From end to end: without gaps and overlaps since the beginning of the history. Components: only some, and they overlap. */
  readonly intervals: readonly Interval[]
  readonly windows: readonly Window[]
}
type Trouble = { readonly from: Instant; readonly to: Instant; readonly state: Exclude<State, 'up'> }

/** The second Sunday, two to six in the morning; now and then a second night. */
const windowsIn = (random: Random, month: Month): readonly Window[] => {
  const sunday = month.first + ((7 - weekday(month.first)) % 7) + 7
  const extra = random.chance(0.15) ? [month.first + ((10 - weekday(month.first)) % 7) + 14] : []
  return [sunday, ...extra].map((day) => ({
    from: moment(day, 120),
    to: moment(day, 120 + random.pick([120, 180, 240])),
    approved: day - random.whole(7, 25),
  }))
}

/** Work in the window takes the service down, and overruns now and then. */
const maintenance = (random: Random, windows: readonly Window[]): readonly Trouble[] =>
  windows.flatMap(({ from, to }): readonly Trouble[] => {
    const start = minutesLater(from, random.whole(3, 30))
    const length = (to - start) / 60_000
    const minutes = random.chance(0.06) ? length + random.whole(5, 40) : random.between(0.2, 0.8) * length
    return random.chance(0.85) ? [{ from: start, to: minutesLater(start, minutes), state: 'down' }] : []
  })

/** Outages, slow hours and blind monitoring of one month. */
const troublesIn = (random: Random, truth: Truth, service: ServiceTruth, month: Month): readonly Trouble[] => {
  const { serviceMiss: miss } = truth.effects
  const missed = service.name === miss.service && month.index >= miss.month
  const troubles = (rate: number, median: number, spread: number, state: Trouble['state']): readonly Trouble[] =>
    Array.from({ length: random.poisson(rate) }, () => {
      const from = moment(random.whole(month.first, month.next - 1), random.whole(0, 1439))
      return { from, to: minutesLater(from, Math.max(1, random.lognormal(median, spread))), state }
    })
  return [
    ...troubles(service.outages * (missed ? miss.factor : 1), missed ? miss.minutes : service.minutes, 0.7, 'down'),
    ...troubles(0.35, 14, 0.6, 'degraded'),
    ...troubles(0.08, 20, 0.5, 'unknown'),
  ]
}

/** Troubles that overlap are one after the other: the later one begins when the earlier one ends. */
const inTurn = (troubles: readonly Trouble[], end: Instant): readonly Trouble[] => {
  let free = Number.NEGATIVE_INFINITY
  return troubles
    .toSorted((a, b) => a.from - b.from)
    .flatMap((trouble) => {
      const from = Math.max(trouble.from, free)
      free = Math.max(free, trouble.to)
      return from < trouble.to && from < end ? [{ ...trouble, from }] : []
    })
}

const intervalsFrom = (start: Instant, end: Instant, troubles: readonly Trouble[]): readonly Interval[] => {
  const intervals: Interval[] = []
  const probe = 'end_to_end'
  let from = start
  for (const trouble of troubles) {
    if (trouble.from > from) intervals.push({ from, to: trouble.from, state: 'up', probe })
    const { from: began, to, state } = trouble
    intervals.push({ from: began, state, probe, ...(to < end ? { to } : {}) })
    from = to
  }
  if (from < end) intervals.push({ from, state: 'up', probe })
  return intervals
}

/** A component is down a little before and after the service is; it is watched beside it and must not be counted. */
const componentOf = (
  random: Random,
  intervals: readonly Interval[],
  start: Instant,
  end: Instant,
): readonly Interval[] => {
  const troubles = intervals
    .filter(({ state, to }) => state === 'down' && to !== undefined)
    .map(({ from, to }): Trouble => ({
      from: Math.max(start, minutesLater(from, -random.whole(0, 2))),
      to: minutesLater(to ?? from, random.whole(1, 6)),
      state: 'down',
    }))
  return intervalsFrom(start, end, inTurn(troubles, end)).map((interval) => ({ ...interval, probe: 'component' }))
}

const serviceOf = (random: Random, calendar: Calendar, truth: Truth, service: ServiceTruth): Service => {
  const start = moment(calendar.historyStart)
  const end = moment(calendar.end)
  const windows = calendar.months.flatMap((month) => windowsIn(random, month))
  const troubles = [
    ...maintenance(random, windows),
    ...calendar.months.flatMap((month) => troublesIn(random, truth, service, month)),
  ]
  const intervals = intervalsFrom(start, end, inTurn(troubles, end))
  const watched = service.name === 'erp' || service.name === 'mail'
  return {
    id: service.name,
    title: service.title,
    target: service.target,
    windowCalendar: 'second Sunday from 02:00',
    intervals: [...intervals, ...(watched ? componentOf(random, intervals, start, end) : [])],
    windows,
  }
}

export const servicesOf = (random: Random, calendar: Calendar, truth: Truth): readonly Service[] =>
  truth.services.map((service) => serviceOf(random, calendar, truth, service))

/** The interval as monitoring knew it at the end of a day, if it had begun. */
export const intervalOn = (interval: Interval, day: Day): Interval | undefined => {
  if (dayAt(interval.from) > day) return undefined
  const { to, ...open } = interval
  return to === undefined || dayAt(to) > day ? open : interval
}
