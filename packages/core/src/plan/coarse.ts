import { isPeriodConstant, type Typed, type Window } from '../check/index.ts'
import type { Contract } from '../construct/index.ts'
import { order, type Value } from '../formula/index.ts'
import { constantIn } from './hoist.ts'
import type { Plan } from './plan.ts'
import { isPerView } from './view.ts'

/**
 * Rows are counted once although periods are many, where a period only asks whether a time of the row lies before or
 * after a few points: times are rounded down to the nearest of these points, rows that are then alike are counted, and
 * every period asks the same of the few rounded rows as it would have asked of all (architecture.md 5).
 */
export type Cut = {
  readonly column: string
  /** Worth one point in time in each period. */
  readonly at: Typed
  /** Between this point and the next moment instead of before it: `<=` and `>` look there. */
  readonly after: boolean
}

/** A cut with what its point is worth in each period of a plan. */
export type Cutting = { readonly column: string; readonly points: readonly Value[]; readonly after: boolean }

export const cuttingOf = ({ column, at, after }: Cut, plan: Plan): Cutting => ({
  column,
  after,
  points: plan.periods.map((period) => constantIn(at, period, plan.calendar, plan.checked.parameters)),
})

/** Whether a value is the same whichever period asks, so that it is found once for each row. */
export const isSameForAll = (typed: Typed, plan: Plan): boolean => {
  const again = (of: Typed): boolean => isSameForAll(of, plan)
  switch (typed.kind) {
    case 'constant':
    case 'column':
    case 'variable':
      return true
    case 'parameter':
      return typed.perLevelOf === undefined || again(typed.perLevelOf)
    case 'lookup': {
      const table = plan.tables[typed.contract]
      const differs = table === undefined || table.contract.describes.kind === 'state' || isPerView(table)
      return !differs && again(typed.reference)
    }
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return again(typed.left) && again(typed.right)
    case 'negate':
    case 'not':
      return again(typed.of)
    case 'if':
      return again(typed.condition) && again(typed.then) && again(typed.otherwise)
    case 'call':
      // Overlaps are clipped to the period.
      return typed.name !== 'overlap' && typed.args.every(again)
    case 'range':
      return [typed.from, typed.to].every((end) => end === null || again(end))
    case 'period':
    case 'age':
    case 'some':
    case 'aggregate':
      return false
  }
}

type Compare = Extract<Typed, { kind: 'compare' }>
type Age = Extract<Typed, { kind: 'age' }>

const flipped: Readonly<Record<Compare['op'], Compare['op']>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
}

const isTime = ({ type }: Typed): boolean => type.kind === 'date' || type.kind === 'date and time'

/** How old a record is at the end of the period, as the point at which it must have begun; undefined where no point says the same. */
const beginningFor = (
  age: Age,
  span: Typed,
  plan: Plan,
): { readonly column: string; readonly at: Typed } | undefined => {
  const contract = plan.checked.contracts[age.contract]
  if (contract?.describes.kind !== 'records' || !isPeriodConstant(span)) return undefined
  const column = contract.describes.from
  const end = bound('end', contract, column)
  // Days are whole: a date has no point between them.
  const isWhole = plan.periods.every((period) => {
    const value = constantIn(span, period, plan.calendar, plan.checked.parameters)
    return value !== null && typeof value === 'object' && 'seconds' in value && value.seconds % 86_400 === 0
  })
  return end.type.kind === 'date' && !isWhole ? undefined : { column, at: less(end, span) }
}

const isDays = ({ type }: Typed): boolean => type.kind === 'duration' && type.of === 'days'

/** A comparison of a time of the row, or of its age, with one point the period gives; undefined where it is anything else. */
export const comparedTime = (
  { op, left, right }: Compare,
  row: string,
  plan: Plan,
): { readonly op: Compare['op']; readonly column: string; readonly at: Typed } | undefined => {
  const isTurned = (right.kind === 'column' || right.kind === 'age') && left.kind !== 'column' && left.kind !== 'age'
  if (isTurned) return comparedTime(comparison(flipped[op], right, left), row, plan)
  if (left.kind === 'age' && left.row === row && isDays(right)) {
    const found = beginningFor(left, right, plan)
    // Older than a span is begun before its point.
    return found === undefined ? undefined : { op: flipped[op], ...found }
  }
  if (left.kind !== 'column' || left.row !== row) return undefined
  if (!isTime(left) || left.type.kind !== right.type.kind || !isPeriodConstant(right)) return undefined
  return { op, column: left.column, at: right }
}

/** Where such a comparison cuts. */
export const cutsOfComparison = (compare: Compare, row: string, plan: Plan): readonly Cut[] | undefined => {
  const found = comparedTime(compare, row, plan)
  return found === undefined ? undefined : cutsFor(found.op, found.column, found.at)
}

const cutsFor = (op: Compare['op'], column: string, at: Typed): readonly Cut[] => {
  const cut = (after: boolean): Cut => ({ column, at, after })
  if (op === '<' || op === '>=') return [cut(false)]
  return op === '<=' || op === '>' ? [cut(true)] : [cut(false), cut(true)]
}

const comparison = (op: Compare['op'], left: Typed, right: Typed): Compare => ({
  kind: 'compare',
  op,
  left,
  right,
  crossRow: false,
  type: { kind: 'boolean' },
  span: left.span,
})

