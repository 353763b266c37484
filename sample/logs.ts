/**
 * Servers, databases and network devices keep logs. Those of critical ones are reviewed: at the border every day by
 * rules, elsewhere every week by somebody. Some reviews are left out or late. One log falls silent and is reviewed as if
 * nothing were the matter (`effects.silentLog`).
 */
import { type Asset, servesOn } from './assets.ts'
import {
  type Calendar,
  type Day,
  dayAt,
  type Instant,
  knownInstant,
  minutesLater,
  moment,
  weekday,
} from './calendar.ts'
import { maintainedTypes } from './maintenance.ts'
import { colleague, type Person } from './people.ts'
import type { Random } from './random.ts'
import type { AssetType, Truth } from './truth.ts'

export type LogReview = {
  readonly from: Instant
  readonly to: Instant
  readonly due: Instant
  readonly reviewed?: Instant
  readonly reviewer?: string
}
export type LogSource = {
  readonly id: string
  readonly asset: string
  readonly type: AssetType
  readonly critical: boolean
  readonly hours: number
  readonly method: 'manual' | 'automated'
  /** Nothing for logs that are older than the history. */
  readonly kept?: Instant
  readonly retired?: Day
  /** Says nothing from the first to the day before the second, or for ever. */
  readonly silences: readonly { readonly from: Day; readonly to?: Day }[]
  readonly reviews: readonly LogReview[]
}

const isBorder = ({ type, zone }: Asset): boolean => type === 'network' && zone === 'perimeter'

/** Days on which the stretches of a log end: each day, or the log's own day of the week. */
const endsOf = (asset: Asset, calendar: Calendar, dayOfWeek: number): readonly Day[] => {
  const first = Math.max(calendar.historyStart, asset.start + 1)
  const last = Math.min(calendar.end, asset.retired ?? calendar.end)
  const days = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at)
  return isBorder(asset) ? days.slice(1) : days.slice(7).filter((day) => weekday(day) === dayOfWeek)
}

const reviewsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  asset: Asset,
): readonly LogReview[] => {
  const { missed, late } = truth.logs
  const border = isBorder(asset)
  const dayOfWeek = random.whole(1, 5)
  return endsOf(asset, calendar, dayOfWeek).map((end): LogReview => {
    const from = moment(end - (border ? 1 : 7))
    const due = moment(end + (border ? 1 : 2))
    const wait = random.chance(late) ? random.whole(2, 4) : 0
    const day = end + (border ? 0 : wait)
    const reviewed = moment(day, border ? 6 * 60 : random.whole(8 * 60, 16 * 60))
    const isMissed = random.chance(border ? missed / 20 : missed)
    const reviewer = colleague(random, people, 'Information Technology', end)
    const seen = isMissed || !servesOn(asset, day) ? undefined : knownInstant(calendar, reviewed)
    const known = seen === undefined ? {} : { reviewed: seen, ...(border ? {} : { reviewer }) }
    return { from, to: moment(end), due, ...known }
  })
}

const silencesOf = (random: Random, calendar: Calendar, truth: Truth, asset: Asset) =>
  calendar.months.flatMap((month) => {
    const from = random.whole(month.first, month.next - 1)
    const days = random.whole(2, 15)
    return random.chance(truth.logs.silent) && servesOn(asset, from) ? [{ from, to: from + days }] : []
  })

const logOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  asset: Asset,
): LogSource => ({
  id: `log-${asset.id}`,
  asset: asset.id,
  type: asset.type,
  critical: asset.critical,
  hours: isBorder(asset) ? 24 : 168,
  method: isBorder(asset) ? 'automated' : 'manual',
  ...(asset.start < calendar.historyStart ? {} : { kept: moment(asset.start, 9 * 60) }),
  ...(asset.retired === undefined ? {} : { retired: asset.retired }),
  silences: silencesOf(random, calendar, truth, asset),
  reviews: asset.critical ? reviewsOf(random, calendar, truth, people, asset) : [],
})

/** The oldest critical log of the zone that is kept to the end falls silent for good. */
const withSilentLog = (calendar: Calendar, truth: Truth, logs: readonly LogSource[], assets: readonly Asset[]) => {
  const { month: index, zone } = truth.effects.silentLog
  const month = calendar.months.find((one) => one.index === index)
  const zoneOf = new Map(assets.map((asset) => [asset.id, asset.zone]))
  const chosen = logs.find((log) => log.critical && log.retired === undefined && zoneOf.get(log.asset) === zone)
  if (month === undefined || chosen === undefined) return logs
  const from = month.first + 9
  const silences = [...chosen.silences.filter((silence) => silence.from < from - 30), { from }]
  return logs.map((log) => (log === chosen ? { ...log, silences } : log))
}

/** Logs that are kept at the end of some month that is shown; others stand in no list. */
export const logsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  assets: readonly Asset[],
): readonly LogSource[] => {
  const ends = calendar.months.filter(({ index }) => index >= 1).map(({ next }) => next - 1)
  const logs = assets
    .filter(({ type, critical, zone }) => maintainedTypes.includes(type) && (critical || zone === 'dmz'))
    .map((asset) => ({ asset, log: logOf(random, calendar, truth, people, asset) }))
    .filter(({ asset }) => ends.some((day) => servesOn(asset, day)))
    .map(({ log }) => log)
  return withSilentLog(calendar, truth, logs, assets)
}

export const isKeptOn = ({ kept, retired }: LogSource, day: Day): boolean =>
  (kept === undefined || dayAt(kept) <= day) && (retired === undefined || retired > day)

/** The last word of a log as it is known in the evening of a day. */
export const lastWordOn = (log: LogSource, day: Day): Instant => {
  const silence = log.silences.findLast(({ from, to }) => from <= day && (to === undefined || day < to))
  return silence === undefined ? minutesLater(moment(day, 22 * 60), 41) : moment(silence.from, 3 * 60)
}
