import type { RuleName } from '../rule/index.ts'
import type { ValueBounds, SeriesKind, SeriesPoint } from '../series.ts'
import type { Side } from '../signal.ts'
import type { Traits } from './traits.ts'

/** A point that has a value. */
export type KnownPoint = SeriesPoint & { readonly value: number }

/** Points under one definition, and those of them that limits are taken from. */
export type Stretch = {
  readonly of: SeriesKind
  readonly bounds: ValueBounds
  readonly points: readonly KnownPoint[]
  readonly base: readonly KnownPoint[]
}

/** What somebody has set; without it the data say, or the usual value stands. */
export type ChartSettings = {
  readonly rules: readonly RuleName[] | null
  /** A known centre (a target, or what was established before) and a known sigma. */
  readonly centre: number | null
  readonly sigma: number | null
  /** EWMA: the weight of the newest value. */
  readonly weight: number
  /** CUSUM, in sigma: what is let pass at each point, and the sum at which to decide. */
  readonly slack: number
  readonly decision: number
}

/**
 * NIST/SEMATECH e-Handbook 6.3.2.3 and 6.3.2.4: weights of 0.2 to 0.3 are usual; a slack of half the shift to be found,
 * one sigma, with a decision at five alarms by chance once in 465 points.
 */
export const usualSettings: ChartSettings = {
  rules: null,
  centre: null,
  sigma: null,
  weight: 0.3,
  slack: 0.5,
  decision: 5,
}

/** A model applied to a stretch. Arrays have one entry for each point that is drawn. */
export type Fit = {
  /** Which points of the stretch are drawn, by their places; without it all of them. */
  readonly at?: readonly number[]
  readonly drawn: readonly number[]
  readonly centre: readonly number[]
  readonly lower: readonly number[] | null
  readonly upper: readonly number[] | null
  readonly sigma: readonly number[] | null
  /** With which chance a stable process is on either side of the centre, where that is not about a half. */
  readonly sides?: Readonly<Record<Side, number>>
  /** What is drawn rises where the values fall. */
  readonly turned?: true
  /** What is drawn is not the values themselves, and bounds of values do not hold for it. */
  readonly derived?: true
  readonly lines?: Readonly<Record<string, readonly number[]>>
  /** Figures behind the limits, by name. */
  readonly statistics: Readonly<Record<string, number>>
}

/** Why a model was chosen or withheld; the sentences stand in the message catalogue of `report`. */
export type ReasonCode =
  | 'few-points'
  | 'enough-for-limits'
  | 'any-values'
  | 'robust-on-request'
  | 'small-shifts-on-request'
  | 'share'
  | 'rate'
  | 'count'
  | 'no-share'
  | 'no-rate'
  | 'no-counts'
  | 'no-wholes'
  | 'not-whole'
  | 'spread'
  | 'spread-widened'
  | 'not-spread'
  | 'too-even'
  | 'rare'
  | 'rare-gaps'
  | 'rare-few-events'
  | 'few-events'
  | 'not-rare'
  | 'no-events'
  | 'time-between'
  | 'whole-time-between'
  | 'whole-numbers'
  | 'parts-of-time'
  | 'no-time-between'
  | 'another-first'

/** A code, and what its sentence needs. */
export type ModelReason = { readonly code: ReasonCode; readonly values: Readonly<Record<string, number | string>> }

/** It suits; another would suit better, but somebody may ask for it; or the series lacks what it needs. */
export type Fitness = { readonly kind: 'suits' | 'possible' | 'impossible'; readonly reason: ModelReason }

export const fitness = (kind: Fitness['kind'], code: ReasonCode, values: ModelReason['values'] = {}): Fitness => ({
  kind,
  reason: { code, values },
})

/** An analytical model (27004 3.2) that says what of a series is signal and what is noise: one file each in `model/`. */
export type AnalyticalModel<Name extends string = string> = {
  readonly name: Name
  readonly rules: readonly RuleName[]
  /** Taken only where somebody asks for it. */
  readonly onRequest?: true
  /** Whether it suits what the values are, and why. */
  readonly suits: (traits: Traits) => Fitness
  readonly fit: (stretch: Stretch, settings: ChartSettings) => Fit
}
