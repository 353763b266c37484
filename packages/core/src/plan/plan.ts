import type { Contract } from '../construct/index.ts'
import type { Checked, CheckedMethod, Known } from '../check/index.ts'
import type { Calendar, Period, Snapshot } from '../term/index.ts'
import { constantIn } from './hoist.ts'
import { ordered, pictureOf, sourcesOf, wasKnownAt, type Picture } from './picture.ts'
import type { Since } from './since.ts'

/** The evidence known of each contract, by contract name. */
export type KnownEvidence = Readonly<Record<string, readonly Snapshot[]>>

/** One table as the periods see it. */
export type TablePlan = {
  readonly contract: Contract
  readonly snapshots: readonly Snapshot[]
  readonly sources: readonly string[]
  /** By period, in the plan's order. */
  readonly pictures: readonly Picture[]
  /** By ordinal, from when on a snapshot matters; absent where nobody has looked. */
  readonly since?: readonly Since[] | undefined
}

/** Everything the engine needs to compute a construct's base measures for all periods and groups in one pass. */
export type Plan = {
  readonly checked: Checked
  readonly periods: readonly Period[]
  readonly calendar: Calendar
  readonly tables: Readonly<Record<string, TablePlan>>
  readonly measures: readonly CheckedMethod[]
  /** The instant the construct's evidence begins at: before it nothing was observed, not even nothing. */
  readonly begins: string | undefined
}

const tablePlan = (
  contract: Contract,
  known: readonly Snapshot[],
  periods: readonly Period[],
  calendar: Calendar,
  tolerance: string,
  since: readonly Since[] | undefined,
): TablePlan => {
  const snapshots = ordered(known)
  return {
    contract,
    snapshots,
    sources: sourcesOf(snapshots),
    pictures: periods.map((period) => pictureOf(contract, snapshots, period, calendar, tolerance)),
    ...(since?.length === snapshots.length ? { since } : {}),
  }
}

/** Plans one checked construct over periods in order; evidence later than a known-on day must already be left out. */
export const planOf = (
  checked: Checked,
  evidence: KnownEvidence,
  periods: readonly Period[],
  calendar: Calendar,
  begins?: string,
  since: Readonly<Record<string, readonly Since[]>> = {},
): Plan => ({
  checked,
  begins,
  periods,
  calendar,
  measures: checked.baseMeasures,
  tables: Object.fromEntries(
    Object.values(checked.contracts).map((contract) => [
      contract.name,
      tablePlan(
        contract,
        evidence[contract.name] ?? [],
        periods,
        calendar,
        checked.construct.frequency.collect,
        since[contract.name],
      ),
    ]),
  ),
})

const order: readonly Picture['coverage'][] = ['covered', 'partly stale', 'stale', 'no-data']

/** The weakest coverage among the tables a measure mentions, in one period. */
export const coverageFor = (plan: Plan, measure: CheckedMethod, period: number): Picture['coverage'] =>
  (plan.periods[period]?.endAt ?? '') <= (plan.begins ?? '') ? 'no-data' : weakest(plan, measure, period)

const weakest = (plan: Plan, measure: CheckedMethod, period: number): Picture['coverage'] =>
  [
    ...measure.mentions.map((name) => coverageOfTable(plan, name, period)),
    ...measure.known.map((known) => coverageOfKnown(plan, known, period)),
  ].reduce<Picture['coverage']>(
    (worst, coverage) => (order.indexOf(coverage) > order.indexOf(worst) ? coverage : worst),
    'covered',
  )

/** Lines of a parent cannot be seen without the parent's table. */
const coverageOfTable = (plan: Plan, name: string, period: number): Picture['coverage'] => {
  const table = plan.tables[name]
  const { describes } = table?.contract ?? {}
  if (describes?.kind === 'part' && (plan.tables[describes.of]?.snapshots ?? []).length === 0) return 'no-data'
  return table?.pictures[period]?.coverage ?? 'no-data'
}

const coverageOfKnown = (plan: Plan, { contract, at }: Known, period: number): Picture['coverage'] => {
  const bounds = plan.periods[period]
  const table = plan.tables[contract]
  if (bounds === undefined || table === undefined) return 'no-data'
  return wasKnownAt(table.snapshots, constantIn(at, bounds, plan.calendar, plan.checked.parameters), plan.calendar)
    ? 'covered'
    : 'no-data'
}
