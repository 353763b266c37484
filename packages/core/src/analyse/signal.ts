/** On which side of the centre; null where a rule speaks of no side. */
export type Side = 'above' | 'below'

/** What a rule looks at: what is drawn, with its limits, point by point. Without `sigma` there are no zones. */
export type Track = {
  readonly drawn: readonly number[]
  readonly centre: readonly number[]
  readonly lower: readonly number[] | null
  readonly upper: readonly number[] | null
  readonly sigma: readonly number[] | null
  /** With which chance a stable process is on either side of the centre, where that is not about a half. */
  readonly sides?: Readonly<Record<Side, number>>
}

/** Where a rule fired, by places on the track: from where on, at which point it could be told, and until where. */
export type Firing = {
  readonly side: Side | null
  readonly from: number
  readonly found: number
  readonly to: number
}

/** A run rule (Western Electric, Statistical Quality Control Handbook, 1956, and those made for run charts). */
export type Rule<Name extends string = string> = {
  readonly name: Name
  /** For how many points after its last one a signal still speaks of the present. */
  readonly lasts: number
  readonly find: (track: Track) => readonly Firing[]
}

/** Doubles that differ by rounding are the same: a point on a limit is not beyond it (16 + 3 × √16 is 28). */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))

/** @example isAbove(28, 16 + 3 * Math.sqrt(16)) //=> false */
export const isAbove = (value: number, limit: number): boolean => value > limit && !isSame(value, limit)
export const isBelow = (value: number, limit: number): boolean => value < limit && !isSame(value, limit)

/** The side of the centre a point lies on; on it, neither. */
export const sideOf = (value: number, centre: number): Side | null =>
  isAbove(value, centre) ? 'above' : isBelow(value, centre) ? 'below' : null

/**
 * Stretches of neighbours on one side. A point on the centre is on no side and ends a run: eight in a row is a claim
 * about eight points, and without this counts, which often equal their centre, would make runs out of nothing.
 */
export const runsOf = (sides: readonly (Side | null)[]): readonly Firing[] => {
  const runs: Firing[] = []
  let from = 0
  for (let i = 0; i <= sides.length; i++) {
    const side = sides[from] ?? null
    if (i < sides.length && sides[i] === side) continue
    if (side !== null) runs.push({ side, from, found: i - 1, to: i - 1 })
    from = i
  }
  return runs
}

/** So many of the last points beyond `sigmas` on one side, the last one among them. */
export const someOf =
  (wanted: number, of: number, sigmas: number) =>
  ({ drawn, centre, sigma }: Track): readonly Firing[] => {
    if (sigma === null) return []
    const beyond = drawn.map((value, i): Side | null => {
      const [middle, one] = [centre[i] ?? 0, sigma[i] ?? 0]
      if (isAbove(value, middle + sigmas * one)) return 'above'
      return isBelow(value, middle - sigmas * one) ? 'below' : null
    })
    const fired = beyond.map((side, i): Side | null => {
      if (side === null) return null
      const last = beyond.slice(Math.max(0, i - of + 1), i + 1)
      return last.filter((one) => one === side).length >= wanted ? side : null
    })
    return runsOf(fired).map(({ side, from, to }) => ({ side, from: Math.max(0, from - of + 1), found: from, to }))
  }
