import type { Contract } from '../construct/index.ts'
import {
  columnOf,
  conjuncts,
  hasPaths,
  referenceOf,
  topAggregates,
  type CheckedMethod,
  type Relation,
  type Typed,
  type Window,
} from '../check/index.ts'
import { cutsOf, cutsOfWindow, cuttingOf, isSameForAll, type Cut, type Cutting } from './coarse.ts'
import type { Plan } from './plan.ts'
import { standingOf, type Standing } from './standing.ts'
import { isPerView } from './view.ts'

export type Aggregate = Extract<Typed, { kind: 'aggregate' }>

/** What one aggregate asks of each row of one mention of one table. */
export type Slot = {
  readonly plan: Plan
  readonly measure: CheckedMethod
  readonly aggregate: Aggregate
  /** What the scan calls its row. */
  readonly row: string
  readonly conditions: readonly Typed[]
  /** What is aggregated; without one, rows are counted. */
  readonly value?: Typed
  readonly window: Window
  /** Where periods cut the times of its rows; undefined where they have to be looked at in every period anew. */
  readonly cuts: readonly Cut[] | undefined
  /** Where its rows are counted as they come and go: when they stand. */
  readonly standing: Standing | undefined
}

/**
 * Aggregates over rows of the same table, in the same periods and groups: the rows are read once and counted by what is
 * true of them, and each aggregate is a sum over these few counts (architecture.md 5).
 */
export type Share = {
  readonly contract: Contract
  readonly by: readonly string[]
  /** Windows differ only where periods cut the times of rows. */
  readonly slots: readonly Slot[]
  /** Where the periods of all slots cut; undefined where rows have to be looked at in every period anew. */
  readonly cuts: readonly Cutting[] | undefined
}

/** Why an aggregate has a scan of its own. */
export type Alone = 'every-value' | 'several-tables' | 'persons' | 'only-one'

export type Sharing = {
  readonly shares: readonly Share[]
  /** Aggregates that need every value, of rows that are read once all the same. */
  readonly values: readonly Share[]
  readonly alone: ReadonlyMap<Typed, Alone>
}

const sums: readonly Aggregate['name'][] = ['count', 'sum', 'mean', 'min', 'max']

type Rows = { readonly scan: Extract<Relation, { kind: 'scan' }>; readonly conditions: readonly Typed[] }

/** The one table a relation filters; undefined where it is more than that. */
const rowsOf = (relation: Relation): Rows | undefined => {
  if (relation.kind === 'scan') return { scan: relation, conditions: [] }
  const under = relation.kind === 'filter' ? rowsOf(relation.input) : undefined
  return under === undefined || relation.kind !== 'filter'
    ? undefined
    : { scan: under.scan, conditions: [...under.conditions, ...conjuncts(relation.condition)] }
}

type Peeled = { readonly rows: Relation; readonly value?: Typed }

/** `t.column` and `for r in t return …` are rows with a value each. */
const peeled = (relation: Relation): Peeled => {
  if (relation.kind === 'each') return { rows: relation.input, value: relation.value }
  const [only, ...more] = relation.kind === 'for' ? relation.iterators : []
  return relation.kind === 'for' && only !== undefined && more.length === 0 && only.over.of.kind === 'row'
    ? { rows: only.over, value: relation.value }
    : { rows: relation }
}

/** Whether distinct values are counted. */
export const isDistinctCount = ({ name, over }: Aggregate): boolean => name === 'count' && over.kind === 'distinct'

/** The elements an aggregate is over, before equal ones are put together. */
const overOf = (aggregate: Aggregate): Relation =>
  isDistinctCount(aggregate) && aggregate.over.kind === 'distinct' ? aggregate.over.input : aggregate.over

/** What is read before it is known how. */
type Asked = Omit<Slot, 'cuts' | 'standing'>

