import { Temporal } from 'temporal-polyfill'
import type { Contract } from '../construct/index.ts'
import { report, type Context } from './scope.ts'
import type { Relation, Typed } from './typed.ts'

/** The parts of a condition that must all hold. */
export const conjuncts = (condition: Typed): readonly Typed[] =>
  condition.kind === 'and' ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition]

const daysOf = (typed: Typed): number | undefined => {
  if (typed.kind !== 'constant' || typeof typed.value !== 'object' || typed.value === null || !('kind' in typed.value))
    return undefined
  if (typed.value.kind === 'days') return typed.value.seconds / 86400
  return typed.value.kind === 'months' ? typed.value.months * 30.44 : undefined
}

/** How many days before the period's end a bound lies; undefined where that is not known. */
const daysBeforeEnd = (typed: Typed, periodDays: number): number | undefined => {
  if (typed.kind === 'period') return typed.bound === 'end' ? 0 : typed.bound === 'start' ? periodDays : undefined
  if (typed.kind !== 'arithmetic' || (typed.op !== '-' && typed.op !== '+')) return undefined
  const [base, by] = [daysBeforeEnd(typed.left, periodDays), daysOf(typed.right)]
  return base === undefined || by === undefined ? undefined : typed.op === '-' ? base + by : base - by
}

const windowColumn = (contract: Contract): string | undefined =>
  contract.describes.kind === 'events' ? contract.describes.at : undefined

const scanOfEvents = (
  relation: Relation,
  context: Context,
): { readonly row: string; readonly contract: Contract; readonly column: string } | undefined => {
  if (relation.kind === 'filter') return scanOfEvents(relation.input, context)
  const contract =
    relation.kind === 'scan' && relation.window.kind === 'default' ? context.contracts[relation.contract] : undefined
  const column = contract === undefined ? undefined : windowColumn(contract)
  return contract === undefined || column === undefined ? undefined : { row: relation.item, contract, column }
}

/** Month lengths vary: a tenth of a period is no reach. */
const reaches = (op: string, days: number, periodDays: number): boolean =>
  op === '>' || op === '>='
    ? days > periodDays * 1.1 || days <= 0
    : op === '<' || op === '<='
      ? days >= periodDays * 0.9
      : false

/**
 * A condition never widens a window: one on the table's own time that asks for rows outside it would silently find
 * none (language.md 4, `outside-window`).
 */
export const checkReach = (relation: Relation, condition: Typed, context: Context): void => {
  const events = scanOfEvents(relation, context)
  if (events === undefined) return
  for (const part of conjuncts(condition)) {
    if (
      part.kind !== 'compare' ||
      part.left.kind !== 'column' ||
      part.left.row !== events.row ||
      part.left.column !== events.column
    )
      continue
    const days = daysBeforeEnd(part.right, context.periodDays)
    if (days !== undefined && reaches(part.op, days, context.periodDays))
      report(
        context,
        'outside-window',
        { column: events.column, table: events.contract.name, window: `${events.column} in the period` },
        part.span,
      )
  }
}

/** The usual length of a frequency in days. @example daysInFrequency('P1M') //=> 30.4375 */
export const daysInFrequency = (frequency: string): number => {
  const { years, months, weeks, days } = Temporal.Duration.from(frequency)
  return years * 365.25 + months * 30.4375 + weeks * 7 + days
}
