/**
 * The planted effects of the sample organisation beside what analysis found of them, and how often it cried wolf. In: what
 * was measured, by the product or by the simulator itself, and the truth. Out: one row for each effect and one for each
 * kind of analysis.
 */
import { fewestForLimits } from '@isometric/core/analyse'
import type { Result } from '@isometric/core/term'
import { isoDay, type Calendar } from '../../sample/calendar.ts'
import type { Promised, Stable, Truth } from '../../sample/truth.ts'
import { byChart, byPeriods, byTrend, findingBy, type Finding } from './finders.ts'
import { coursesIn, seriesUpTo, type Course, type Measured } from './measured.ts'

type Effect = keyof Truth['effects']

export type EffectRow = {
  readonly effect: Effect
  readonly construct: string
  readonly measure: string
  readonly group: string | null
  /** The period in which it begins, and the one by which it must be found. */
  readonly first: string | null
  readonly due: string | null
  readonly by: Promised['by']
  readonly model: string | null
  readonly found: string | null
  /** Periods from the first to the one in which it was found, both counted. */
  readonly delay: number | null
  readonly within: number
  /** Null while it is not due, or was not watched. */
  readonly isWithinDelay: boolean | null
  readonly verdict: 'found' | 'late' | 'missed' | 'not due yet' | 'not watched'
}

export type AlarmRow = {
  readonly by: 'chart' | 'trend' | 'periods'
  readonly series: number
  readonly judged: number
  readonly alarms: number
  readonly rate: number
  readonly allowed: number
  readonly isWithin: boolean
  /** Where it cried wolf. */
  readonly at: readonly string[]
}

export type Verdicts = {
  readonly effects: readonly EffectRow[]
  readonly falseAlarms: readonly AlarmRow[]
  /** None missed, none late, no analysis crying wolf more often than is said of it. */
  readonly holds: boolean
}

const textOf = ({ start, end }: Result['period']): string => `${start}/${end}`

/** The month in which an effect begins: its own, the one after the test of its campaign, or the first. */
const monthOf = ({ effects, campaigns }: Truth, effect: Effect): number => {
  const own = effects[effect]
  if ('month' in own) return own.month
  return 'campaign' in own ? 3 * campaigns.names.indexOf(own.campaign) + 1 : 1
}

const unitOf = ({ effects }: Truth, effect: Effect): string => {
  const own = effects[effect]
  return 'campaign' in own ? own.campaign : ''
}

/** The place of the period in which an effect begins; −1 where none does. */
const firstPlace = ({ points }: Course, calendar: Calendar, month: number, promise: Promised): number => {
  const day = isoDay(calendar.months.find(({ index }) => index === month)?.first ?? Number.NaN)
  return points.findIndex(({ result: { period } }) =>
    promise.begins === 'next' ? period.start >= day : period.end > day,
  )
}

/** A run of which most was there before the effect began is not of it. */
const isOwn = ({ run }: Finding, first: number): boolean =>
  run === undefined || run.to - Math.max(run.from, first) + 1 > (run.to - run.from + 1) / 2

const isAnswer = (found: Finding | undefined, { way }: Promised, first: number): found is Finding =>
  found !== undefined && found.way === way && isOwn(found, first)

type Hit = { readonly place: number; readonly model: string }

/** The first period from the one in which the effect begins in which its analysis finds it. */
const searched = (measured: Measured, promise: Promised, course: Course, first: number, unit: string): Hit | null => {
  for (let place = Math.max(0, first); place < course.points.length; place++) {
    const found = findingBy(measured, promise, course, place, unit)
    if (isAnswer(found, promise, first)) return { place, model: found.model }
  }
  return null
}

const verdictOn = (hit: Hit | null, due: number, periods: number, isWatched: boolean): EffectRow['verdict'] => {
  if (hit !== null) return hit.place <= due ? 'found' : 'late'
  if (!isWatched) return 'not watched'
  return due < periods ? 'missed' : 'not due yet'
}

const kept: Readonly<Record<EffectRow['verdict'], boolean | null>> = {
  found: true,
  late: false,
  missed: false,
  'not due yet': null,
  'not watched': null,
}