/** Where a condition cuts the times of its row; undefined where a period asks more of the row than that. */
export const cutsOf = (condition: Typed, row: string, plan: Plan): readonly Cut[] | undefined => {
  if (isSameForAll(condition, plan)) return []
  if (condition.kind === 'compare') return cutsOfComparison(condition, row, plan)
  if (condition.kind === 'not') return cutsOf(condition.of, row, plan)
  if (condition.kind !== 'and' && condition.kind !== 'or') return undefined
  const [left, right] = [cutsOf(condition.left, row, plan), cutsOf(condition.right, row, plan)]
  return left === undefined || right === undefined ? undefined : [...left, ...right]
}

const bound = (end: 'start' | 'end', contract: Contract, column: string): Typed => {
  const isDate = contract.columns.find(({ name }) => name === column)?.type.kind === 'date'
  return { kind: 'period', bound: end, type: { kind: isDate ? 'date' : 'date and time' }, span: { from: 0, to: 0 } }
}

const less = (point: Typed, span: Typed): Typed => ({
  kind: 'arithmetic',
  op: '-',
  left: point,
  right: span,
  type: point.type,
  span: span.span,
})

const oneDay: Typed = {
  kind: 'constant',
  value: { kind: 'days', seconds: 86_400 },
  type: { kind: 'duration', of: 'days' },
  span: { from: 0, to: 0 },
}

const eventCuts = (window: Window, contract: Contract, at: string): readonly Cut[] => {
  const end: Cut = { column: at, at: bound('end', contract, at), after: false }
  if (window.kind === 'ever') return [end]
  const begins = window.kind === 'recent' ? less(bound('end', contract, at), window.span) : bound('start', contract, at)
  return [{ column: at, at: begins, after: false }, end]
}

/** `to` may be the last day that counts, and then ends a day later. */
const recordCuts = (
  window: Window,
  contract: Contract,
  describes: Extract<Contract['describes'], { kind: 'records' }>,
): readonly Cut[] => {
  const from = (end: 'start' | 'end'): Cut => ({
    column: describes.from,
    at: bound(end, contract, describes.from),
    after: false,
  })
  const ended = (point: Typed, after: boolean): Cut => ({
    column: describes.to ?? '',
    at: describes.lastDay ? less(point, oneDay) : point,
    after,
  })
  const to = (end: 'start' | 'end'): readonly Cut[] =>
    describes.to === undefined ? [] : [ended(bound(end, contract, describes.to), false)]
  switch (window.kind) {
    case 'ever':
      return [from('end')]
    case 'opened':
      return [from('start'), from('end')]
    case 'closed':
      return [...to('start'), ...to('end')]
    case 'recent':
      return describes.to === undefined
        ? [from('end')]
        : [from('end'), ended(less(bound('end', contract, describes.to), window.span), true)]
    case 'default':
    case 'known':
      return [from('end'), ...to('end')]
  }
}

/** The two bounds of records as they stand at the end of a period; undefined for every other window. */
export const windowBounds = (
  window: Window,
  contract: Contract,
): { readonly from: readonly Cut[]; readonly until: readonly Cut[] } | undefined => {
  const { describes } = contract
  if (window.kind !== 'default' || describes.kind !== 'records' || describes.to === undefined) return undefined
  const [from, ...until] = recordCuts(window, contract, describes)
  return from === undefined ? undefined : { from: [from], until }
}

/** Where a window cuts the times of the rows it is about; undefined where it asks more than that. */
export const cutsOfWindow = (window: Window, contract: Contract): readonly Cut[] | undefined => {
  const { describes } = contract
  if (window.kind === 'known') return undefined
  switch (describes.kind) {
    case 'state':
      return []
    case 'events':
      return eventCuts(window, contract, describes.at)
    case 'records':
      return recordCuts(window, contract, describes)
    case 'part':
      return undefined
  }
}

/**
 * The window of rows each of which at most one period sees, by one of its times: what begins, ends or happens in a
 * period. From the first point on and before the second; undefined for every other window.
 */
export const ownPeriodOf = (window: Window, contract: Contract): readonly [Cut, Cut] | undefined => {
  const { kind } = contract.describes
  const isOwn = window.kind === 'opened' || window.kind === 'closed' || (window.kind === 'default' && kind === 'events')
  const [from, to, ...more] = isOwn ? (cutsOfWindow(window, contract) ?? []) : []
  return from === undefined || to === undefined || more.length > 0 ? undefined : [from, to]
}

/** Times outside of which no period sees a row of a window: it must begin before the last, end or happen from the first on. */
export type Reach = {
  readonly column: string
  readonly from?: Value
  readonly before?: Value
  readonly orNull: boolean
}

const extremes = (cut: Cut, plan: Plan): { readonly first: Value; readonly last: Value } | undefined => {
  const { points } = cuttingOf(cut, plan)
  const [first = null, last = null] = [points[0], points.at(-1)]
  const isInOrder = points.every((point, i) => i === 0 || (point !== null && order(points[i - 1] ?? null, point) !== 1))
  return first === null || last === null || !isInOrder ? undefined : { first, last }
}

/** What rows of a window lie within, whichever period asks; undefined where nothing is known. */
export const reachOf = (window: Window, contract: Contract, plan: Plan): readonly Reach[] | undefined => {
  const standing = windowBounds(window, contract)
  const own = ownPeriodOf(window, contract)
  const [from, to] = standing === undefined ? (own ?? []) : [standing.until[0], standing.from[0]]
  const [begins, ends] = [from, to].map((cut) => (cut === undefined ? undefined : extremes(cut, plan)))
  if (from === undefined || to === undefined || begins === undefined || ends === undefined) return undefined
  return [
    { column: from.column, from: begins.first, orNull: standing !== undefined },
    { column: to.column, before: ends.last, orNull: false },
  ]
}
