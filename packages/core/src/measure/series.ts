import { refuse, type Formula, type Refusal, type Value } from '../formula/index.ts'
import type { Measurement } from '../term/index.ts'
import { measureNow, placeOf, valueOf, type Noted, type View } from './view.ts'

/** One call of a series function: the measure it names and how many steps it looks at. */
type Asked = { readonly measure: string; readonly steps: number; readonly view: View; readonly noted: Noted }
type SeriesFunction = (asked: Asked) => Value

/** The beginning of a series is null to `previous` and `change`, so that a criterion can ask for it … */
const begins = ({ noted }: Asked): null => {
  noted.failed.add('series-too-short')
  return null
}
/** … and no answer at all to what looks at several values (language.md 6). */
const tooShort = ({ noted }: Asked): null => {
  noted.missing.add('series-too-short')
  return null
}

const seen = ({ view, measure }: Asked, back: number): Measurement | undefined => view.look(measure, back)

const before = (asked: Asked, back: number): Value => {
  const measurement = seen(asked, back)
  return measurement?.kind === 'measured' ? valueOf(measurement.value, asked.view.types[asked.measure]) : begins(asked)
}

const previous: SeriesFunction = (asked) => before(asked, asked.steps)

/** Now less before, in the measure's own unit: points, for a measure shown in percent. */
const change: SeriesFunction = (asked) => {
  const { view, measure, noted, steps } = asked
  const now = measureNow(view, measure, noted)
  const then = before(asked, steps)
  if (typeof now === 'number' && typeof then === 'number') return now - then
  if (typeof now !== 'object' || now === null || typeof then !== 'object' || then === null) return null
  if (!('kind' in now) || !('kind' in then)) return null
  if (now.kind === 'days' && then.kind === 'days') return { kind: 'days', seconds: now.seconds - then.seconds }
  if (now.kind === 'months' && then.kind === 'months') return { kind: 'months', months: now.months - then.months }
  return null
}

/** Steps back from `count - 1` to now, oldest first. */
const backwards = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => count - 1 - i)

const last: SeriesFunction = (asked) => {
  measureNow(asked.view, asked.measure, asked.noted)
  const values = backwards(asked.steps).map((back) => before(asked, back))
  return values.some((value) => value === null) ? tooShort(asked) : values
}

/** Doubles that differ by rounding are the same (language.md 2: 1e-12 relative). */
export const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))

/** Every one of the last `steps` steps goes as `goes` says; null until there are `steps` + 1 values without a gap. */
const everyStep =
  (goes: (from: number, to: number) => boolean): SeriesFunction =>
  (asked) => {
    const { view, measure, steps, noted } = asked
    measureNow(view, measure, noted)
    const places = backwards(steps + 1).map((back) => placeOf(seen(asked, back), view.types[measure]))
    const known = places.filter((place) => place !== undefined)
    if (known.length < places.length) return tooShort(asked)
    return known.slice(1).every((to, i) => goes(known[i] ?? Number.NaN, to))
  }

/** Zero is the floor of counts and shares: who is there cannot fall further, and has not failed (language.md 2). */
const falls = (from: number, to: number): boolean => (from === 0 && to === 0) || (to < from && !isSame(from, to))

const seriesFunctions: Readonly<Record<string, SeriesFunction>> = {
  previous,
  change,
  last,
  rising: everyStep((from, to) => to > from && !isSame(from, to)),
  falling: everyStep(falls),
  steady: everyStep(isSame),
}

/** The value of a series function, or undefined where `name` is none. */
export const seriesCall = (
  view: View,
  noted: Noted,
  name: string,
  args: readonly Formula[],
  evaluateArg: (formula: Formula) => Value,
): Value | Refusal | undefined => {
  const series = seriesFunctions[name]
  if (series === undefined) return undefined
  const [of, count] = args
  const steps = count === undefined ? 1 : evaluateArg(count)
  if (of?.kind !== 'name' || (!view.has(of.name) && view.types[of.name] === undefined))
    return refuse('needs the name of a measure')
  if (typeof steps !== 'number' || !Number.isInteger(steps) || steps < 1) return refuse('needs a whole number of steps')
  if (!view.has(of.name)) {
    noted.isOutside = true
    return null
  }
  noted.used.add(of.name)
  return series({ measure: of.name, steps, view, noted })
}