const rowOf = (
  measured: Measured,
  { truth, calendar }: Known,
  courseOf: ReturnType<typeof coursesIn>,
  effect: Effect,
): EffectRow => {
  const promise = truth.found[effect]
  const unit = unitOf(truth, effect)
  const course = courseOf(promise)
  const first = firstPlace(course, calendar, monthOf(truth, effect), promise)
  const last = first < 0 ? Infinity : first + promise.within - 1
  const due = promise.by === 'chart' ? Math.max(last, fewestForLimits - 1) : last
  const hit = first < 0 ? null : searched(measured, promise, course, first, unit)
  const named = (at: number): string | null => {
    const period = course.points[at]?.result.period
    return period === undefined ? null : textOf(period)
  }
  const isWatched = promise.by !== 'restatement' || measured.knownThen.length > 0
  const verdict = verdictOn(hit, due, course.points.length, isWatched)
  return {
    effect,
    construct: promise.construct,
    measure: promise.measure,
    group: promise.group ?? (unit === '' ? null : unit),
    first: named(first),
    due: named(due),
    by: promise.by,
    model: hit?.model ?? null,
    found: hit === null ? null : named(hit.place),
    delay: hit === null ? null : hit.place - first + 1,
    within: promise.within,
    isWithinDelay: kept[verdict],
    verdict,
  }
}

/** Periods of a stable series that come to be judged: until its effect begins, where one is named. */
const judgedPlaces = (course: Course, { until }: Stable, { truth, calendar }: Known): number => {
  if (until === undefined) return course.points.length
  return firstPlace(course, calendar, monthOf(truth, until), { ...truth.found[until] })
}

const alarmsOf = ({ truth, calendar }: Known, courseOf: ReturnType<typeof coursesIn>, by: AlarmRow['by']): AlarmRow => {
  const finder = { chart: byChart, trend: byTrend, periods: byPeriods }[by]
  const fewest = { chart: fewestForLimits, trend: 3, periods: 2 }[by]
  const judged = truth.stable.flatMap((stable) => {
    const course = courseOf(stable)
    const places = judgedPlaces(course, stable, { truth, calendar })
    return Array.from({ length: Math.max(0, places - fewest + 1) }, (_, k) => {
      const at = k + fewest - 1
      const found = finder(seriesUpTo(course, stable.measure, at))
      const name = `${stable.construct} ${stable.measure} ${stable.group ?? ''}`.trim()
      return found === undefined ? null : `${name} ${course.points[at]?.result.period.start ?? ''}: ${found.model}`
    })
  })
  const at = judged.filter((one) => one !== null)
  const rate = at.length / judged.length
  const allowed = truth.falseAlarms[by]
  return {
    by,
    series: truth.stable.length,
    judged: judged.length,
    alarms: at.length,
    rate,
    allowed,
    isWithin: rate <= allowed,
    at,
  }
}

export type Known = { readonly truth: Truth; readonly calendar: Calendar }

/** A row for each effect that must be found. */
export const effectsOf = (measured: Measured, known: Known): readonly EffectRow[] => {
  const courseOf = coursesIn(measured)
  const isEffect = (name: string): name is Effect => Object.hasOwn(known.truth.effects, name)
  return Object.keys(known.truth.found)
    .filter(isEffect)
    .map((effect) => rowOf(measured, known, courseOf, effect))
}

/** A row for each kind of analysis that may cry wolf. */
export const falseAlarmsOf = (measured: Measured, known: Known): readonly AlarmRow[] =>
  (['chart', 'trend', 'periods'] as const).map((by) => alarmsOf(known, coursesIn(measured), by))

export const verdictsOf = (measured: Measured, known: Known): Verdicts => {
  const [effects, falseAlarms] = [effectsOf(measured, known), falseAlarmsOf(measured, known)]
  const isKept = ({ isWithinDelay }: EffectRow): boolean => isWithinDelay !== false
  return { effects, falseAlarms, holds: effects.every(isKept) && falseAlarms.every(({ isWithin }) => isWithin) }
}
