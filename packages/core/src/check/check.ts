import type {
  BaseMeasure,
  Construct,
  Contract,
  CriteriaSet,
  DerivedMeasure,
  FormulaText,
  Source,
} from '../construct/index.ts'
import { readFormula, type Formula, type Type, type Value } from '../formula/index.ts'
import { isError, issueOf, nearest, type Issue, type Outcome, type Span } from '../issue/index.ts'
import { grainOf } from '../term/index.ts'
import type {
  Checked,
  Known,
  CheckedConstruct,
  CheckedCondition,
  CheckedCriteria,
  CheckedFunction,
  CheckedMethod,
  CheckedParameter,
} from './checked.ts'
import { checkBands, conditionOfCriterion, judgedBands, type Domain } from './criteria.ts'
import { typeOf, withUnit, type MeasureScope } from './function.ts'
import { groupScan, hasPaths, headOf, topAggregates } from './grouping.ts'
import { literalValue, typeOfValue } from './literal.ts'
import { lookbackOf } from './lookback.ts'
import { contextOf, resolveMethod } from './method.ts'
import { isShare } from './share.ts'
import { daysInFrequency } from './reach.ts'
import { columnOf } from './type-of-column.ts'
import { unitOfType } from './unit-of-type.ts'
import type { Typed } from './typed.ts'

/** Everything gathered while one construct is checked. */
type Bench = {
  readonly construct: Construct
  readonly contracts: Readonly<Record<string, Contract>>
  readonly names: readonly string[]
  readonly issues: Issue[]
  readonly used: { readonly parameters: Set<string>; readonly tables: Set<string>; readonly accepted: Set<string> }
}

/** A span in a formula as a span in its document. */
const inDocument = (issue: Issue, text: FormulaText, source: Source): Issue => {
  const at = (offset: number): number => text.offsets[Math.min(offset, text.offsets.length - 1)] ?? 0
  const last = Math.max(issue.span.from, issue.span.to - 1)
  return {
    ...issue,
    span: { from: at(issue.span.from), to: issue.span.to > issue.span.from ? at(last) + 1 : at(issue.span.from) },
    document: text.document ?? source.name,
  }
}

const placeOf = (source: Source, ...paths: readonly string[]): Span => {
  for (const path of paths) {
    const span = source.places[path]
    if (span !== undefined) return span
  }
  return { from: 0, to: 0 }
}

const sayAt = (bench: Bench, issue: Issue): void => {
  bench.issues.push({ ...issue, document: bench.construct.source.name })
}

const sayIn = (bench: Bench, text: FormulaText, issues: readonly Issue[]): void => {
  for (const issue of issues) bench.issues.push(inDocument(issue, text, bench.construct.source))
}

/** Reads a formula and reports what is wrong with it at its place in the document. */
const readAt = (bench: Bench, text: FormulaText): Formula | undefined => {
  const outcome = readFormula(text.text, bench.names)
  sayIn(bench, text, outcome.issues)
  return outcome.ok ? outcome.value : undefined
}

const literalAt = (bench: Bench, text: FormulaText): Value | undefined => {
  const formula = readAt(bench, text)
  if (formula === undefined) return undefined
  const { value, issues } = literalValue(formula)
  sayIn(bench, text, issues)
  return issues.some(isError) ? undefined : value
}

const checkedParameters = (bench: Bench): Readonly<Record<string, CheckedParameter>> =>
  Object.fromEntries(
    bench.construct.parameters.flatMap((parameter): readonly (readonly [string, CheckedParameter])[] => {
      hiddenColumn(bench, parameter.name)
      if (parameter.value !== undefined) {
        const value = literalAt(bench, parameter.value)
        return value === undefined ? [] : [[parameter.name, { type: typeOfValue(value), value }]]
      }
      const values = Object.fromEntries(
        Object.entries(parameter.values ?? {}).flatMap(([level, text]) => {
          const value = literalAt(bench, text)
          return value === undefined ? [] : [[level, value] as const]
        }),
      )
      const [first] = Object.values(values)
      return first === undefined
        ? []
        : [
            [
              parameter.name,
              { type: typeOfValue(first), values, ...(parameter.by === undefined ? {} : { by: parameter.by }) },
            ],
          ]
    }),
  )

const hiddenColumn = (bench: Bench, name: string): void => {
  const hidden = bench.construct.evidence
    .map((table) => bench.contracts[table])
    .find((contract) => contract !== undefined && columnOf(contract, name) !== undefined)
  if (hidden !== undefined)
    sayAt(
      bench,
      issueOf('shadowed-name', { name, table: hidden.name }, placeOf(bench.construct.source, `parameters.${name}`)),
    )
}

