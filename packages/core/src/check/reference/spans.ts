import { instantNanoseconds, type Value } from '../../formula/index.ts'
import { arithmetic, compare } from './scalar.ts'
import { hasDate, isUnknown, plainOf, thing, type RangeThing, type Thing } from './thing.ts'

/** A stretch of time in seconds; days are counted whole, from one midnight to the next. */
type Stretch = { readonly from: number; readonly to: number }

const day = 86_400

const secondsOf = (value: Value): number | undefined => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  if (value.kind === 'date') return value.date.toZonedDateTime('UTC').epochMilliseconds / 1000
  return value.kind === 'date and time' ? Number(instantNanoseconds(value)) / 1e9 : undefined
}

/** A date that is outside begins the day after, one that is inside ends with its day; of an instant nothing is left. */
const stretchOf = (range: RangeThing, asDates: boolean): Stretch => {
  const [from, to] = [secondsOf(plainOf(range.from, asDates)), secondsOf(plainOf(range.to, asDates))]
  return {
    from: from === undefined ? -Infinity : asDates && !range.fromIncluded ? from + day : from,
    to: to === undefined ? Infinity : asDates && range.toIncluded ? to + day : to,
  }
}

const common = (a: Stretch, b: Stretch): Stretch => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })
const lengthOf = ({ from, to }: Stretch): number => Math.max(0, to - from)

const duration = (seconds: number): Thing => thing({ kind: 'days', seconds })

const rangesOf = (things: readonly Thing[]): readonly RangeThing[] => things.filter((each) => each.is === 'range')

/** The time two ranges share within the period; an end that is null is open. */
export const overlap = (a: Thing, b: Thing, period: RangeThing): Thing => {
  if (isUnknown(a) || isUnknown(b)) return thing(null)
  const asDates = hasDate(a) || hasDate(b)
  const stretches = rangesOf([a, b, period]).map((range) => stretchOf(range, asDates))
  return duration(lengthOf(stretches.reduce(common)))
}

/** The time of the period that lies in at least one of the ranges. */
export const covered = (things: readonly Thing[], period: RangeThing): Thing => {
  const ranges = rangesOf(things)
  const asDates = ranges.some(hasDate)
  const within = stretchOf(period, asDates)
  const stretches = ranges.map((range) => common(stretchOf(range, asDates), within)).sort((a, b) => a.from - b.from)
  let reached = within.from
  let seconds = 0
  for (const { from, to } of stretches) {
    seconds += lengthOf({ from: Math.max(from, reached), to })
    reached = Math.max(reached, to)
  }
  return duration(seconds)
}

const most = 100_000

/** A range cut into consecutive ranges of one length; a shorter rest is dropped. */
export const steps = (range: Thing, length: Thing): readonly Thing[] => {
  if (range.is !== 'range' || range.from === null || range.to === null || isUnknown(length)) return []
  const { from, to } = range
  const after = (count: number): Thing => arithmetic('+', from, arithmetic('*', length, thing(count), false), false)
  if (compare('<=', after(1), from) !== false) return []
  const found: Thing[] = []
  for (let i = 0; i < most && compare('<=', after(i + 1), to) === true; i++)
    found.push({ is: 'range', from: after(i), to: after(i + 1), fromIncluded: true, toIncluded: false })
  return found
}
