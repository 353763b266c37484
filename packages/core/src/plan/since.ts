import { columnOf, referenceOf, type CheckedMethod } from '../check/index.ts'
import type { Contract } from '../construct/index.ts'
import type { Plan, TablePlan } from './plan.ts'
import { isPerView } from './view.ts'

/**
 * From which moment on a delivery matters: no period that ended by then sees anything else because of it. Null: it may
 * always have mattered. `ends` holds for whoever does not look at when a record ended: an end that is told later
 * changes no period that was over by then.
 */
export type Since = { readonly any: string | null; readonly ends: string | null }

/** Whether deliveries of a table add and correct rows, and whether their times stand in columns of their own. */
export const mayMatterLate = ({ describes, delivers, columns, key }: Contract): boolean => {
  const isStored = (name: string | undefined): boolean =>
    name === undefined || columns.some((column) => column.name === name && column.is === undefined)
  if (delivers !== 'changes' || key.length === 0) return false
  if (describes.kind === 'events') return isStored(describes.at)
  return describes.kind === 'records' && isStored(describes.from) && isStored(describes.to)
}

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every node of a tree, whatever it is. */
const nodesIn = (value: unknown): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesIn)] : []
}

/** Tables that rows are found in by reference: their rows are seen whatever period they belong to. */
const lookedUp = (measure: CheckedMethod, plan: Plan): ReadonlySet<string> => {
  const { contracts, construct } = plan.checked
  const named = nodesIn(measure.method).flatMap((node) =>
    node['kind'] === 'lookup' && typeof node['contract'] === 'string' ? [node['contract']] : [],
  )
  const targets = (measure.grouped ? construct.by : []).flatMap((path) =>
    measure.reads.flatMap((name) => {
      let contract = contracts[name]
      return path.split('.').flatMap((word) => {
        const column = contract === undefined ? undefined : columnOf(contract, word)
        contract = column === undefined ? undefined : referenceOf(column, contracts)?.contract
        return contract === undefined ? [] : [contract.name]
      })
    }),
  )
  return new Set([...named, ...targets])
}

/** Columns that say when a record ended, or are made from one that does. */
const columnsOfEnd = ({ describes, columns }: Contract): ReadonlySet<string> => {
  const found = new Set(describes.kind === 'records' && describes.to !== undefined ? [describes.to] : [])
  for (;;) {
    const more = columns.filter(
      ({ name, is }) => is !== undefined && !found.has(name) && [...found].some((each) => is.text.includes(each)),
    )
    if (more.length === 0) return found
    for (const { name } of more) found.add(name)
  }
}

/** Whether a measure looks at when records of a table ended, other than by what ended in the period. */
const looksAtEnds = (measure: CheckedMethod, contract: Contract): boolean => {
  const nodes = nodesIn(measure.method)
  const scans = nodes.filter((node) => node['kind'] === 'scan' && node['contract'] === contract.name)
  const isClosed = ({ window }: Node): boolean => isNode(window) && window['kind'] === 'closed'
  const ends = columnsOfEnd(contract)
  const mentions = nodes.some(({ kind, column }) => kind === 'column' && typeof column === 'string' && ends.has(column))
  return mentions && !scans.every(isClosed)
}

/** Whether a moment lies before a period's end; what may always have mattered does. */
const isBefore = (moment: string | null, end: string): boolean =>
  moment === null || Date.parse(moment) < Date.parse(end)

/** Whether rows of a table are seen in other ways than by the windows of their own times. */
const isSeenAnyhow = (table: TablePlan, measure: CheckedMethod, plan: Plan): boolean => {
  const { name } = table.contract
  return (
    isPerView(table) ||
    !mayMatterLate(table.contract) ||
    measure.known.some(({ contract }) => contract === name) ||
    lookedUp(measure, plan).has(name)
  )
}

/** Whether a period can see anything that a delivery told; where nothing is known of it, it can. */
export const matters = (
  table: TablePlan,
  ordinal: number,
  period: number,
  measure: CheckedMethod,
  plan: Plan,
): boolean => {
  const since = table.since?.[ordinal]
  const end = plan.periods[period]?.endAt
  if (since === undefined || end === undefined) return true
  // Asked for every period and snapshot: the method is looked at only where the answer hangs on it.
  const [any, ends] = [isBefore(since.any, end), isBefore(since.ends, end)]
  if (any && ends) return true
  return isSeenAnyhow(table, measure, plan) || (any && looksAtEnds(measure, table.contract))
}
