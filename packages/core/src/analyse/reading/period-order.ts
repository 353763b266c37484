import type { Grain } from '../../term/index.ts'

/** What a period's name says of its place in time: steps of its own length since an origin. */
export type Place = { readonly by: Grain | 'number'; readonly at: number }

const dayMs = 86_400_000

const dayAt = (year: number, month: number, day: number): number | undefined => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / dayMs : undefined
}

/** The Monday of ISO week 1 holds 4 January; weeks are counted from Monday 29 December 1969. */
const weekAt = (year: number, week: number): number | undefined => {
  const fourth = dayAt(year, 1, 4) ?? 0
  const first = Math.floor((fourth + 3) / 7)
  const nextFirst = Math.floor(((dayAt(year + 1, 1, 4) ?? 0) + 3) / 7)
  return week >= 1 && first + week - 1 < nextFirst ? first + week - 1 : undefined
}

const within = (at: number, part: number, parts: number): number | undefined =>
  part >= 1 && part <= parts ? at * parts + part - 1 : undefined

type Form = {
  readonly by: Place['by']
  readonly pattern: RegExp
  readonly at: (...parts: number[]) => number | undefined
}

const forms: readonly Form[] = [
  { by: 'year', pattern: /^(\d{4})$/, at: (year = 0) => year },
  { by: 'half', pattern: /^(\d{4})-H(\d)$/, at: (year = 0, half = 0) => within(year, half, 2) },
  { by: 'quarter', pattern: /^(\d{4})-?Q(\d)$/, at: (year = 0, quarter = 0) => within(year, quarter, 4) },
  { by: 'month', pattern: /^(\d{4})-(\d{2})$/, at: (year = 0, month = 0) => within(year, month, 12) },
  { by: 'week', pattern: /^(\d{4})-W(\d{2})$/, at: (year = 0, week = 0) => weekAt(year, week) },
  { by: 'day', pattern: /^(\d{4})-(\d{2})-(\d{2})$/, at: (year = 0, month = 0, day = 0) => dayAt(year, month, day) },
  { by: 'number', pattern: /^(\d{1,15})$/, at: (number = 0) => number },
]

/**
 * The place of a period named as results name it, or of a plain number; undefined where the name says none. Four digits
 * are a year. No calendar is needed to put names of one kind in order.
 * @example placeOfPeriod('2026-Q2') //=> { by: 'quarter', at: 8105 }
 */
export const placeOfPeriod = (name: string): Place | undefined => {
  for (const { by, pattern, at } of forms) {
    const found = pattern.exec(name)
    if (found === null) continue
    const place = at(...found.slice(1).map(Number))
    if (place !== undefined) return { by, at: place }
  }
  return undefined
}

/**
 * Steps from one period to the next where they are regular but for gaps: days that stand a week apart are weeks, first
 * or last days of months are months. Null where the steps tell nothing, so that a gap cannot be told from a step.
 */
export const gapsBetween = (names: readonly string[], places: readonly Place[]): readonly number[] | null => {
  const by = places[0]?.by
  if (by === undefined || places.some((place) => place.by !== by)) return null
  if (by !== 'day')
    return gapsOf(
      places.map(({ at }) => at),
      1,
    )
  const days = places.map(({ at }) => at)
  if (names.length > 2 && (days.every(isFirstOfMonth) || days.every((day) => isFirstOfMonth(day + 1))))
    return gapsOf(
      names.map((name) => placeOfPeriod(name.slice(0, 7))?.at ?? 0),
      1,
    )
  const steps = days.slice(1).map((at, i) => at - (days[i] ?? at))
  const least = steps.reduce((a, b) => Math.min(a, b), Infinity)
  return steps.every((step) => step % least === 0) ? gapsOf(days, least) : null
}

const isFirstOfMonth = (day: number): boolean => new Date(day * dayMs).getUTCDate() === 1

/** Months in steps of three are quarters: the commonest step is the step. */
const gapsOf = (places: readonly number[], least: number): readonly number[] | null => {
  const steps = places.slice(1).map((at, i) => (at - (places[i] ?? at)) / least)
  const usual = usualOf(steps)
  if (steps.some((step) => step % usual !== 0)) return null
  return [0, ...steps.map((step) => step / usual - 1)]
}

const usualOf = (steps: readonly number[]): number => {
  const counted = new Map<number, number>()
  for (const step of steps) counted.set(step, (counted.get(step) ?? 0) + 1)
  const [[usual] = [1]] = [...counted].toSorted(([a, n], [b, m]) => m - n || a - b)
  return usual
}
