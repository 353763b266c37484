import { check, unreadBy } from '@isometric/core/check'
import {
  adopted,
  sqlName,
  type Alternative,
  type Construct,
  type Contract,
  type Scenario,
} from '@isometric/core/construct'
import { isError, issueOf, type Issue } from '@isometric/core/issue'
import { changedRows } from '@isometric/core/sql'
import type { Card, Result } from '@isometric/core/term'
import type { Engine } from './engine/index.ts'
import { showEvidence, type Supposed } from './measure/index.ts'
import { run, type MeasureRequest } from './run.ts'

/** What is measured, and under which scenario; both have been checked. */
export type WhatIfRequest = Pick<
  MeasureRequest,
  'programme' | 'contracts' | 'stored' | 'asked' | 'asKnownOn' | 'now'
> & { readonly construct: Construct; readonly scenario: Scenario }

/** How many rows of a table one change of an alternative meets, in all snapshots together. */
export type Met = {
  readonly table: string
  /** The number of the change, from 1. */
  readonly change: number
  readonly rows: number
  readonly met: number
  /** Rows that stay as they are because nobody can say whether the condition holds. */
  readonly unknown: number
}

export type SupposedResults = {
  readonly alternative: Alternative
  readonly met: readonly Met[]
  readonly results: readonly Result[]
}

export type WhatIfRun =
  | {
      readonly ok: true
      readonly card: Card
      readonly results: readonly Result[]
      readonly supposed: readonly SupposedResults[]
      readonly issues: readonly Issue[]
    }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Fewer persons than that could be told apart by what changes when their rows do (language.md 5). */
const leastPersons = 5

const supposedBy = ({ changes }: Alternative, request: MeasureRequest): Supposed =>
  Object.fromEntries(
    Object.entries(changes).flatMap(([name, all]) => {
      const contract = request.contracts[name]
      if (contract === undefined) return []
      const { timeZone } = request.programme
      return [[name, (rows: string) => changedRows(contract, all, timeZone, rows).rows] as const]
    }),
  )

type Counted = Met & { readonly persons: number }

const toldOf = (counted: Counted): Met => {
  const { persons: _, ...met } = counted
  return met
}

const numberIn = (cell: unknown): number => Number(cell ?? 0)

/** What each change of an alternative meets, in evidence as it is. */
const countedIn = async (
  contract: Contract,
  alternative: Alternative,
  request: MeasureRequest,
  engine: Engine,
): Promise<readonly Counted[]> => {
  const from = `SELECT * FROM evidence."${sqlName(contract.name)}"`
  const changes = alternative.changes[contract.name] ?? []
  const { met } = changedRows(contract, changes, request.programme.timeZone, from)
  const counted: Counted[] = []
  for (const [i, sql] of met.entries()) {
    const [row = {}] = await engine.rows(sql)
    counted.push({
      table: contract.name,
      change: i + 1,
      rows: numberIn(row['rows']),
      met: numberIn(row['met']),
      unknown: numberIn(row['unknown']),
      persons: numberIn(row['persons']),
    })
  }
  return counted
}

const issueAt = (scenario: Scenario, alternative: Alternative, table: string, issue: Issue): Issue => ({
  ...issue,
  span: scenario.source.keys[`alternatives.${alternative.name}.evidence.${table}`] ?? issue.span,
  document: scenario.source.name,
})

const nowhere = { from: 0, to: 0 }

/** A change that meets no row, or the rows of too few persons. */
const strange = (scenario: Scenario, alternative: Alternative, counted: readonly Counted[]): readonly Issue[] =>
  [...Map.groupBy(counted, ({ table }) => table)].flatMap(([table, changes]) => {
    const few = changes.some(({ persons }) => persons > 0 && persons < leastPersons)
    const parameters = { alternative: alternative.name, table }
    if (few)
      return [
        issueAt(
          scenario,
          alternative,
          table,
          issueOf('scenario-few-persons', { ...parameters, least: leastPersons }, nowhere),
        ),
      ]
    return changes.every(({ met }) => met === 0)
      ? [issueAt(scenario, alternative, table, issueOf('scenario-changes-nothing', parameters, nowhere))]
      : []
  })

const isAboutPersons = (contract: Contract | undefined): boolean =>
  contract?.columns.some(({ role }) => role === 'personal') === true

/** Who is in a small part of a group could be told by what changes in it: then only the whole is shown. */
const shownResults = (results: readonly Result[], { changes }: Alternative, request: MeasureRequest) =>
  Object.keys(changes).some((name) => isAboutPersons(request.contracts[name]))
    ? results.filter(({ group }) => Object.keys(group).length === 0)
    : results

/** Evidence as it was known on the day asked for. */
const knownThen = ({ stored, asKnownOn }: WhatIfRequest): MeasureRequest['stored'] =>
  Object.fromEntries(
    Object.entries(stored).map(([name, snapshots]) => [
      name,
      snapshots.filter(({ collectedAt }) => asKnownOn === undefined || collectedAt <= asKnownOn),
    ]),
  )

/** Every change of an alternative to a table that is read, met on the evidence as it is. */
const allCounted = async (
  alternative: Alternative,
  contracts: readonly Contract[],
  request: MeasureRequest,
  engine: Engine,
): Promise<readonly Counted[]> => {
  const changed = contracts.filter(({ name }) => Object.hasOwn(alternative.changes, name))
  await showEvidence(engine, changed, request.stored)
  const counted: Counted[] = []
  for (const contract of changed) counted.push(...(await countedIn(contract, alternative, request, engine)))
  return counted
}

/**
 * Measures one construct with the evidence as it is and as it would be under each alternative of a checked scenario. The
 * engine computes all of it from changed views of the evidence; nothing is stored, remembered or taken from before.
 */
export const whatIf = async (request: WhatIfRequest, engine: Engine): Promise<WhatIfRun> => {
  const { construct, scenario } = request
  const checked = check(adopted(construct, request.programme), request.contracts)
  if (!checked.ok) return { ok: false, issues: checked.issues.filter(isError) }
  const contracts = Object.values(checked.value.contracts)
  const afresh: MeasureRequest = {
    ...request,
    constructs: { [construct.id]: construct },
    ids: [construct.id],
    stored: knownThen(request),
    known: () => Promise.resolve([]),
  }
  const [measured] = (await run(afresh, engine)).measured
  if (measured === undefined) throw new Error(`${construct.id} was checked, and was not measured`)
  const reads = contracts.map(({ name }) => name)
  const issues: Issue[] = [...unreadBy(scenario, construct.id, reads)]
  const supposed: SupposedResults[] = []
  for (const alternative of scenario.alternatives) {
    const counted = await allCounted(alternative, contracts, afresh, engine)
    issues.push(...strange(scenario, alternative, counted))
    const found = await run({ ...afresh, supposed: supposedBy(alternative, afresh) }, engine)
    const results = shownResults(found.measured[0]?.results ?? [], alternative, afresh)
    supposed.push({ alternative, met: counted.map(toldOf), results })
  }
  if (issues.some(isError)) return { ok: false, issues }
  return { ok: true, card: measured.card, results: measured.results, supposed, issues }
}
