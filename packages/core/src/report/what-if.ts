import { latestInterval, type Series } from '../analyse/index.ts'
import type { Card, Interval, Result } from '../term/index.ts'
import { whyMissing } from './answer.ts'
import { differenceOf, kindOf, type Difference } from './difference.ts'
import { periodText } from './date-words.ts'
import { indicatorSeries } from './indicator-series.ts'
import { en } from './message/index.ts'
import { indicatorQuantity } from './overview.ts'
import { aligned, clean, quantityIn, quantityOf, type Quantity } from './quantity.ts'
import { groupKey, groupName, largestOf, numberOf, seriesOf, totalsOf, type Point } from './series.ts'
import { statusMark, type StatusMark } from './status-mark.ts'
import { shownUnit, unitHeading } from './unit-words.ts'

const words = en.compare.whatIf

/** What an indicator comes to with the evidence as it is, or as it would be; the first of a list is what is. */
export type Supposition = {
  readonly name: string
  readonly cost: { readonly amount: number; readonly unit: string } | null
  readonly results: readonly Result[]
}

/** One supposition in the period looked at. */
export type WhatIfSide = {
  readonly name: string
  readonly cost: Quantity | null
  readonly value: Quantity | null
  readonly interval: Interval | null
  /** “9.1 to 22 %”. */
  readonly intervalText: string | null
  readonly status: StatusMark | null
}

export type WhatIfDifference = {
  readonly from: string
  readonly to: string
  readonly difference: Difference | null
  /** What one unit of improvement costs: of a share one percentage point. */
  readonly costPerEffect: CostPerEffect | null
  readonly sentences: readonly string[]
}

export type CostPerEffect = {
  readonly value: number
  readonly unit: string
  readonly per: string
  readonly lower: number | null
  readonly upper: number | null
}

/** The indicator by period or group (rows) and supposition (columns). */
export type WhatIfTable = {
  readonly unit: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly key: string; readonly name: string; readonly cells: readonly (string | null)[] }[]
}

/** An indicator as it is and as it would be, side by side. */
export type WhatIf = {
  readonly question: string
  readonly scenario: string
  readonly measure: string
  readonly period: string
  readonly sides: readonly WhatIfSide[]
  readonly differences: readonly WhatIfDifference[]
  readonly periods: WhatIfTable
  readonly groups: WhatIfTable | null
}

/** A supposition with its course, and the point of the period looked at. */
type Placed = Supposition & { readonly points: readonly Point[]; readonly at: Point | undefined }

const intervalOf = (series: Series, point: Point, card: Card): Interval | null => {
  const one = { ...indicatorSeries([point], card), of: series.of }
  const found = latestInterval(one, [])
  if (found === null || found.of === 'mean') return null
  const { of: _, ...interval } = found
  return interval
}

const intervalText = ({ lower, upper }: Interval, { indicator: { unit } }: Card): string => {
  const shown = shownUnit(unit, Math.abs(upper))
  return words.interval(quantityIn(lower, shown).number, quantityIn(upper, shown).text)
}

const sideOf = (series: Series, { name, cost, at }: Placed, card: Card): WhatIfSide => {
  const interval = at === undefined || numberOf(at.result) === null ? null : intervalOf(series, at, card)
  return {
    name,
    cost: cost === null ? null : quantityOf(cost.amount, cost.unit),
    value: at === undefined ? null : indicatorQuantity(at.result, card),
    interval,
    intervalText: interval === null ? null : intervalText(interval, card),
    status: at === undefined ? null : statusMark(at.result.indicator.status),
  }
}

/** How much better a change is, in what one pays for: points of a share, else units. Null where nothing says better. */
const gainOf = (change: number, { indicator }: Card): number | null => {
  const size = indicator.unit === 'percent' ? clean(change * 100) : change
  return indicator.direction === 'inside is better' ? null : indicator.direction === 'higher is better' ? size : -size
}

