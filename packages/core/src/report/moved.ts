import { ratioChange, type UnitRatio } from '../analyse/index.ts'
import type { Card, Result } from '../term/index.ts'
import { periodText } from './date-words.ts'
import { partsIn } from './indicator-series.ts'
import { en } from './message/index.ts'
import { aligned, numberText, quantityIn } from './quantity.ts'
import { groupKey, groupName, numberOf, type Point } from './series.ts'
import { shownUnit, unitHeading, type ShownUnit } from './unit-words.ts'

const words = en.compare.moved

/** How much of a change one group made. */
export type GroupMove = {
  readonly key: string
  readonly name: string
  readonly before: number | null
  readonly after: number | null
  /** Of the change of the whole, as values are stored. */
  readonly change: number
  /** Of a ratio: what went on within the group, and what came from its growing or shrinking. */
  readonly rate: number | null
  readonly mix: number | null
}

/** Which groups moved an indicator between two periods; `why` says why that cannot be told. */
export type Moved = {
  readonly since: string
  readonly period: string
  readonly change: number
  readonly mix: number | null
  readonly rate: number | null
  readonly groups: readonly GroupMove[]
  /** The same as it is shown. */
  readonly table: MovedTable
  readonly sentences: readonly string[]
  readonly why: string | null
}

export type MovedTable = {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly key: string; readonly name: string; readonly cells: readonly (string | null)[] }[]
}

type Part = { readonly part: number; readonly whole: number }
type Told = {
  readonly groups: readonly GroupMove[]
  readonly change: number
  readonly mix: number | null
  readonly rate: number | null
}
type Why = keyof typeof words.why

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

const isHidden = ({ reasons }: Result): boolean => Object.values(reasons).includes('suppressed')

/** The rest of groups that are hidden is known only where rows are counted or added up once each. */
const isPlainSum = (card: Card, names: readonly string[]): boolean =>
  names.every((name) => {
    const formula = card.baseMeasures.find((each) => each.name === name)?.formula.trim() ?? ''
    return /^(count|sum)\(/.test(formula) && !/distinct values|\bfor\b|\) *[-+*/]/.test(formula)
  })

/** What is added up: of a ratio its part and its whole, else the value over one. */
const partOf = (result: Result, card: Card): Part | undefined => {
  const parts = partsIn(card, result)
  if (parts !== undefined) return { part: parts[0], whole: parts[1] }
  const value = numberOf(result)
  return value === null || card.derivedMeasures.some(({ name }) => name === result.indicator.measure)
    ? undefined
    : { part: value, whole: 0 }
}

const namesOf = (card: Card): readonly string[] => {
  const formula = card.derivedMeasures.find(({ name }) => name === card.indicator.measure)?.formula
  return formula === undefined
    ? [card.indicator.measure]
    : card.baseMeasures.map(({ name }) => name).filter((name) => formula.includes(name))
}

/** The groups of one period that add up to its total, or why they do not. */
const unitsOf = (total: Result, groups: readonly Result[], card: Card): readonly UnitRatio[] | Why => {
  const whole = partOf(total, card)
  if (whole === undefined) return 'no-parts'
  const shown = groups.filter((group) => !isHidden(group))
  const units = shown.flatMap((result): readonly UnitRatio[] => {
    const part = partOf(result, card)
    return part === undefined ? [] : [{ unit: groupKey(result.group), ...part }]
  })
  const rest = units.reduce((left, { part, whole: of }) => ({ part: left.part - part, whole: left.whole - of }), whole)
  if (shown.length < groups.length)
    return isPlainSum(card, namesOf(card)) ? [...units, { unit: hiddenKey, ...rest }] : 'hidden'
  return isNear(rest.part, 0) && isNear(rest.whole, 0) ? units : 'not-additive'
}

/** No key of a group: keys are encoded. */
const hiddenKey = ' hidden'

const sumOf = (units: readonly UnitRatio[], unit: string): UnitRatio | undefined =>
  units.find((each) => each.unit === unit)

const keysIn = (before: readonly UnitRatio[], after: readonly UnitRatio[]): readonly string[] => [
  ...new Set([...before, ...after].map(({ unit }) => unit)),
]

