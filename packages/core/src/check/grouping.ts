import type { Contract } from '../construct/index.ts'
import type { Relation, Typed } from './typed.ts'

/** The aggregates a method's value is made of, outermost first; none inside another. */
export const topAggregates = (typed: Typed): readonly (Typed & { readonly kind: 'aggregate' })[] => {
  switch (typed.kind) {
    case 'aggregate':
      return [typed]
    case 'arithmetic':
      return [...topAggregates(typed.left), ...topAggregates(typed.right)]
    case 'negate':
    case 'not':
      return topAggregates(typed.of)
    case 'if':
      return [typed.condition, typed.then, typed.otherwise].flatMap(topAggregates)
    case 'compare':
    case 'and':
    case 'or':
      return [...topAggregates(typed.left), ...topAggregates(typed.right)]
    case 'call':
      return typed.args.flatMap(topAggregates)
    case 'age':
    case 'column':
    case 'constant':
    case 'lookup':
    case 'parameter':
    case 'period':
    case 'range':
    case 'some':
    case 'variable':
      return []
  }
}

type Scan = Relation & { readonly kind: 'scan' }

/**
 * The scan whose row gives a relation's elements their group: the row the outermost table contributes that has the
 * `by` paths (language.md 5); where none has, the outermost. Values lose their row at `distinct`, but keep the group of
 * the row they came from.
 */
export const groupScan = (relation: Relation, has: (contract: string) => boolean): Scan | undefined => {
  switch (relation.kind) {
    case 'scan':
      return relation
    case 'filter':
    case 'latest':
    case 'each':
    case 'distinct':
      return groupScan(relation.input, has)
    case 'for':
      return firstHaving(
        relation.iterators.map(({ over }) => groupScan(over, has)),
        has,
      )
    case 'concatenate':
      return firstHaving(
        relation.inputs.map((input) => groupScan(input, has)),
        has,
      )
    case 'steps':
    case 'list':
      return undefined
  }
}

const firstHaving = (scans: readonly (Scan | undefined)[], has: (contract: string) => boolean): Scan | undefined =>
  scans.find((scan) => scan !== undefined && has(scan.contract)) ?? scans[0]

/** The first name of a `by` path: the column of the row itself. @example headOf('asset.zone') //=> 'asset' */
export const headOf = (path: string): string => path.split('.')[0] ?? path

const columnAlong = (
  contract: Contract | undefined,
  words: readonly string[],
  contracts: Readonly<Record<string, Contract>>,
): boolean => {
  const [word, ...more] = words
  const column = contract?.columns.find((each) => each.name === word)
  if (column === undefined) return false
  return more.length === 0 || (column.of !== undefined && columnAlong(contracts[column.of], more, contracts))
}

/** Whether a table's rows have every `by` path, so that they can be grouped. */
export const hasPaths = (
  contract: Contract | undefined,
  by: readonly string[],
  contracts: Readonly<Record<string, Contract>>,
): boolean => by.every((path) => columnAlong(contract, path.split('.'), contracts))
