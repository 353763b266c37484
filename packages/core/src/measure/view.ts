import type { Environment, Type, Value } from '../formula/index.ts'
import type { Measurement, Reason } from '../term/index.ts'

/** What a function or criterion sees from one step of a series: its measures then and before, and parameters. */
export type View = {
  /** The measure so many steps back; undefined for a gap and before the beginning. */
  readonly look: (measure: string, back: number) => Measurement | undefined
  /** How many steps of the series lie before this one. */
  readonly depth: number
  /** Whether the series has this measure at all: a measure in the total only is none of a group's. */
  readonly has: (measure: string) => boolean
  readonly types: Readonly<Record<string, Type>>
  readonly parameters: Readonly<Record<string, Value>>
}

/** What came to light while a formula was evaluated. One per evaluation; nothing else is ever changed. */
export type Noted = {
  /** Why something the formula needs has no value: whatever is made of it has none either. */
  readonly missing: Set<Reason>
  /** Why a call answered null, which a formula may ask for (`change(m) = null`). */
  readonly failed: Set<Reason>
  readonly used: Set<string>
  isOutside: boolean
  isStale: boolean
  isReconstructed: boolean
}
export const nothingNoted = (): Noted => ({
  missing: new Set(),
  failed: new Set(),
  used: new Set(),
  isOutside: false,
  isStale: false,
  isReconstructed: false,
})

/** Durations are kept as a number of seconds or months; a formula knows them as durations. */
export const valueOf = (measured: number | string | boolean, type: Type | undefined): Value => {
  if (typeof measured !== 'number' || type?.kind !== 'duration') return measured
  return type.of === 'days' ? { kind: 'days', seconds: measured } : { kind: 'months', months: measured }
}

/** The inverse; undefined where a value is no measurement. */
export const measuredValue = (value: Value): number | string | boolean | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (value === null || !('kind' in value)) return undefined
  return value.kind === 'days' ? value.seconds : value.kind === 'months' ? value.months : undefined
}

/** A value as a place on its scale, so that it can be ordered: levels count from 0. */
export const placeOf = (measurement: Measurement | undefined, type: Type | undefined): number | undefined => {
  if (measurement?.kind !== 'measured') return undefined
  const { value } = measurement
  if (typeof value === 'string' && type?.kind === 'level') return type.levels.indexOf(value)
  return typeof value === 'number' ? value : undefined
}

const noteOf = (measurement: Measurement | undefined, noted: Noted): void => {
  if (measurement?.kind !== 'measured') noted.missing.add(measurement?.why ?? 'no-data')
  else {
    noted.isStale ||= measurement.stale === true
    noted.isReconstructed ||= measurement.reconstructed === true
  }
}

/** The measure now; a missing one is noted and null. */
export const measureNow = (view: View, name: string, noted: Noted): Value => {
  const measurement = view.look(name, 0)
  noted.used.add(name)
  noteOf(measurement, noted)
  return measurement?.kind === 'measured' ? valueOf(measurement.value, view.types[name]) : null
}

const named = (view: View, name: string, noted: Noted): Value | undefined => {
  if (view.has(name)) return measureNow(view, name, noted)
  const parameter = view.parameters[name]
  if (parameter !== undefined) return parameter
  noted.isOutside ||= view.types[name] !== undefined
  return view.types[name] === undefined ? undefined : null
}

/** Calls that a formula over measures may make beyond the functions of the language. */
export type Calls = (view: View, noted: Noted) => NonNullable<Environment['call']>

export const environmentOf = (view: View, noted: Noted, calls: Calls): Environment => ({
  name: (name) => named(view, name, noted),
  call: calls(view, noted),
})

/** The reason a reader is told first: nothing seen before seen too late before not computable. */
const telling: readonly Reason[] = [
  'no-data',
  'stale',
  'suppressed',
  'share-above-one',
  'zero-denominator',
  'aggregate-of-nothing',
  'series-too-short',
  'unknown-value',
]
export const reasonOf = (reasons: ReadonlySet<Reason>): Reason =>
  telling.find((reason) => reasons.has(reason)) ?? 'unknown-value'
