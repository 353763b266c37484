/** What the values of a series are: that decides how far chance alone moves them. */
export const seriesKinds = ['measurement', 'share', 'count', 'rate', 'time between'] as const
export type SeriesKind = (typeof seriesKinds)[number]

/** Why a point has no value; absence is never zero. */
export type Absent = 'missing' | 'zero-denominator'

/** One period. A share has a part and a whole; a rate has a count as its part and the exposure as its whole. */
export type SeriesPoint = {
  readonly period: string
  readonly value: number | null
  readonly why?: Absent
  readonly part?: number
  readonly whole?: number
  /** Periods that are missing just before this one. They are told, never filled. */
  readonly gap?: number
}

export type ValueBounds = { readonly lower: number | null; readonly upper: number | null }

/** Which way is better; null where nobody has said. */
export type Better = 'higher' | 'lower' | null

/** A range of points by their place in the series, both ends included. */
export type PointRange = { readonly from: number; readonly to: number }

/** The input of analysis: values in the order of their periods, with all that must be known to judge them. */
export type Series = {
  readonly of: SeriesKind
  /** Nobody said what the values are; whole numbers were taken for counts, and may prove to be none. */
  readonly isGuessed?: true
  readonly points: readonly SeriesPoint[]
  readonly bounds: ValueBounds
  readonly direction: Better
  /** Places at which a new definition begins: limits begin anew there. */
  readonly breaks: readonly number[]
  /**
   * The points that limits are taken from, where somebody froze them, one range for each stretch between breaks at most;
   * without one all points of the stretch.
   */
  readonly baselines: readonly PointRange[]
}

/** Values cannot lie outside, whatever a limit computes to. */
export const boundsOf: Readonly<Record<SeriesKind, ValueBounds>> = {
  measurement: { lower: null, upper: null },
  share: { lower: 0, upper: 1 },
  count: { lower: 0, upper: null },
  rate: { lower: 0, upper: null },
  'time between': { lower: 0, upper: null },
}

export const seriesOfValues = (values: readonly number[], of: SeriesKind = 'measurement'): Series => ({
  of,
  points: values.map((value, i) => ({ period: String(i + 1), value })),
  bounds: boundsOf[of],
  direction: null,
  breaks: [],
  baselines: [],
})

/** Shares and rates from what they are made of; where there is nothing to divide by there is no value. */
export const seriesOfParts = (
  parts: readonly (readonly [part: number, whole: number])[],
  of: 'share' | 'rate' = 'share',
): Series => ({
  ...seriesOfValues([], of),
  points: parts.map(([part, whole], i) => ({ period: String(i + 1), ...dividedBy(part, whole) })),
})

/** @example dividedBy(3, 20).value //=> 0.15 */
export const dividedBy = (part: number, whole: number): Omit<SeriesPoint, 'period'> =>
  whole === 0 ? { value: null, why: 'zero-denominator', part, whole } : { value: part / whole, part, whole }
