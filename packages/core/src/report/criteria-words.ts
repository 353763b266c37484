import type { Band, Card, CardCriteria } from '../term/index.ts'
import { en } from './message/index.ts'
import { isPlace, quantityIn } from './quantity.ts'
import { shownUnit, type ShownUnit } from './unit-words.ts'

const { criterion: words } = en

/** Bands are in the shown unit for percent (0–100) and in the stored unit otherwise (term/card.ts). */
const inStored = (value: number, unit: string | null): number => (unit === 'percent' ? value / 100 : value)

const limitText = (value: number, unit: string | null): string => {
  const stored = inStored(value, unit)
  return quantityIn(stored, shownUnit(unit, Math.abs(stored))).text
}

/** “from 11 to 25 rules”: the unit is said once, unless it stands before the number. */
const startText = (value: number, unit: string | null): string => {
  const stored = inStored(value, unit)
  const shown = shownUnit(unit, Math.abs(stored))
  const isWhole = shown.kind === 'money' || isPlace(shown)
  return unit === 's' ? limitText(value, unit) : quantityIn(stored, shown)[isWhole ? 'text' : 'number']
}

/** No measure counted or shared is below zero, so `[0..5]` reads “at most 5”. */
const isFloor = (limit: number | null): boolean => limit === null || limit === 0

const isCeiling = (limit: number | null, unit: string | null): boolean =>
  limit === null || (limit === 100 && unit === 'percent')

/** @example bandText({ from: null, to: 5, fromIncluded: false, toIncluded: true }, 'rule') //=> 'at most 5\u00a0rules' */
export const bandText = (band: Band, unit: string | null): string => {
  const text = (limit: number): string => limitText(limit, unit)
  const { from, to, fromIncluded, toIncluded } = band
  if (from !== null && from === to) return words.exactly(text(from))
  if (to !== null && isFloor(from) && (from === null || fromIncluded))
    return isCeiling(to, unit) && toIncluded
      ? words.anything
      : toIncluded
        ? words.atMost(text(to))
        : words.below(text(to))
  if (from !== null && isCeiling(to, unit) && (to === null || toIncluded))
    return fromIncluded ? words.atLeast(text(from)) : words.above(text(from))
  if (from === null || to === null) return words.anything
  if (fromIncluded && toIncluded) return words.between(startText(from, unit), text(to))
  return fromIncluded || toIncluded
    ? words.betweenOpen(text(from), text(to), fromIncluded)
    : words.inside(text(from), text(to))
}

/** Comparisons as they are printed, not as they are typed. */
const printed = (formula: string): string =>
  formula.trim().replace(/\s+/g, ' ').replaceAll('>=', '≥').replaceAll('<=', '≤').replaceAll('!=', '≠')

/** Several intervals, or the condition as written where it looks at more than one number. */
const bandsText = (bands: readonly Band[] | undefined, formula: string, unit: string | null): string => {
  if (bands === undefined) return words.written(printed(formula))
  return bands.length === 0 ? words.nothing : bands.map((band) => bandText(band, unit)).join(words.or)
}

export type CriteriaWords = { readonly met: string; readonly near: string | null; readonly notMet?: string }

export const criteriaWords = (criteria: CardCriteria, unit: string | null): CriteriaWords => ({
  met: bandsText(criteria.bands?.met, criteria.met, unit),
  near: criteria.near === null ? null : bandsText(criteria.bands?.near, criteria.near, unit),
  ...(criteria.notMet === undefined ? {} : { notMet: bandsText(undefined, criteria.notMet, unit) }),
})

/** The set of criteria a period is judged by: the newest valid on its last day (`end` is the day after). */
export const criteriaOf = (card: Card, { end }: { readonly end: string }): CardCriteria | undefined =>
  card.criteria
    .filter(({ from }) => from < end)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)

/** The limits of all bands in the shown unit of percent: what a number must not be rounded onto. */
export const limitsOf = (criteria: CardCriteria | undefined): readonly number[] =>
  [...(criteria?.bands?.met ?? []), ...(criteria?.bands?.near ?? [])]
    .flatMap(({ from, to }) => [from, to])
    .filter((limit) => limit !== null)

/** A limit in the unit a chart or sentence shows. */
export const limitIn = (limit: number, unit: string | null, shown: ShownUnit): number =>
  inStored(limit, unit) * shown.factor