const isMeasurable = (type: Type): boolean =>
  ['number', 'duration', 'level', 'boolean', 'unknown', 'null'].includes(type.kind)

/** Whether every aggregate's outermost rows have the `by` paths; says once which have not. */
const isGrouped = (bench: Bench, measure: BaseMeasure, method: Typed): boolean => {
  const { by } = bench.construct
  for (const aggregate of topAggregates(method)) {
    const scan = groupScan(aggregate.over, (name) => hasPaths(bench.contracts[name], by, bench.contracts))
    const contract = scan === undefined ? undefined : bench.contracts[scan.contract]
    const missing = by.find((path) => contract === undefined || !hasPaths(contract, [path], bench.contracts))
    if (missing === undefined) continue
    sayAt(
      bench,
      issueOf(
        'total-only',
        { measure: measure.name, table: contract?.name ?? 'a list', path: missing },
        placeOf(bench.construct.source, measure.method.path),
      ),
    )
    return false
  }
  return true
}

const checkedMethod =
  (bench: Bench, parameters: Readonly<Record<string, CheckedParameter>>) =>
  (measure: BaseMeasure): readonly CheckedMethod[] => {
    const formula = readAt(bench, measure.method)
    if (formula === undefined) return []
    const issues: Issue[] = []
    const tables = new Set<string>()
    const mentions = new Set<string>()
    const known: Known[] = []
    const context = contextOf({
      contracts: bench.contracts,
      declared: bench.construct.evidence,
      parameters,
      accept: bench.construct.accept,
      issues,
      periodDays: daysInFrequency(bench.construct.frequency.analyse),
      unitDeclared: measure.unit !== undefined,
      used: { parameters: bench.used.parameters, tables, accepted: bench.used.accepted },
      mentioned: (contract, window) =>
        window.kind === 'known' ? known.push({ contract, at: window.at }) : mentions.add(contract),
    })
    const method = resolveMethod(formula, context)
    if (method.type.kind !== 'unknown' && topAggregates(method).length === 0)
      issues.push(issueOf('method-without-evidence', {}, formula.span))
    if (!isMeasurable(method.type)) issues.push(issueOf('not-a-number', { type: method.type.kind }, formula.span))
    const type = withUnit(method.type, measure.unit, 'method', formula.span, issues)
    sayIn(bench, measure.method, issues)
    for (const table of tables) bench.used.tables.add(table)
    const grouped = bench.construct.by.length > 0 && isGrouped(bench, measure, method)
    return [
      {
        name: measure.name,
        method,
        formula,
        type,
        unit: unitOfType(type),
        mentions: [...mentions],
        known,
        reads: [...tables],
        grouped,
      },
    ]
  }

type Typing = {
  readonly types: Record<string, Type>
  readonly ratios: Set<string>
  readonly lookback: Record<string, number>
}

const measureScope = (
  bench: Bench,
  typing: Typing,
  parameters: Readonly<Record<string, CheckedParameter>>,
  issues: Issue[],
  percentSpans: number[] | null,
): MeasureScope => ({
  measures: typing.types,
  ratios: typing.ratios,
  parameters,
  tables: Object.keys(bench.contracts),
  used: bench.used.parameters,
  accept: bench.construct.accept,
  accepted: bench.used.accepted,
  issues,
  percentSpans,
})

/** `share(a, b)` must be proved; `a / b` that could be is pointed out. */
const checkShares = (formula: Formula, methods: readonly CheckedMethod[], issues: Issue[]): boolean => {
  const operands =
    formula.kind === 'call' && formula.name === 'share'
      ? formula.args
      : formula.kind === 'arithmetic' && formula.op === '/'
        ? [formula.left, formula.right]
        : []
  const [a, b] = operands
  if (a?.kind !== 'name' || b?.kind !== 'name') return false
  const [part, whole] = [methods.find((each) => each.name === a.name), methods.find((each) => each.name === b.name)]
  if (part === undefined || whole === undefined) return false
  const proved = isShare(part.method, whole.method)
  if (formula.kind === 'call' && !proved && !failed(part) && !failed(whole))
    issues.push(issueOf('not-a-share', { part: a.name, whole: b.name }, formula.span))
  if (formula.kind === 'arithmetic' && proved)
    issues.push(issueOf('is-a-share', { part: a.name, whole: b.name }, formula.span))
  return formula.kind === 'call'
}

