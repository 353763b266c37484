/** B.25: time up over time agreed, service by service. Intervals of one service do not overlap, nor do its windows. */
import type { Instant } from '../calendar.ts'
import type { Interval, Service } from '../services.ts'
import { type Expect, type Period, share, type Values } from './expected.ts'

type Span = { readonly from: Instant; readonly to?: Instant }

const seconds = (span: Span, { from, to }: { readonly from: Instant; readonly to: Instant }): number =>
  Math.max(0, Math.min(span.to ?? Number.POSITIVE_INFINITY, to) - Math.max(span.from, from)) / 1000

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** What lies in the period and in none of the planned windows. */
const agreed = (span: Span, service: Service, period: Period): number => {
  const from = Math.max(span.from, period.from)
  const to = Math.min(span.to ?? period.to, period.to)
  return to <= from ? 0 : (to - from) / 1000 - total(service.windows.map((window) => seconds(window, { from, to })))
}

const shares = (agreedTime: number, upTime: number, watchedTime: number, target: number): Values => ({
  'agreed time': agreedTime,
  'up time': upTime,
  'watched time': watchedTime,
  target,
  'unknown time': agreedTime - watchedTime,
  achieved: share(upTime, agreedTime),
  'achieved while watched': share(upTime, watchedTime),
})

const timesOf = (service: Service, period: Period) => {
  const seen = (counts: (interval: Interval) => boolean): number =>
    total(
      service.intervals
        .filter((interval) => interval.probe === 'end_to_end' && counts(interval))
        .map((interval) => agreed(interval, service, period)),
    )
  return {
    agreedTime: agreed(period, service, period),
    upTime: seen(({ state }) => state === 'up'),
    watchedTime: seen(({ state }) => state !== 'unknown'),
    target: service.target,
  }
}

export const availability: Expect = ({ services }, period) => {
  const times = services.map((service) => ({ id: service.id, ...timesOf(service, period) }))
  return {
    total: shares(
      total(times.map(({ agreedTime }) => agreedTime)),
      total(times.map(({ upTime }) => upTime)),
      total(times.map(({ watchedTime }) => watchedTime)),
      Math.min(...times.map(({ target }) => target)),
    ),
    groups: Object.fromEntries(
      times.map((one) => [one.id, shares(one.agreedTime, one.upTime, one.watchedTime, one.target)]),
    ),
  }
}
