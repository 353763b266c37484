/**
 * What was measured, by construct and group, as series. In: results and the cards of their constructs, whoever made them.
 * Out: the course of a measure up to any period, as it would have been seen then.
 */
import type { Series } from '@isometric/core/analyse'
import { indicatorSeries, seriesOf, viewedBy, type Point } from '@isometric/core/report'
import type { Card, Result } from '@isometric/core/term'

/** A closed period as it was known at the end of later ones, in order; the first is what was known when it closed. */
export type KnownThen = { readonly period: Result['period']; readonly value: number }

export type Measured = {
  readonly cards: readonly Card[]
  readonly results: readonly Result[]
  /** Of the period in which the late cost falls; empty where it was not watched. */
  readonly knownThen: readonly KnownThen[]
}

export type Course = { readonly card: Card; readonly points: readonly Point[] }

const levelOf = ({ group }: Result): string | undefined => {
  const levels = Object.values(group)
  return levels.length === 0 ? undefined : levels.join(' | ')
}

export type Wanted = { readonly construct: string; readonly group?: string }

/** A programme has many groups, and each is asked for once in every period. */
export const coursesIn = ({ cards, results }: Measured): ((wanted: Wanted) => Course) => {
  const keyOf = (construct: string, level: string | undefined): string => JSON.stringify([construct, level ?? null])
  const found = Map.groupBy(results, (one) => keyOf(one.construct, levelOf(one)))
  return ({ construct, group }) => {
    const [card, own] = [cards.find(({ id }) => id === construct), found.get(keyOf(construct, group))]
    if (card === undefined || own === undefined) throw new Error(`Nothing is measured of ${construct} ${group ?? ''}`)
    return { card, points: seriesOf(own) }
  }
}

/** The groups of a construct by their levels, over all periods up to one. */
export const groupsUpTo = (
  { results }: Measured,
  construct: string,
  last: Result['period'],
): ReadonlyMap<string, readonly Result[]> =>
  Map.groupBy(
    results.filter((one) => one.construct === construct && one.period.end <= last.end && levelOf(one) !== undefined),
    (one) => levelOf(one) ?? '',
  )

/** The course of one measure up to a period, its place counted from 0. */
export const seriesUpTo = ({ card, points }: Course, measure: string, at: number): Series => {
  const view = viewedBy(measure, points.slice(0, at + 1), card)
  return indicatorSeries(view.points, view.card)
}
