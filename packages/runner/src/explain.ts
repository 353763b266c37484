import { check, outlineOf, topAggregates, type Checked, type Typed } from '@isometric/core/check'
import type { Construct, Contract } from '@isometric/core/construct'
import { printFormula } from '@isometric/core/formula'
import type { Outcome } from '@isometric/core/issue'
import { planOf, sharingOf, type Alone, type Plan, type Sharing } from '@isometric/core/plan'
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

const aloneText: Readonly<Record<Alone, string>> = {
  'every-value': 'needs every value, and each period looks at all rows',
  'several-tables': 'looks at rows of several tables at once, so each period looks at all rows',
  persons: 'is about persons, who are counted too, so each period looks at all rows',
  'only-one': 'asks more of a row than its own times, so each period looks at all rows',
}

/** How the rows of an aggregate are read, and why so. */
const readingText = (aggregate: Typed, { shares, values, alone }: Sharing): string => {
  const share = shares.find(({ slots }) => slots.some((slot) => slot.aggregate === aggregate))
  if (values.some(({ slots }) => slots.some((slot) => slot.aggregate === aggregate)))
    return 'needs every value: rows are read once and placed in their periods by their times'
  if (share === undefined) {
    const why = [...alone].find(([typed]) => typed === aggregate)?.[1]
    return why === undefined ? 'each period looks at all rows' : aloneText[why]
  }
  const others = share.slots.length - 1
  const together = others === 0 ? '' : ` together with ${others} more`
  if (share.slots.some((slot) => slot.aggregate === aggregate && slot.standing !== undefined))
    return `rows are read once, counted${together} where they begin and where they cease to count, and summed up from period to period`
  return share.cuts === undefined
    ? `asks more of a row than its own times, so each period looks at all rows, once${together}`
    : `rows are read once, counted by what is true of them${together}, and put in their periods afterwards`
}

const readingLines = (plan: Plan): readonly string[] => {
  const sharing = sharingOf([plan])
  return plan.measures.flatMap(({ name, method }) =>
    topAggregates(method).map((aggregate, i, all) => {
      const which = all.length === 1 ? name : `${name}, part ${i + 1}`
      return `${which}: ${readingText(aggregate, sharing)}`
    }),
  )
}

const planStage = (plan: Plan): Stage => ({
  stage: 'plan',
  lines: [
    `${plan.periods.length} ${plan.periods.length === 1 ? 'period' : 'periods'} at once, ${plan.checked.lookback} of them looked back at`,
    `grouped by ${plan.checked.construct.by.length === 0 ? 'nothing: the total only' : plan.checked.construct.by.join(', ')}`,
    ...Object.keys(plan.tables).flatMap((name) => tableLine(plan, name)),
    ...readingLines(plan),
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
