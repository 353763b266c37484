import { check, outlineOf, type Checked } from '@isometric/core/check'
import type { Construct, Contract } from '@isometric/core/construct'
import { printFormula } from '@isometric/core/formula'
import type { Outcome } from '@isometric/core/issue'
import { planOf, type Plan } from '@isometric/core/plan'
import { compile, type Dialect } from '@isometric/core/sql'
import type { Calendar, Period, Snapshot } from '@isometric/core/term'

/** One stage of one measure, as lines; `measure` is absent where a stage speaks of the whole construct. */
export type Stage = {
  readonly stage: 'text' | 'tree' | 'types' | 'plan' | 'sql'
  readonly measure?: string
  readonly lines: readonly string[]
}

export type ExplainRequest = {
  readonly construct: Construct
  readonly contracts: Readonly<Record<string, Contract>>
  readonly evidence: Readonly<Record<string, readonly Snapshot[]>>
  readonly periods: readonly Period[]
  readonly calendar: Calendar
  readonly dialect: Dialect
}

const textStages = (construct: Construct): readonly Stage[] => [
  ...construct.baseMeasures.map((each): Stage => ({
    stage: 'text',
    measure: each.name,
    lines: [each.method.text.trim()],
  })),
  ...construct.derivedMeasures.map((each): Stage => ({
    stage: 'text',
    measure: each.name,
    lines: [each.function.text.trim()],
  })),
]

const treeStages = (checked: Checked): readonly Stage[] =>
  [...checked.baseMeasures, ...checked.derivedMeasures].map((each): Stage => ({
    stage: 'tree',
    measure: each.name,
    lines: [printFormula(each.formula)],
  }))

const typeStages = (checked: Checked): readonly Stage[] =>
  checked.baseMeasures.map((each): Stage => ({ stage: 'types', measure: each.name, lines: outlineOf(each.method) }))

const tableLine = (plan: Plan, name: string): readonly string[] => {
  const table = plan.tables[name]
  if (table === undefined) return []
  const rows = table.snapshots.reduce((sum, snapshot) => sum + snapshot.rows, 0)
  const coverage = plan.periods.map((period, i) => `${period.start} ${table.pictures[i]?.coverage ?? 'no-data'}`)
  return [
    `${name}: ${table.contract.describes.kind}, ${table.snapshots.length} ${table.snapshots.length === 1 ? 'snapshot' : 'snapshots'} of ${table.sources.length === 1 ? '1 source' : `${table.sources.length} sources`}, ${rows} rows to scan`,
    ...coverage.map((line) => `  ${line}`),
  ]
}

const planStage = (plan: Plan): Stage => ({
  stage: 'plan',
  lines: [
    `${plan.periods.length} ${plan.periods.length === 1 ? 'period' : 'periods'} at once, ${plan.checked.lookback} of them looked back at`,
    `grouped by ${plan.checked.construct.by.length === 0 ? 'nothing: the total only' : plan.checked.construct.by.join(', ')}`,
    ...Object.keys(plan.tables).flatMap((name) => tableLine(plan, name)),
  ],
})

const sqlStages = (plan: Plan, dialect: Dialect): readonly Stage[] =>
  compile(plan, dialect).map((statement): Stage => ({
    stage: 'sql',
    measure: statement.measure,
    lines: statement.sql.split('\n'),
  }))

/** A construct at every stage from text to SQL; where it is not sound, its issues and the stages before. */
export const explain = (request: ExplainRequest): Outcome<readonly Stage[]> => {
  const checked = check(request.construct, request.contracts)
  if (!checked.ok) return checked
  const plan = planOf(checked.value, request.evidence, request.periods, request.calendar)
  const stages = [
    ...textStages(request.construct),
    ...treeStages(checked.value),
    ...typeStages(checked.value),
    planStage(plan),
    ...sqlStages(plan, request.dialect),
  ]
  return { ok: true, value: stages, issues: checked.issues }
}