const perOf = ({ indicator: { unit } }: Card): string => {
  if (unit === 'percent') return words.point
  const { word, under } = shownUnit(unit, 1)
  return word === '' ? en.unit.pure : under === null ? word : en.unit.per(word, under)
}

/** From the limits of the difference, where all of it is better. */
const costLimits = (cost: number, { test }: Difference, card: Card): Pick<CostPerEffect, 'lower' | 'upper'> => {
  const none = { lower: null, upper: null }
  if (test === null || test.scale !== 'difference' || test.upper === null) return none
  const [a, b] = [gainOf(test.lower, card), gainOf(test.upper, card)]
  if (a === null || b === null || Math.min(a, b) <= 0) return none
  return { lower: cost / Math.max(a, b), upper: cost / Math.min(a, b) }
}

const costPerEffect = (cost: Supposition['cost'], difference: Difference, card: Card): CostPerEffect | null => {
  const gain = gainOf(difference.change, card)
  if (cost === null || gain === null || gain <= 0) return null
  return { value: cost.amount / gain, unit: cost.unit, per: perOf(card), ...costLimits(cost.amount, difference, card) }
}

const costText = (cost: number, unit: string): string => quantityOf(cost, unit).text

const costSentence = ({ name, cost }: Placed, per: CostPerEffect | null): readonly string[] => {
  if (cost === null) return []
  const costs = words.costs(name, costText(cost.amount, cost.unit))
  if (per === null) return [`${costs}; ${words.noEffect}.`]
  const each = costText(per.value, per.unit)
  const said =
    per.lower === null || per.upper === null
      ? words.perEffect(each, per.per)
      : words.perEffectFrom(each, per.per, costText(per.lower, per.unit), costText(per.upper, per.unit))
  return [`${costs}: ${said}.`]
}

/** Of two alternatives what the better one costs more for each unit that it is better. */
const furtherSentence = (from: Placed, to: Placed, { change }: Difference, card: Card): readonly string[] => {
  const gain = gainOf(change, card)
  if (gain === null || from.cost === null || to.cost === null || from.cost.unit !== to.cost.unit) return []
  const cost = to.cost.amount - from.cost.amount
  if (cost * gain > 0) {
    const [better, other] = gain > 0 ? [to, from] : [from, to]
    return [words.further(better.name, other.name, costText(cost / gain, to.cost.unit), perOf(card))]
  }
  if (cost === 0 && gain === 0) return []
  const [worse, better] = cost >= 0 && gain <= 0 ? [to, from] : [from, to]
  return [words.dominated(worse.name, better.name)]
}

const testSentence = ({ change, verdict, why }: Difference): readonly string[] => {
  if (change === 0) return []
  if (verdict === null) return [words.notTested(why ?? en.compare.notTested)]
  return [verdict === 'not shown' ? words.notShown : words.shown]
}

const valueText = ({ at }: Placed, card: Card): string =>
  at === undefined ? en.mark.noValue : (indicatorQuantity(at.result, card)?.text ?? en.mark.noValue)

const whyNoValue = ({ at }: Placed): string =>
  at === undefined ? en.reasons['no-data'] : at.result.indicator.value === null ? whyMissing(at.result) : ''

const differenceSentence = (from: Placed, to: Placed, difference: Difference | null, card: Card): string => {
  if (difference === null) return words.noValue(to.name, whyNoValue(to) || whyNoValue(from))
  const [value, other] = [valueText(to, card), valueText(from, card)]
  if (difference.change === 0) return words.same(to.name, from.name, value)
  const limits = difference.limits === null ? '' : ` (${difference.limits})`
  return words.sentence(to.name, value, from.name, other, `${difference.amount}${limits}`)
}