const byDifference = (before: readonly UnitRatio[], after: readonly UnitRatio[], nameOf: NameOf): Told => {
  const groups = keysIn(before, after).map((key): GroupMove => {
    const [from, to] = [sumOf(before, key)?.part ?? null, sumOf(after, key)?.part ?? null]
    const change = (to ?? 0) - (from ?? 0)
    return { key, name: nameOf(key), before: from, after: to, change, rate: null, mix: null }
  })
  return { groups, change: groups.reduce((sum, { change }) => sum + change, 0), mix: null, rate: null }
}

type NameOf = (key: string) => string

const ratioIn = (units: readonly UnitRatio[], key: string): number | null => {
  const unit = sumOf(units, key)
  return unit === undefined || unit.whole === 0 ? null : unit.part / unit.whole
}

const byRatio = (before: readonly UnitRatio[], after: readonly UnitRatio[], nameOf: NameOf): Told | undefined => {
  const found = ratioChange(before, after)
  if (found.kind === 'withheld') return undefined
  const { change, mix, rate, units } = found
  const groups = units.map(({ unit, ...effects }): GroupMove => ({
    key: unit,
    name: nameOf(unit),
    before: ratioIn(before, unit),
    after: ratioIn(after, unit),
    change: effects.mix + effects.rate,
    ...effects,
  }))
  return { groups, change, mix, rate }
}

const largestFirst = (a: GroupMove, b: GroupMove): number => Math.abs(b.change) - Math.abs(a.change)

const size = (value: number, shown: ShownUnit): string =>
  shown.kind === 'percent'
    ? en.analysis.points(quantityIn(Math.abs(value), shown).number)
    : quantityIn(Math.abs(value), shown).text

/** One digit more than the change itself is told with. */
const digitsOf = (change: number, shown: ShownUnit): number => {
  const text = quantityIn(Math.abs(change), shown).number
  return text.includes('.') ? (text.split('.')[1] ?? '').length + 1 : 0
}

const signed = (name: string, value: number, shown: ShownUnit, digits: number): string => {
  const number = numberText(Math.abs(value) * shown.factor, digits)
  return value < 0 ? words.down(name, number) : words.up(name, number)
}

/** As many groups as a sentence holds. */
const mostNamed = 3

const partsText = (groups: readonly GroupMove[], shown: ShownUnit, digits: number): string => {
  const moved = groups.filter(({ change }) => !isNear(change, 0))
  const [named, others] = [moved.slice(0, mostNamed), moved.slice(mostNamed)]
  const rest = others.reduce((sum, { change }) => sum + change, 0)
  return [
    ...named.map(({ name, change }) => signed(name, change, shown, digits)),
    ...(others.length === 0 ? [] : [signed(words.others(others.length), rest, shown, digits)]),
  ].join(', ')
}

const sentencesOf = ({ groups, change, mix, rate }: Told, since: string, shown: ShownUnit): readonly string[] => {
  const largest = Math.max(Math.abs(change), ...groups.map((group) => Math.abs(group.change)))
  const digits = digitsOf(isNear(change, 0) ? largest : change, shown)
  const up = groups.filter((group) => group.change > 0 && !isNear(group.change, 0))
  const down = groups.filter((group) => group.change < 0 && !isNear(group.change, 0))
  if (isNear(change, 0))
    return [
      up.length === 0 || down.length === 0
        ? words.unchanged(since)
        : words.same(since, partsText(up, shown, digits), partsText(down, shown, digits)),
    ]
  const told = words.sentence(
    change > 0 ? 'rose' : 'fell',
    size(change, shown),
    since,
    partsText(groups, shown, digits),
  )
  if (mix === null || rate === null || isNear(mix, 0)) return [told]
  const of = (effect: number): string => `${effect < 0 ? '−' : '+'}${size(effect, shown)}`
  return [told, words.effects(of(rate), of(mix))]
}

const noTable: MovedTable = { columns: [], rows: [] }

const column = (groups: readonly GroupMove[], of: (group: GroupMove) => number | null, shown: ShownUnit) =>
  aligned(groups.map(of), shown)