/** What was already reported is not reported again as a consequence. */
const failed = (method: CheckedMethod): boolean => method.type.kind === 'unknown'

const isRatio = (formula: Formula): boolean =>
  (formula.kind === 'arithmetic' && formula.op === '/') || (formula.kind === 'call' && formula.name === 'share')

const checkedFunction =
  (
    bench: Bench,
    typing: Typing,
    parameters: Readonly<Record<string, CheckedParameter>>,
    methods: readonly CheckedMethod[],
  ) =>
  (measure: DerivedMeasure): readonly CheckedFunction[] => {
    const formula = readAt(bench, measure.function)
    if (formula === undefined) return []
    const issues: Issue[] = []
    const inferred = typeOf(formula, measureScope(bench, typing, parameters, issues, null))
    const share = checkShares(formula, methods, issues)
    const type = withUnit(inferred, measure.unit, 'function', formula.span, issues)
    sayIn(bench, measure.function, issues)
    typing.types[measure.name] = type
    typing.lookback[measure.name] = lookbackOf(formula, typing.lookback)
    if (isRatio(formula)) typing.ratios.add(measure.name)
    return [{ name: measure.name, formula, type, unit: unitOfType(type), share }]
  }

/** What values the indicator can take: a count is whole and not negative, a share lies in 0–100 %. */
const domainOf = (
  name: string,
  type: Type | undefined,
  methods: readonly CheckedMethod[],
  functions: readonly CheckedFunction[],
): Domain => {
  const isCount = methods.some(
    (each) => each.name === name && each.method.kind === 'aggregate' && each.method.name === 'count',
  )
  const share = functions.some((each) => each.name === name && each.share)
  return {
    whole: isCount,
    lowest: isCount || share ? 0 : null,
    highest: share ? (type?.kind === 'number' && type.percent === true ? 100 : 1) : null,
  }
}

const checkedCondition = (
  bench: Bench,
  text: FormulaText,
  typing: Typing,
  parameters: Readonly<Record<string, CheckedParameter>>,
): CheckedCondition | undefined => {
  const read = conditionOfCriterion(text, bench.construct.indicator.measure, bench.names)
  const issues: Issue[] = [...read.issues]
  const percentSpans: number[] = []
  if (read.formula !== undefined) {
    const type = typeOf(read.formula, measureScope(bench, typing, parameters, issues, percentSpans))
    if (type.kind !== 'boolean' && type.kind !== 'unknown')
      issues.push(issueOf('not-a-condition', { type: type.kind }, read.formula.span))
  }
  sayIn(bench, text, issues)
  return read.formula === undefined ? undefined : { formula: read.formula, percentSpans }
}

const checkedCriteria =
  (bench: Bench, typing: Typing, parameters: Readonly<Record<string, CheckedParameter>>, domain: Domain) =>
  (set: CriteriaSet): readonly CheckedCriteria[] => {
    const met = checkedCondition(bench, set.met, typing, parameters)
    const near = set.near === undefined ? undefined : checkedCondition(bench, set.near, typing, parameters)
    if (met === undefined || (set.near !== undefined && near === undefined)) return []
    const { indicator } = bench.construct
    const judged = judgedBands(indicator.measure, met.formula, near?.formula)
    for (const { path, issue } of checkBands(set, judged, indicator.direction, domain))
      sayIn(bench, path === 'met' ? set.met : (set.near ?? set.met), [issue])
    return [
      {
        from: set.from,
        met,
        ...(near === undefined ? {} : { near }),
        ...(judged.met === undefined || judged.near === undefined
          ? {}
          : { bands: { met: judged.met, near: judged.near } }),
      },
    ]
  }

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
      sayAt(bench, issueOf('unused-parameter', { name }, placeOf(construct.source, `parameters.${name}`)))
  for (const code of Object.keys(construct.accept))
    if (!used.accepted.has(code))
      sayAt(bench, issueOf('unused-accept', { code }, placeOf(construct.source, `accept.${code}`, 'accept')))
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
  checkUnused(bench)
  const conditions = criteria.flatMap((set) => [set.met.formula, ...(set.near === undefined ? [] : [set.near.formula])])
  const lookback = Math.max(
    1,
    ...Object.values(typing.lookback),
    ...conditions.map((formula) => lookbackOf(formula, typing.lookback)),
  )
  const checked: CheckedConstruct = {
    construct,
    contracts: reached(bench),
    parameters,
    baseMeasures,
    derivedMeasures,
    criteria,
    lookback,
  }
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