const differenceBetween = (series: Series, from: Placed, to: Placed, isBase: boolean, card: Card): WhatIfDifference => {
  const difference =
    from.at === undefined || to.at === undefined ? null : (differenceOf(series, from.at, to.at, card) ?? null)
  const per = difference === null || !isBase ? null : costPerEffect(to.cost, difference, card)
  return {
    from: from.name,
    to: to.name,
    difference,
    costPerEffect: per,
    sentences: [
      differenceSentence(from, to, difference, card),
      ...(difference === null
        ? []
        : [
            ...(isBase ? testSentence(difference) : []),
            ...(isBase ? costSentence(to, per) : furtherSentence(from, to, difference, card)),
          ]),
    ],
  }
}

type Line = { readonly key: string; readonly name: string; readonly points: readonly (Point | undefined)[] }

const tableOf = (lines: readonly Line[], sides: readonly Supposition[], card: Card): WhatIfTable => {
  const results = lines.flatMap(({ points }) => points.flatMap((point) => point?.result ?? []))
  const shown = shownUnit(card.indicator.unit, largestOf(results))
  const columns = sides.map((_, i) =>
    aligned(
      lines.map(({ points }) => {
        const result = points[i]?.result
        return result === undefined ? null : numberOf(result)
      }),
      shown,
    ),
  )
  return {
    unit: unitHeading(shown),
    columns: sides.map(({ name }) => name),
    rows: lines.map(({ key, name }, i) => ({ key, name, cells: columns.map((cells) => cells[i] ?? null) })),
  }
}

const startsIn = (sides: readonly Placed[]): readonly Result['period'][] => {
  const byStart = new Map(sides.flatMap(({ points }) => points.map(({ result: { period } }) => [period.start, period])))
  return [...byStart.values()].toSorted((a, b) => (a.start < b.start ? 1 : -1))
}

const periodTable = (sides: readonly Placed[], card: Card): WhatIfTable =>
  tableOf(
    startsIn(sides).map((period) => ({
      key: period.start,
      name: periodText(period),
      points: sides.map(({ points }) => points.find(({ result }) => result.period.start === period.start)),
    })),
    sides,
    card,
  )

const groupTable = (sides: readonly Supposition[], start: string, card: Card): WhatIfTable | null => {
  const inPeriod = sides.map(({ results }) =>
    results.filter(({ period, group }) => period.start === start && Object.keys(group).length > 0),
  )
  const groups = new Map(inPeriod.flat().map(({ group }) => [groupKey(group), group]))
  if (groups.size === 0) return null
  const lines = [...groups]
    .map(([key, group]) => ({
      key,
      name: groupName(group, card.by),
      points: inPeriod.map((results) => seriesOf(results.filter((each) => groupKey(each.group) === key))[0]),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return tableOf(lines, sides, card)
}

/** The last period for which there is a value as things are; else the last of all. */
const latestStart = (base: readonly Point[]): string | undefined =>
  (base.findLast(({ result }) => numberOf(result) !== null) ?? base.at(-1))?.result.period.start

/**
 * An indicator as the evidence is and as it would be, compared with what is and with each other, in the last period there is
 * a value for. Undefined where there is no period at all. Rows are the same on all sides, so a difference is certain of
 * this evidence; its limits say how far chance would let it vary between one period with the alternative and one without.
 */
export const whatIfOf = (scenario: string, suppositions: readonly Supposition[], card: Card): WhatIf | undefined => {
  const [base] = suppositions
  const course = base === undefined ? [] : seriesOf(totalsOf(base.results))
  const start = latestStart(course)
  const sides = suppositions.map((each): Placed => {
    const points = seriesOf(totalsOf(each.results))
    return { ...each, points, at: points.find(({ result }) => result.period.start === start) }
  })
  const now = sides[0]?.at
  if (start === undefined || now === undefined) return undefined
  const series = kindOf(course, card)
  return {
    question: card.title,
    scenario,
    measure: card.indicator.measure,
    period: periodText(now.result.period),
    sides: sides.map((side) => sideOf(series, side, card)),
    differences: sides.flatMap((from, i) =>
      sides.slice(i + 1).map((to) => differenceBetween(series, from, to, i === 0, card)),
    ),
    periods: periodTable(sides, card),
    groups: groupTable(sides, start, card),
  }
}