const askedOf = (plan: Plan, measure: CheckedMethod, aggregate: Aggregate): Asked | Alone => {
  const { rows, value } = peeled(overOf(aggregate))
  const found = rowsOf(rows)
  if (found === undefined) return 'several-tables'
  // Persons would have to be counted in every cell, which is dearer than to read the table again.
  const contract = plan.checked.contracts[found.scan.contract]
  if (contract === undefined || contract.columns.some(({ role }) => role === 'personal')) return 'persons'
  return {
    plan,
    measure,
    aggregate,
    row: found.scan.item,
    conditions: found.conditions,
    window: found.scan.window,
    ...(value === undefined ? {} : { value }),
  }
}

/** A node of a tree; a date or another value with methods of its own is none. */
export const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype

type Numbering = { readonly names: string[]; readonly parameters: Plan['checked']['parameters'] }

const numberOf = (name: unknown, { names }: Numbering): number => {
  const at = names.indexOf(String(name))
  return at >= 0 ? at : names.push(String(name)) - 1
}

/** A place in a text; the span of a window is a duration, and means something. */
const isPlace = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'from' in value && typeof value.from === 'number'

const numbered = (value: unknown, numbering: Numbering): unknown => {
  const again = (of: unknown): unknown => numbered(of, numbering)
  if (Array.isArray(value)) return value.map(again)
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value
  const node: Readonly<Record<string, unknown>> = { ...value }
  if (node['kind'] === 'parameter')
    return ['parameter', numbering.parameters[String(node['name'])], again(node['perLevelOf'])]
  // Names of rows and of values are ours to give; names of functions, columns and tables mean something.
  const isBinding = node['kind'] === 'variable' || ('over' in node && node['kind'] === undefined)
  return Object.entries(node)
    .filter(([, each]) => !isPlace(each))
    .map(([key, each]) => [
      key,
      key === 'row' || key === 'item' || (key === 'name' && isBinding) ? numberOf(each, numbering) : again(each),
    ])
}

/**
 * A text that is equal for expressions that mean the same of a row: names are numbered, places in the text left out,
 * and parameters stand with what they are worth.
 */
export const meaningOf = (of: Typed | Window, row: string, plan: Plan): string =>
  JSON.stringify(numbered(of, { names: [row], parameters: plan.checked.parameters }))

const groupsOf = ({ plan, measure }: Asked, contract: Contract): readonly string[] => {
  const { by } = plan.checked.construct
  return measure.grouped && hasPaths(contract, by, plan.checked.contracts) ? by : []
}

/** Whether the groups of a row are the same whichever period asks. */
const arePathsSame = (contract: Contract, by: readonly string[], plan: Plan): boolean =>
  by.every((path) => {
    const [head = path, ...more] = path.split('.')
    const steps = more.reduce<{ readonly same: boolean; readonly column: ReturnType<typeof columnOf> }>(
      ({ same, column }, word) => {
        const target = column === undefined ? undefined : referenceOf(column, plan.checked.contracts)?.contract
        const table = target === undefined ? undefined : plan.tables[target.name]
        const isSame = table !== undefined && table.contract.describes.kind !== 'state' && !isPerView(table)
        return { same: same && isSame, column: target === undefined ? undefined : columnOf(target, word) }
      },
      { same: true, column: columnOf(contract, head) },
    )
    return steps.same
  })

/** Where the periods cut the times of the rows an aggregate is over. */
const cutsOfSlot = (slot: Asked, contract: Contract): readonly Cut[] | undefined => {
  const { plan, row, conditions, value, window } = slot
  if (value !== undefined && !isSameForAll(value, plan)) return undefined
  if (!arePathsSame(contract, groupsOf(slot, contract), plan)) return undefined
  const cuts = [cutsOfWindow(window, contract), ...conditions.map((condition) => cutsOf(condition, row, plan))]
  return cuts.reduce<readonly Cut[] | undefined>(
    (found, each) => (found === undefined || each === undefined ? undefined : [...found, ...each]),
    [],
  )
}

type Scanned = { readonly slot: Slot; readonly contract: Contract }

