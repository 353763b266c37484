import { found, withheld, type Answer, type Withheld } from '../answer.ts'
import { kendallTau } from './kendall-tau.ts'
import { toldApart } from './told-apart.ts'

/** How levels of an ordinal scale were made into one number for each object. */
export type Composite = {
  /** A row for each object, with the level of each criterion: 1 for the lowest. */
  readonly rows: readonly (readonly number[])[]
  /** How many levels there are. */
  readonly levels: number
  /** One for each criterion; without them all weigh the same. As exponents where levels are multiplied. */
  readonly weights?: readonly number[]
  readonly by: 'sum' | 'product'
  /** Whether one scale serves all criteria (maturity), or each has its own (likelihood and impact). */
  readonly scales: 'shared' | 'own'
}

export type EncodingSensitivity = {
  readonly pairs: number
  /** Pairs whose order is that of the numbers chosen for the levels, and not of the levels. */
  readonly fragile: number
  /** Pairs of objects (from 0) of which that is so; the first ten. */
  readonly examples: readonly (readonly [number, number])[]
  /** Kendall’s τ between the order with equal steps and that with one step ten times as wide: the least of all tried. */
  readonly leastTau: number | null
  readonly meanTau: number | null
  readonly tried: number
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const lackOfComposite = ({ rows, levels, weights }: Composite): Withheld | undefined => {
  const criteria = rows[0]?.length ?? 0
  if (rows.length === 0 || criteria === 0) return withheld('no-values', 2)
  if (rows.length < 2) return withheld('too-few', 2)
  if (rows.some((row) => row.length !== criteria) || (weights !== undefined && weights.length !== criteria))
    return withheld('unequal-lengths')
  if (weights?.some((weight) => !Number.isFinite(weight))) return withheld('not-finite')
  if (weights?.some((weight) => weight < 0)) return withheld('negative')
  if (!rows.flat().every(Number.isInteger)) return withheld('not-whole')
  return rows.flat().some((level) => level < 1 || level > levels) ? withheld('out-of-range') : undefined
}

const weightsOf = ({ rows, weights }: Composite): readonly number[] => weights ?? (rows[0] ?? []).map(() => 1)

/** Weights this small come from rounding. */
const rounding = 1e-12

/**
 * How much one object is ahead of another at each step of each scale: whatever the steps are worth, their sum by these is
 * the difference of the two.
 */
const leads = (composite: Composite, one: readonly number[], other: readonly number[]): readonly number[] => {
  const weights = weightsOf(composite)
  const steps = Array.from({ length: composite.levels - 1 }, (_, i) => i + 2)
  const lead = (criterion: number, step: number): number =>
    (weights[criterion] ?? 0) * (Number((one[criterion] ?? 0) >= step) - Number((other[criterion] ?? 0) >= step))
  const each = steps.map((step) => weights.map((_, criterion) => lead(criterion, step)))
  return composite.scales === 'own' ? each.flat() : each.map(sumOf)
}

const isFragile = (ahead: readonly number[]): boolean =>
  ahead.some((lead) => lead > rounding) && ahead.some((lead) => lead < -rounding)

const pairsOf = (n: number): readonly (readonly [number, number])[] =>
  Array.from({ length: n }, (_, j) => Array.from({ length: j }, (__, i) => [i, j] as const)).flat()

/** What each level is worth: 1 for the first, and one more for each step, ten for the wide one. */
const worth = (levels: number, wide: number | null): readonly number[] =>
  Array.from({ length: levels }, (_, level) => 1 + level + (wide !== null && level >= wide ? 9 : 0))

const scored = (composite: Composite, encodings: readonly (readonly number[])[]): readonly number[] => {
  const weights = weightsOf(composite)
  const scores = composite.rows.map((row) => {
    const worths = row.map((level, criterion) => encodings[criterion]?.[level - 1] ?? 0)
    const parts = worths.map((each, i) => (weights[i] ?? 0) * (composite.by === 'sum' ? each : Math.log(each)))
    return sumOf(parts)
  })
  return toldApart(scores)
}

/** Equal steps; then one step wide, on all scales at once, and where criteria have their own on one at a time. */
const alternatives = (composite: Composite): readonly (readonly (readonly number[])[])[] => {
  const criteria = weightsOf(composite)
  const wide = Array.from({ length: composite.levels - 1 }, (_, i) => worth(composite.levels, i + 1))
  const equal = worth(composite.levels, null)
  const onAll = wide.map((encoding) => criteria.map(() => encoding))
  const onOne = wide.flatMap((encoding) =>
    criteria.map((_, own) => criteria.map((__, i) => (i === own ? encoding : equal))),
  )
  return composite.scales === 'own' ? [...onAll, ...onOne] : onAll
}

/**
 * Is the order of objects by a composite that of their levels, or of the numbers chosen for the levels? Levels of an
 * ordinal scale may be given any rising numbers (S. S. Stevens, Science 103, 1946, 677–680), positive ones where they are
 * multiplied. Exact: a pair keeps its order under all of them where one object is ahead, or level, at every step of every
 * scale, and under no more than some where each is ahead somewhere. Withheld: fewer than 2 objects, rows unlike in
 * length, levels that are not whole numbers from 1 to the highest, weights that are negative or not finite.
 * @example encodingSensitivity({ rows: [[1, 5], [3, 3]], levels: 5, by: 'product', scales: 'own' }).fragile //=> 1
 */
export const encodingSensitivity = (composite: Composite): Answer<EncodingSensitivity> => {
  const lack = lackOfComposite(composite)
  if (lack !== undefined) return lack
  const { rows, levels } = composite
  const pairs = pairsOf(rows.length)
  const fragile = pairs.filter(([i, j]) => isFragile(leads(composite, rows[i] ?? [], rows[j] ?? [])))
  const equal = scored(
    composite,
    weightsOf(composite).map(() => worth(levels, null)),
  )
  const taus = alternatives(composite).map((each) => kendallTau(equal, scored(composite, each)))
  const told = taus.flatMap((answer) => (answer.kind === 'found' ? [answer.tau] : []))
  return found({
    pairs: pairs.length,
    fragile: fragile.length,
    examples: fragile.slice(0, 10),
    leastTau: told.length === 0 ? null : Math.min(...told),
    meanTau: told.length === 0 ? null : sumOf(told) / told.length,
    tried: taus.length,
  })
}
