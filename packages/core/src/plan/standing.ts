import type { Typed, Window } from '../check/index.ts'
import type { Contract } from '../construct/index.ts'
import { order } from '../formula/index.ts'
import { comparedTime, cuttingOf, isSameForAll, windowBounds, type Cut, type Cutting } from './coarse.ts'
import type { Plan } from './plan.ts'
import { isPerView } from './view.ts'

/**
 * When a record is counted, as bounds on its times: from the first period all points of `from` lie behind to the last
 * before a point of `until` is reached. It is counted once where it begins to count and once where it ends, and what
 * stands in a period is the sum of all that came before (architecture.md 5).
 */
export type Standing = {
  readonly from: readonly Cutting[]
  readonly until: readonly Cutting[]
  /** Conditions no period changes. */
  readonly free: readonly Typed[]
}

type Bounds = { readonly from: readonly Cut[]; readonly until: readonly Cut[] }

/** A condition as bounds; undefined where it is not one comparison of a time that is always there. */
const boundsOf = (condition: Typed, row: string, contract: Contract, plan: Plan): Bounds | undefined => {
  const compared = condition.kind === 'compare' ? comparedTime(condition, row, plan) : undefined
  if (compared === undefined) return undefined
  const { op, column, at } = compared
  const begins = contract.describes.kind === 'records' && contract.describes.from === column
  // Whether a time that is missing keeps the condition is unknown; without a beginning a record is never seen.
  if (!begins && contract.columns.find(({ name }) => name === column)?.optional !== false) return undefined
  const cut = (after: boolean): Cut => ({ column, at, after })
  if (op === '<' || op === '<=') return { from: [cut(op === '<=')], until: [] }
  return op === '>=' || op === '>' ? { from: [], until: [cut(op === '>')] } : undefined
}

/** Periods reach the points of a cut one after the other. */
const isInOrder = ({ points }: Cutting): boolean =>
  points.every((point, i) => {
    if (point === null) return false
    const before = points[i - 1]
    const found = before === undefined ? 0 : order(before, point)
    return found === 0 || found === -1
  })

/** When the rows of a count stand; undefined where they have to be looked at in another way. */
export const standingOf = (
  row: string,
  conditions: readonly Typed[],
  contract: Contract,
  window: Window,
  plan: Plan,
): Standing | undefined => {
  const table = plan.tables[contract.name]
  const own = windowBounds(window, contract)
  if (own === undefined || table === undefined || isPerView(table)) return undefined
  const free = conditions.filter((condition) => isSameForAll(condition, plan))
  const bounds = conditions
    .filter((condition) => !free.includes(condition))
    .map((condition) => boundsOf(condition, row, contract, plan))
  const known = bounds.filter((each) => each !== undefined)
  if (known.length < bounds.length) return undefined
  const all = (side: keyof Bounds): readonly Cutting[] =>
    [own, ...known].flatMap((each) => each[side].map((cut) => cuttingOf(cut, plan)))
  const standing = { from: all('from'), until: all('until'), free }
  return [...standing.from, ...standing.until].every(isInOrder) ? standing : undefined
}
