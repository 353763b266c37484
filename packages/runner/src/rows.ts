import { check, unitOfType, typeOfColumn, type Checked } from '@isometric/core/check'
import { adopted, type Construct, type Contract, type Programme } from '@isometric/core/construct'
import { isError, issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import { planOf, type Plan } from '@isometric/core/plan'
import { groupKey } from '@isometric/core/report'
import { duckdb, rowSources, rowsStatement, type RowSource, type RowsStatement } from '@isometric/core/sql'
import { grainOf, periodAround, type Card, type Result } from '@isometric/core/term'
import type { Cell, Engine, Row } from './engine/index.ts'
import { constructDigest, layOut, showEvidence, type Stored } from './measure/index.ts'

/** Which rows are asked for; everything they depend on is already read. */
export type RowsRequest = {
  readonly programme: Programme
  readonly contracts: Readonly<Record<string, Contract>>
  readonly construct: Construct
  readonly card: Card
  readonly stored: Readonly<Record<string, readonly Stored[]>>
  /** The result whose rows these are, and the other results of its period: some of them may be hidden. */
  readonly result: Result
  readonly beside: readonly Result[]
  /** A base measure; without it the first that the indicator is made of. */
  readonly measure?: string | undefined
  /** Where a method reads several tables, which of its parts, from 1. */
  readonly part?: number | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

export type EvidenceColumn = { readonly name: string; readonly type: string; readonly unit: string | null }

/** A page of the rows that a base measure was computed from. */
export type EvidenceRows = {
  readonly construct: string
  readonly period: Result['period']
  readonly group: Result['group']
  readonly result: string
  readonly measure: string
  /** Base measures whose rows there are. */
  readonly measures: readonly string[]
  readonly part: number
  /** What selects the rows, each part of the method by itself. */
  readonly parts: readonly string[]
  readonly contract: string
  readonly columns: readonly EvidenceColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly total: number
  /** Groups whose rows are left out, because they would show persons. */
  readonly hidden: number
  /** The rows have nothing but persons to be called by: only their number is told. */
  readonly isPersonal: boolean
  readonly next: string | null
}

const nowhere = { from: 0, to: 0 }
const refused = (issue: Issue): { readonly ok: false; readonly issues: readonly Issue[] } => ({
  ok: false,
  issues: [issue],
})

const isSuppressed = ({ reasons }: Result): boolean => Object.values(reasons).includes('suppressed')

/** What was known when the result was; the snapshots it names must all be there. */
const knownThen = ({ stored, result }: RowsRequest): RowsRequest['stored'] =>
  Object.fromEntries(
    Object.entries(stored).map(([name, snapshots]) => [
      name,
      snapshots.filter(({ collectedAt }) => collectedAt <= result.knownAt),
    ]),
  )

const missingIn = (stored: RowsRequest['stored'], { evidence }: Result): number => {
  const known = new Set(
    Object.values(stored)
      .flat()
      .map(({ digest }) => digest),
  )
  return evidence.filter((digest) => !known.has(digest)).length
}

const planFor = (checked: Checked, stored: RowsRequest['stored'], { programme, result }: RowsRequest): Plan => {
  const calendar = { timeZone: programme.timeZone, firstMonth: programme.firstMonth }
  const grain = grainOf(checked.construct.frequency.analyse)
  if (grain === undefined) throw new Error(`${checked.construct.id} was measured, and has no periods`)
  return planOf(checked, stored, [periodAround(grain, result.period.start, calendar)], calendar)
}

/** The base measures with rows, those the indicator is made of first. */
const measuresWithRows = ({ baseMeasures, construct }: Checked, isTotal: boolean): Checked['baseMeasures'] => {
  const { measure } = construct.indicator
  const formula = construct.derivedMeasures.find(({ name }) => name === measure)?.function.text ?? measure
  const at = (name: string): number => (formula.includes(name) ? formula.indexOf(name) : Infinity)
  return baseMeasures
    .filter((each) => rowSources(each).length > 0 && (isTotal || each.grouped))
    .toSorted((a, b) => (at(a.name) === at(b.name) ? 0 : at(a.name) - at(b.name)))
}

const cursorOf = (request: RowsRequest, measure: string, part: number, offset: number): string =>
  Buffer.from(JSON.stringify([request.result.digest, measure, part, offset])).toString('base64url')

const offsetIn = (request: RowsRequest, measure: string, part: number): number | undefined => {
  if (request.cursor === undefined) return 0
  try {
    const found: unknown = JSON.parse(Buffer.from(request.cursor, 'base64url').toString())
    const offset: unknown = Array.isArray(found) ? found[3] : undefined
    return typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0
      ? cursorOf(request, measure, part, offset) === request.cursor
        ? offset
        : undefined
      : undefined
  } catch {
    return undefined
  }
}

const columnsOf = ({ columns, hasValue }: RowsStatement): readonly EvidenceColumn[] => [
  ...columns.map((column) => ({
    name: column.name,
    type: column.type.kind,
    unit: column.type.kind === 'duration' ? 's' : unitOfType(typeOfColumn(column)),
  })),
  ...(hasValue ? [{ name: '', type: 'value', unit: null }] : []),
]

const cellsOf = (row: Row, { columns, hasValue }: RowsStatement): readonly Cell[] => [
  ...columns.map((_, i) => row[`c${i + 1}`] ?? null),
  ...(hasValue ? [row['v'] ?? null] : []),
]

const textOf = (method: string, { aggregate }: RowSource): string =>
  method.slice(aggregate.span.from, aggregate.span.to).replaceAll(/\s+/g, ' ').trim()

/** Everything chosen before the engine is asked. */
type Chosen = {
  readonly plan: Plan
  readonly measure: Checked['baseMeasures'][number]
  readonly measures: readonly string[]
  readonly sources: readonly RowSource[]
  readonly source: RowSource
  readonly part: number
  readonly offset: number
}

const chosen = (request: RowsRequest): Outcome<Chosen> => {
  const { construct, programme, contracts, card, result } = request
  const name = Object.entries(result.group)
    .map(([path, level]) => `${path} ${level ?? 'unknown'}`)
    .join(', ')
  if (isSuppressed(result)) return refused(issueOf('rows-hidden', { group: name || 'all of it' }, nowhere))
  const checked = check(adopted(construct, programme), contracts)
  if (!checked.ok) return { ok: false, issues: checked.issues.filter(isError) }
  const stored = knownThen(request)
  const missing = missingIn(stored, result)
  if (missing > 0) return refused(issueOf('rows-evidence-gone', { construct: construct.id, missing }, nowhere))
  const plan = planFor(checked.value, stored, request)
  if (constructDigest(plan) !== card.digest || card.version !== result.version)
    return refused(issueOf('rows-of-another-definition', { construct: construct.id }, nowhere))
  const all = measuresWithRows(checked.value, Object.keys(result.group).length === 0)
  const measures = all.map((each) => each.name)
  const measure = request.measure === undefined ? all[0] : all.find((each) => each.name === request.measure)
  const wanted = request.measure ?? construct.indicator.measure
  const sources = measure === undefined ? [] : rowSources(measure)
  const part = request.part ?? 1
  const source = sources[part - 1]
  if (measure === undefined || source === undefined)
    return refused(issueOf('rows-of-no-measure', { measure: wanted, measures }, nowhere))
  const offset = offsetIn(request, measure.name, part)
  if (offset === undefined) return refused(issueOf('rows-cursor', {}, nowhere))
  return { ok: true, value: { plan, measure, measures, sources, source, part, offset }, issues: [] }
}

const isAboutPersons = (contract: Contract | undefined): boolean =>
  contract?.columns.some(({ role }) => role === 'personal') === true

/**
 * The rows behind one base measure of a result, from the evidence it was made from and with the filter that selects them.
 * Rows of groups that are hidden for privacy are left out; of tables about persons only what a row is called is shown.
 */
export const rowsBehind = async (request: RowsRequest, engine: Engine): Promise<Outcome<EvidenceRows>> => {
  const choice = chosen(request)
  if (!choice.ok) return choice
  const { plan, measure, measures, sources, source, part, offset } = choice.value
  const { result, limit, construct } = request
  const by = measure.grouped ? plan.checked.construct.by : []
  const isTotal = Object.keys(result.group).length === 0
  const persons = isAboutPersons(plan.checked.contracts[source.contract])
  const hidden = isTotal && persons ? request.beside.filter(isSuppressed).map(({ group }) => group) : []
  if (hidden.length > 0 && by.length === 0) return refused(issueOf('rows-hidden', { group: 'all of it' }, nowhere))
  const asked = { source, by, group: isTotal ? null : result.group, hidden, limit, offset }
  const statement = rowsStatement(plan, asked, duckdb)
  await showEvidence(engine, Object.values(plan.checked.contracts), knownThen(request))
  await layOut([plan], engine)
  const rows = await engine.rows(statement.sql)
  const total = rows.length === 0 ? offset : Number(rows[0]?.['total'] ?? 0)
  const isPersonal = statement.columns.length === 0 && !statement.hasValue
  const isLast = isPersonal || offset + rows.length >= total
  return {
    ok: true,
    issues: [],
    value: {
      construct: construct.id,
      period: result.period,
      group: result.group,
      result: result.digest,
      measure: measure.name,
      measures,
      part,
      parts: sources.map((each) => textOf(methodText(plan, measure.name), each)),
      contract: source.contract,
      columns: columnsOf(statement),
      rows: isPersonal ? [] : rows.map((row) => cellsOf(row, statement)),
      isPersonal,
      total,
      hidden: new Set(hidden.map(groupKey)).size,
      next: isLast ? null : cursorOf(request, measure.name, part, offset + rows.length),
    },
  }
}

const methodText = ({ checked }: Plan, name: string): string =>
  checked.construct.baseMeasures.find((each) => each.name === name)?.method.text ?? ''
