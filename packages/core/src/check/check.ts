import type { Construct, Contract } from '../construct/index.ts'
import { isError, issueOf, nearest, type Outcome } from '../issue/index.ts'
import { grainOf } from '../term/index.ts'
import { checkedMethod } from './base-measure.ts'
import { keyPlaceOf, placeOf, sayAt, type Bench } from './bench.ts'
import type { Checked, CheckedConstruct } from './checked.ts'
import { checkContract } from './contract.ts'
import { checkedCriteria, domainOf } from './decision-criteria.ts'
import { checkedFunction, type Typing } from './derived-measure.ts'
import { hasPaths, headOf } from './grouping.ts'
import { lint } from './lint/index.ts'
import { lookbackOf } from './lookback.ts'
import { checkedParameters } from './parameter.ts'
import { columnOf } from './type-of-column.ts'

const checkTables = (bench: Bench): void => {
  const { construct, contracts } = bench
  construct.evidence.forEach((name, i) => {
    const place = placeOf(construct.source, `evidence.${i}`, 'evidence')
    if (contracts[name] === undefined)
      sayAt(bench, issueOf('unknown-table', { name, near: nearest(name, Object.keys(contracts)) }, place))
    else if (!bench.used.tables.has(name)) sayAt(bench, issueOf('unused-table', { name }, place))
  })
}

const checkGroups = (bench: Bench): void => {
  const { construct, contracts } = bench
  const tables = construct.evidence.flatMap((name) => contracts[name] ?? [])
  construct.by.forEach((path, i) => {
    const place = placeOf(construct.source, `by.${i}`, 'by')
    const having = tables.filter((contract) => hasPaths(contract, [path], contracts))
    const dimensions = tables.flatMap((contract) =>
      contract.columns.filter((column) => column.role === 'dimension').map((column) => column.name),
    )
    if (having.length === 0) sayAt(bench, issueOf('unknown-group', { path, near: nearest(path, dimensions) }, place))
    const plain = path.includes('.')
      ? undefined
      : having.find((contract) => columnOf(contract, headOf(path))?.role !== 'dimension')
    if (plain !== undefined && having.every((contract) => columnOf(contract, path)?.role !== 'dimension'))
      sayAt(bench, issueOf('not-a-dimension', { column: path, table: plain.name }, place))
  })
}

const checkUnused = (bench: Bench): void => {
  const { construct, used } = bench
  for (const { name } of construct.parameters)
    if (!used.parameters.has(name))
      sayAt(bench, issueOf('unused-parameter', { name }, keyPlaceOf(construct.source, `parameters.${name}`)))
  for (const code of Object.keys(construct.accept))
    if (!used.accepted.has(code))
      sayAt(bench, issueOf('unused-accept', { code }, keyPlaceOf(construct.source, `accept.${code}`)))
}

const checkForm = (bench: Bench, measures: readonly string[]): void => {
  const { construct } = bench
  const { measure } = construct.indicator
  if (!measures.includes(measure))
    sayAt(
      bench,
      issueOf(
        'unnamed-measure',
        { name: measure, near: nearest(measure, measures) },
        placeOf(construct.source, 'indicator.measure', 'indicator'),
      ),
    )
  if (construct.indicator.criteria.length === 0)
    sayAt(bench, issueOf('criteria-missing', {}, placeOf(construct.source, 'indicator.criteria', 'indicator')))
  if (grainOf(construct.frequency.analyse) === undefined)
    sayAt(
      bench,
      issueOf(
        'frequency-without-period',
        { frequency: construct.frequency.analyse },
        placeOf(construct.source, 'frequency.analyse', 'frequency'),
      ),
    )
  if (construct.decision === undefined) sayAt(bench, issueOf('no-decision', {}, placeOf(construct.source, 'construct')))
}

/** Names a formula may hold, so that names of several words are read as such. */
const namesIn = (construct: Construct, contracts: Readonly<Record<string, Contract>>): readonly string[] => [
  ...Object.keys(contracts),
  ...Object.values(contracts).flatMap((contract) => contract.columns.map((column) => column.name)),
  ...construct.parameters.map((parameter) => parameter.name),
  ...construct.baseMeasures.map((measure) => measure.name),
  ...construct.derivedMeasures.map((measure) => measure.name),
  'period',
]

/**
 * Checks a construct against the contracts it reads: names, types, scales, units, windows, shares, groups, criteria.
 * All issues at once, each at its place in the document.
 */
export const check = (construct: Construct, contracts: Readonly<Record<string, Contract>>): Outcome<Checked> => {
  const bench: Bench = {
    construct,
    contracts,
    names: namesIn(construct, contracts),
    issues: [],
    used: { parameters: new Set(), tables: new Set(), accepted: new Set() },
    unsound: new Set(),
  }
  const parameters = checkedParameters(bench)
  const baseMeasures = construct.baseMeasures.flatMap(checkedMethod(bench, parameters))
  const typing: Typing = {
    types: Object.fromEntries(baseMeasures.map((each) => [each.name, each.type])),
    ratios: new Set(),
    lookback: {},
  }
  const derivedMeasures = construct.derivedMeasures.flatMap(checkedFunction(bench, typing, parameters, baseMeasures))
  checkForm(
    bench,
    [...construct.baseMeasures, ...construct.derivedMeasures].map((each) => each.name),
  )
  const { measure } = construct.indicator
  const domain = domainOf(measure, typing.types[measure], baseMeasures, derivedMeasures)
  const criteria = construct.indicator.criteria.flatMap(checkedCriteria(bench, typing, parameters, domain))
  checkTables(bench)
  checkGroups(bench)
  const conditions = criteria.flatMap((set) =>
    [set.met, set.near, set.notMet].flatMap((condition) => condition?.formula ?? []),
  )
  const lookback = Math.max(
    1,
    ...Object.values(typing.lookback),
    ...conditions.map((formula) => lookbackOf(formula, typing.lookback)),
  )
  const read = reached(bench)
  bench.issues.push(...Object.values(read).flatMap(checkContract))
  const checked: CheckedConstruct = {
    construct,
    contracts: read,
    parameters,
    baseMeasures,
    derivedMeasures,
    criteria,
    lookback,
  }
  lint(bench, checked)
  checkUnused(bench)
  const issues = [...bench.issues].sort((a, b) => a.span.from - b.span.from)
  return issues.some(isError) ? { ok: false, issues } : { ok: true, value: checked as Checked, issues }
}

/** The declared contracts, those the references of their rows reach, and the parents of parts. */
const reached = (bench: Bench): Readonly<Record<string, Contract>> => {
  const found: Record<string, Contract> = {}
  const visit = (name: string): void => {
    const contract = bench.contracts[name]
    if (contract === undefined || found[name] !== undefined) return
    found[name] = contract
    if (contract.describes.kind === 'part') visit(contract.describes.of)
    for (const column of contract.columns) if (column.of !== undefined) visit(column.of)
  }
  for (const name of [...bench.construct.evidence, ...bench.used.tables]) visit(name)
  return found
}
