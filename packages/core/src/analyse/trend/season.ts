import { gammaCdf } from '../../distribution/index.ts'
import { found, lackOf, withheld, type Answer } from '../answer.ts'
import { blocksOf, ranksOf } from '../ranks.ts'

export type Season = {
  /** Kruskal and Wallis’s H, with their correction for ties. */
  readonly h: number
  readonly groups: number
  readonly p: number
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/**
 * Do values of one season differ from those of others by more than chance? The test of W. H. Kruskal and W. A. Wallis
 * (JASA 47, 1952, 583–621) over the ranks of all values; the chance is that of χ². Take a trend out first: later seasons
 * would be higher for it. Withheld: fewer than 2 seasons, labels that are not as many as values, a value that is not
 * finite, all the same.
 * @example seasonIn([1, 9, 2, 8, 1.5, 9.5], ['a', 'b', 'a', 'b', 'a', 'b']).groups //=> 2
 */
export const seasonIn = (values: readonly number[], labels: readonly (number | string)[]): Answer<Season> => {
  if (values.length !== labels.length) return withheld('unequal-lengths')
  const lack = lackOf(values, 3)
  if (lack !== undefined) return lack
  const n = values.length
  const ranks = ranksOf(values)
  const groups = [...Map.groupBy(ranks.keys(), (i) => labels[i]).values()]
  if (groups.length < 2) return withheld('too-few', 2)
  const ties = sumOf(blocksOf(values).map((size) => size ** 3 - size))
  if (ties === n ** 3 - n) return withheld('constant')
  const squares = sumOf(groups.map((places) => sumOf(places.map((i) => ranks[i] ?? 0)) ** 2 / places.length))
  const h = ((12 / (n * (n + 1))) * squares - 3 * (n + 1)) / (1 - ties / (n ** 3 - n))
  return found({ h, groups: groups.length, p: 1 - gammaCdf(Math.max(0, h) / 2, (groups.length - 1) / 2) })
}