/** Cuts that mean the same, once, with what they are worth. */
const cuttingsOf = (scanned: readonly Scanned[]): readonly Cutting[] => {
  const all = scanned.flatMap(({ slot }) =>
    (slot.cuts ?? []).map((cut) => {
      const key = `${cut.column} ${String(cut.after)} ${meaningOf(cut.at, slot.row, slot.plan)}`
      return [key, { cut, plan: slot.plan }] as const
    }),
  )
  return [...new Map(all).values()].map(({ cut, plan }) => cuttingOf(cut, plan))
}

const scannedBy = (asked: Asked): readonly Scanned[] => {
  const scan = rowsOf(peeled(overOf(asked.aggregate)).rows)?.scan
  const contract = scan === undefined ? undefined : asked.plan.checked.contracts[scan.contract]
  if (contract === undefined) return []
  const cuts = isShownOnce(contract, asked.plan) ? undefined : cutsOfSlot(asked, contract)
  return [
    { slot: { ...asked, cuts, standing: cuts === undefined ? undefined : standingOfSlot(asked, contract) }, contract },
  ]
}

/** Periods that each look at a picture of their own read every row once anyhow. */
const isShownOnce = ({ name, describes }: Contract, { tables }: Plan): boolean => {
  const table = tables[name]
  const looks = (table?.pictures ?? []).reduce((sum, { shown }) => sum + shown.length, 0)
  return describes.kind === 'state' && table !== undefined && looks <= table.snapshots.length
}

/** Only rows are counted: differences of sums lose digits, and the least of what stands is no difference. */
const standingOfSlot = (
  { aggregate, value, row, conditions, window, plan }: Asked,
  contract: Contract,
): Standing | undefined =>
  aggregate.name === 'count' && value === undefined && !isDistinctCount(aggregate)
    ? standingOf(row, conditions, contract, window, plan)
    : undefined

const shareKey = ({ slot, contract }: Scanned): string =>
  JSON.stringify([
    slot.cuts === undefined ? meaningOf(slot.window, slot.row, slot.plan) : null,
    slot.plan.periods.map(({ start, end }) => [start, end]),
    contract.name,
    groupsOf(slot, contract),
  ])

const shareOf = (scanned: readonly Scanned[]): readonly Share[] => {
  const [first] = scanned
  // Alone, rows that are rounded are still worth it: they are read once and not once a period.
  return first === undefined || (scanned.length < 2 && first.slot.cuts === undefined)
    ? []
    : [
        {
          contract: first.contract,
          by: groupsOf(first.slot, first.contract),
          slots: scanned.map(({ slot }) => slot),
          cuts: first.slot.cuts === undefined ? undefined : cuttingsOf(scanned),
        },
      ]
}

/** Which aggregates of the plans of a run are read together, and why the others are not. */
export const sharingOf = (plans: readonly Plan[]): Sharing => {
  const alone = new Map<Typed, Alone>()
  const slots = plans.flatMap((plan) =>
    plan.measures.flatMap((measure) =>
      topAggregates(measure.method).flatMap((aggregate) => {
        const slot = askedOf(plan, measure, aggregate)
        if (typeof slot !== 'string') return [slot]
        alone.set(aggregate, slot)
        return []
      }),
    ),
  )
  const scanned = slots.flatMap(scannedBy)
  const isSum = ({ slot }: Scanned): boolean => sums.includes(slot.aggregate.name) && !isDistinctCount(slot.aggregate)
  const every = scanned.filter((each) => !isSum(each))
  // Time that is covered is cut to the period, which only the period can do.
  const isPlaced = ({ slot }: Scanned): boolean => slot.cuts !== undefined && slot.aggregate.name !== 'covered'
  for (const { slot } of every) alone.set(slot.aggregate, 'every-value')
  const shares = [...Map.groupBy(scanned.filter(isSum), shareKey).values()].flatMap((together) => {
    const share = shareOf(together)
    if (share.length === 0) for (const { slot } of together) alone.set(slot.aggregate, 'only-one')
    return share
  })
  return { shares, values: every.filter(isPlaced).flatMap((each) => shareOf([each])), alone }
}
