import { effectOf, settled, type Effect, type Lack, type Series } from '../analyse/index.ts'
import type { Card } from '../term/index.ts'
import { indicatorSeries } from './indicator-series.ts'
import { en } from './message/index.ts'
import { quantityIn, quantityOf } from './quantity.ts'
import { numberOf, type Point } from './series.ts'
import { shownUnit, type ShownUnit } from './unit-words.ts'

const words = en.compare

/** Two values of one indicator, and whether chance alone explains how they differ. */
export type Difference = {
  /** The later or other value less the first, as values are stored. */
  readonly change: number
  /** “9.8 percentage points less”. */
  readonly amount: string
  /** Null where it cannot be tested; `why` says why. */
  readonly verdict: Effect['verdict'] | null
  readonly test: DifferenceTest | null
  /** The limits in words. */
  readonly limits: string | null
  readonly why: string | null
}

/** Limits of the difference for shares, of the ratio for events. */
export type DifferenceTest = Pick<Effect, 'by' | 'scale' | 'level'> & {
  readonly estimate: number | null
  readonly lower: number
  readonly upper: number | null
}

/** What the values of an indicator are, as far as its whole course shows. */
export const kindOf = (points: readonly Point[], card: Card): Series => settled(indicatorSeries(points, card))

const digits = (value: number, shown: ShownUnit): string => quantityIn(Math.abs(value), shown).number

/** A difference by its size; shares differ by points, not by per cent of themselves. */
const sizeOf = (value: number, shown: ShownUnit): string =>
  shown.kind === 'percent' ? en.analysis.points(digits(value, shown)) : quantityIn(Math.abs(value), shown).text

const directed = (value: number, size: string, shown: ShownUnit): string => {
  if (value === 0) return words.same
  if (value > 0) return words.more(size)
  return shown.kind === 'noun' && shown.under === null && shown.factor === 1 ? words.fewer(size) : words.less(size)
}

const levelText = (level: number): string => quantityOf(level, 'percent').text

const differenceLimits = (lower: number, upper: number, level: string, shown: ShownUnit): string => {
  const end = (value: number): string => directed(value, sizeOf(value, shown), shown)
  return upper <= 0
    ? words.from(digits(upper, shown), end(lower), level)
    : words.from(lower >= 0 ? digits(lower, shown) : end(lower), end(upper), level)
}

const limitsText = ({ scale, lower, upper, level }: DifferenceTest, shown: ShownUnit): string => {
  const said = levelText(level)
  const times = (value: number): string => quantityOf(value, null).text
  if (scale === 'ratio') return words.timesFrom(times(lower), upper === null ? null : times(upper), said)
  return differenceLimits(lower, upper ?? 0, said, shown)
}

const whyText = (why: Lack): string => words.withheld[why] ?? words.notTested

/** The whole course says what the values are; only the two of them are compared. */
const pairOf = (series: Series, before: Point, after: Point, card: Card): Series => {
  const pair = indicatorSeries([before, after], card)
  return { ...pair, of: series.of, direction: series.direction }
}

/**
 * How the second of two results of an indicator differs from the first: shares by the limits of their difference
 * (R. G. Newcombe), events by the exact ratio of their rates; single measured values only by what they are. Undefined where
 * one of them has no number. `series` is what `kindOf` gives of the whole course.
 */
export const differenceOf = (series: Series, before: Point, after: Point, card: Card): Difference | undefined => {
  const [from, to] = [numberOf(before.result), numberOf(after.result)]
  if (from === null || to === null) return undefined
  const change = to - from
  const shown = shownUnit(card.indicator.unit, Math.max(Math.abs(from), Math.abs(to)))
  const amount = directed(change, sizeOf(change, shown), shown)
  const effect = effectOf(pairOf(series, before, after, card), 1)
  if (effect.kind === 'withheld')
    return { change, amount, verdict: null, test: null, limits: null, why: whyText(effect.why) }
  const { by, scale, level, limits, verdict, change: estimate } = effect
  // Ranks of one value on each side say nothing.
  if (limits === null) return { change, amount, verdict: null, test: null, limits: null, why: whyText('too-few') }
  const test = { by, scale, level, estimate, ...limits }
  return { change, amount, verdict, test, limits: limitsText(test, shown), why: null }
}