/** Points with two decimals, which a sentence rounds; amounts with as many as they need. */
const movedNumbers = (values: readonly (number | null)[], shown: ShownUnit): readonly (string | null)[] =>
  shown.kind === 'percent'
    ? values.map((value) => (value === null ? null : numberText(value * shown.factor, 2)))
    : aligned(values, shown)

const signedColumn = (
  groups: readonly GroupMove[],
  of: (group: GroupMove) => number | null,
  shown: ShownUnit,
): readonly (string | null)[] =>
  movedNumbers(groups.map(of), shown).map((text) =>
    text === null || /^[−0.,]*$/.test(text) || text.startsWith('−') ? text : `+${text}`,
  )

const tableOf = (
  groups: readonly GroupMove[],
  place: Pick<Moved, 'since' | 'period'>,
  shown: ShownUnit,
): MovedTable => {
  const heading = unitHeading(shown)
  const unit = heading === '' ? '' : `, ${heading}`
  const points = shown.kind === 'percent' ? words.points : heading
  const isRatio = groups.some(({ rate }) => rate !== null)
  const columns = [
    column(groups, ({ before }) => before, shown),
    column(groups, ({ after }) => after, shown),
    signedColumn(groups, ({ change }) => change, shown),
    ...(isRatio
      ? [signedColumn(groups, ({ rate }) => rate, shown), signedColumn(groups, ({ mix }) => mix, shown)]
      : []),
  ]
  const titles = [words.made, ...(isRatio ? [words.within, words.sizes] : [])]
  return {
    columns: [
      `${place.since}${unit}`,
      `${place.period}${unit}`,
      ...titles.map((title) => (points === '' ? title : `${title}, ${points}`)),
    ],
    rows: groups.map(({ key, name }, i) => ({ key, name, cells: columns.map((cells) => cells[i] ?? null) })),
  }
}

/** A period's total and its groups. */
export type PeriodGroups = { readonly total: Point; readonly groups: readonly Point[] }

const movedOf = (before: PeriodGroups, after: PeriodGroups, card: Card): Told | Why => {
  if (before.total.result.version !== after.total.result.version) return 'redefined'
  if (after.groups.length === 0) return 'no-groups'
  const results = [before, after].map(({ groups }) => groups.map(({ result }) => result))
  const names = new Map(results.flat().map(({ group }) => [groupKey(group), groupName(group, card.by)]))
  const nameOf = (key: string): string => (key === hiddenKey ? words.hidden : (names.get(key) ?? key))
  const [from, to] = [
    unitsOf(before.total.result, results[0] ?? [], card),
    unitsOf(after.total.result, results[1] ?? [], card),
  ]
  if (typeof from === 'string') return from
  if (typeof to === 'string') return to
  const isRatio = [...from, ...to].some(({ whole }) => whole !== 0)
  return (isRatio ? byRatio(from, to, nameOf) : byDifference(from, to, nameOf)) ?? 'no-parts'
}

/**
 * Which groups moved a value since an earlier period. Of a ratio how much came from within groups and how much from their
 * growing or shrinking (E. M. Kitagawa); of a sum by how much each changed. Told only where the groups add up to the whole.
 */
export const movedSince = (before: PeriodGroups, after: PeriodGroups, card: Card): Moved => {
  const told = movedOf(before, after, card)
  const [from, to] = [numberOf(before.total.result) ?? 0, numberOf(after.total.result) ?? 0]
  const place = { since: periodText(before.total.result.period), period: periodText(after.total.result.period) }
  if (typeof told === 'string')
    return {
      ...place,
      change: to - from,
      mix: null,
      rate: null,
      groups: [],
      table: noTable,
      sentences: [],
      why: words.why[told],
    }
  const groups = told.groups.toSorted(largestFirst)
  const shown = shownUnit(card.indicator.unit, Math.max(Math.abs(from), Math.abs(to)))
  const table = tableOf(groups, place, shown)
  return {
    ...place,
    ...told,
    groups,
    table,
    sentences: sentencesOf({ ...told, groups }, place.since, shown),
    why: null,
  }
}
