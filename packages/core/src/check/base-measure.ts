import type { BaseMeasure } from '../construct/index.ts'
import type { Type } from '../formula/index.ts'
import { isError, issueOf, type Issue } from '../issue/index.ts'
import { placeOf, readAt, sayAt, sayIn, type Bench } from './bench.ts'
import type { CheckedMethod, CheckedParameter, Known } from './checked.ts'
import { checkScale, withUnit } from './function.ts'
import { groupScan, hasPaths, topAggregates } from './grouping.ts'
import { contextOf, resolveMethod } from './method.ts'
import { daysInFrequency } from './reach.ts'
import type { Typed } from './typed.ts'
import { unitOfType } from './unit-of-type.ts'

const isMeasurable = (type: Type): boolean =>
  ['number', 'duration', 'level', 'boolean', 'unknown', 'null'].includes(type.kind)

/** A path that no table of the construct has is a mistake of its own, said once and not for every measure. */
const isNowhere = ({ construct, contracts }: Bench, path: string): boolean =>
  !construct.evidence.some((name) => hasPaths(contracts[name], [path], contracts))

/** Whether every aggregate's outermost rows have the `by` paths; says once which have not. */
const isGrouped = (bench: Bench, measure: BaseMeasure, method: Typed): boolean => {
  const { by } = bench.construct
  for (const aggregate of topAggregates(method)) {
    const scan = groupScan(aggregate.over, (name) => hasPaths(bench.contracts[name], by, bench.contracts))
    const contract = scan === undefined ? undefined : bench.contracts[scan.contract]
    const missing = by.find((path) => contract === undefined || !hasPaths(contract, [path], bench.contracts))
    if (missing === undefined) continue
    const place = placeOf(bench.construct.source, measure.method.path)
    const table = contract?.name ?? 'a list'
    if (!isNowhere(bench, missing))
      sayAt(bench, issueOf('total-only', { measure: measure.name, table, path: missing }, place))
    return false
  }
  return true
}

export const checkedMethod =
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
    checkScale(type, measure.scale, formula.span, issues)
    sayIn(bench, measure.method, issues)
    if (issues.some(isError)) bench.unsound.add(measure.name)
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
