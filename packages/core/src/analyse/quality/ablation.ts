import { found, lackOf, withheld, type Answer } from '../answer.ts'
import { ranksOf } from '../ranks.ts'
import { kendallTau } from './kendall-tau.ts'
import { toldApart } from './told-apart.ts'

/** What becomes of the order of objects when one criterion is left out. */
export type Ablated = {
  /** The place of the criterion, from 0. */
  readonly without: number
  readonly scores: readonly number[]
  /** Kendall’s τ with the order by all criteria; null where one of the two does not differ. */
  readonly tau: number | null
  /** By how many places the object that moves most moves. */
  readonly largestMove: number
}

export type Ablation = {
  readonly scores: readonly number[]
  readonly table: readonly Ablated[]
  /** The share of pairs of objects that the composite does not tell apart. */
  readonly tieRate: number
}

const weighted = (rows: readonly (readonly number[])[], weights: readonly number[]): readonly number[] => {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return rows.map((row) => row.reduce((sum, value, i) => sum + value * ((weights[i] ?? 0) / all), 0))
}

const largestMove = (before: readonly number[], after: readonly number[]): number => {
  const places = ranksOf(after)
  return Math.max(...ranksOf(before).map((place, i) => Math.abs(place - (places[i] ?? place))))
}

const tieRateOf = (scores: readonly number[]): number => {
  const tied = scores.reduce((sum, score, j) => sum + scores.slice(0, j).filter((other) => other === score).length, 0)
  return tied / ((scores.length * (scores.length - 1)) / 2)
}

/**
 * What a weighted composite rests on: its weighted mean, and the same without each criterion in turn, with the weights of
 * the others as they were to each other (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, step 7). A row of
 * values for each object, on one scale. Withheld: fewer than 2 objects or 2 criteria, rows unlike in length, a value or
 * weight that is not finite, negative weights, a criterion that carries all the weight.
 * @example ablationOf([[1, 0], [0, 1]], [3, 1]).table[0].tau //=> -1
 */
export const ablationOf = (rows: readonly (readonly number[])[], weights: readonly number[]): Answer<Ablation> => {
  if (rows.some((row) => row.length !== weights.length)) return withheld('unequal-lengths')
  const lack = lackOf(weights, 2) ?? lackOf(rows.flat(), 2 * weights.length)
  if (lack !== undefined) return lack
  if (weights.some((weight) => weight < 0)) return withheld('negative')
  if (weights.filter((weight) => weight > 0).length < 2) return withheld('zero-denominator')
  const scores = toldApart(weighted(rows, weights))
  const table = weights.map((_, without) => {
    const rest = toldApart(
      weighted(
        rows,
        weights.map((weight, i) => (i === without ? 0 : weight)),
      ),
    )
    const tau = kendallTau(scores, rest)
    return { without, scores: rest, tau: tau.kind === 'found' ? tau.tau : null, largestMove: largestMove(scores, rest) }
  })
  return found({ scores, table, tieRate: tieRateOf(scores) })
}
