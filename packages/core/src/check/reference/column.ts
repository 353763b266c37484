import type { Column, Contract } from '../../construct/index.ts'
import { evaluate, feelText, readFormula, type Formula, type Value } from '../../formula/index.ts'
import type { Group } from '../../term/index.ts'
import { knownRows, type KnownRow } from './evidence.ts'
import { boundsOf } from './period.ts'
import type { Run } from './run.ts'
import { arithmetic } from './scalar.ts'
import { plainOf, thing, unknown, type Binding, type Thing } from './thing.ts'
import { beginningOf } from './window.ts'

/** Evaluates a computed column's formula for a row; given by the walk, which knows all formulas. */
export type Compute = (formula: Formula, row: Binding) => Thing

const columnOf = (contract: Contract, name: string): Column | undefined =>
  contract.columns.find((each) => each.name === name)

/** A computed column's formula, read once. */
const computedFormula = (contract: Contract, column: Column, text: string, run: Run): Formula => {
  const id = `${contract.name}.${column.name}`
  const known = run.memory.computed.get(id)
  if (known !== undefined) return known
  const outcome = readFormula(
    text,
    contract.columns.map((each) => each.name),
  )
  if (!outcome.ok) throw new Error(`${id} cannot be read: the checker lets none pass`)
  run.memory.computed.set(id, outcome.value)
  return outcome.value
}

const storedValue = (binding: Binding, column: Column, run: Run): Value => {
  if (binding.row.reconstructed.includes(column.name)) run.notes.isReconstructed = true
  return binding.row.columns[column.name] ?? null
}

/** The column of a row with what is known of it, or undefined where the table has none. */
export const columnThing = (binding: Binding, name: string, run: Run, compute: Compute): Thing | undefined => {
  const { contract } = binding.row
  const column = columnOf(contract, name)
  if (column === undefined) return undefined
  const value =
    column.is === undefined
      ? storedValue(binding, column, run)
      : plainOf(compute(computedFormula(contract, column, column.is.text, run), binding), false)
  const levels = column.type.kind === 'ordinal' ? { levels: column.type.levels } : {}
  const ranked = column.type.kind === 'number' && column.type.scale === 'ordinal' ? { isRanked: true as const } : {}
  const refersTo = column.of === undefined ? {} : { refersTo: column.of }
  const isDate = column.type.kind === 'date' ? { isDate: true as const } : {}
  return { is: 'value', value, origin: binding, ...levels, ...ranked, ...refersTo, ...isDate }
}

/** `age`: the period's end less a record's beginning. */
export const ageOf = (binding: Binding, run: Run): Thing =>
  arithmetic('-', boundsOf(run.evidence).end, thing(beginningOf(binding.row)), false)

const rowsOf = (contract: Contract, run: Run): readonly KnownRow[] => {
  const known = run.memory.tables.get(contract.name) ?? knownRows(contract, run.evidence)
  run.memory.tables.set(contract.name, known)
  return known
}

/** The row a reference points to, as it is known for the period, whatever its dates. */
const referredRow = (value: Value, contract: Contract, run: Run): KnownRow | undefined => {
  const key = contract.key[0]
  return value === null || key === undefined
    ? undefined
    : rowsOf(contract, run).find((row) => row.columns[key] === value)
}

/** What follows the dot after a reference; null where it points to nothing. */
const lookedUp = (reference: Thing & { readonly is: 'value' }, name: string, run: Run, compute: Compute): Thing => {
  const contract = reference.refersTo === undefined ? undefined : run.evidence.input.contracts[reference.refersTo]
  if (contract === undefined) throw new Error(`nothing is known of ${reference.refersTo}: the checker lets none pass`)
  const row = referredRow(reference.value, contract, run)
  const origin = reference.origin === undefined ? {} : { origin: reference.origin }
  if (row !== undefined) return { ...(columnThing({ row }, name, run, compute) ?? unknown), ...origin }
  const column = columnOf(contract, name)
  return {
    is: 'value',
    value: null,
    ...origin,
    ...(column?.of === undefined ? {} : { refersTo: column.of }),
    ...(column?.type.kind === 'date' ? { isDate: true as const } : {}),
  }
}

const partOf = (value: Value, name: string): Thing => {
  const span = { from: 0, to: 0 }
  const path: Formula = { kind: 'path', of: { kind: 'name', name: 'x', span }, name, nameSpan: span, span }
  return thing(evaluate(path, { name: () => value }).value)
}

/** What follows a dot: a row's column, a reference's, a list's for each element, a range's end, a date's part. */
export const memberOf = (of: Thing, name: string, run: Run, compute: Compute): Thing => {
  switch (of.is) {
    case 'row':
      return columnThing(of.binding, name, run, compute) ?? ageOf(of.binding, run)
    case 'list':
      return { is: 'list', items: of.items.map((item) => memberOf(item, name, run, compute)) }
    case 'range':
      return (name === 'start' ? of.from : of.to) ?? unknown
    case 'bound':
      return partOf(of.instant, name)
    case 'value':
      return of.refersTo === undefined ? partOf(of.value, name) : lookedUp(of, name, run, compute)
    case 'absent':
      return of
  }
}

const levelText = (of: Thing): string | null => {
  const value = plainOf(of, true)
  if (value === null || typeof value === 'string') return value
  return feelText(value)
}

/** The group of a row: the values of its `by` paths; a null is a group of its own. */
export const groupOf = (binding: Binding, by: readonly string[], run: Run, compute: Compute): Group =>
  Object.fromEntries(
    by.map((path) => [
      path,
      levelText(path.split('.').reduce<Thing>((of, word) => memberOf(of, word, run, compute), { is: 'row', binding })),
    ]),
  )

/** Whether a `by` path of the row names something that its table does not have. */
export const isUnreferenced = (binding: Binding, by: readonly string[], run: Run, compute: Compute): boolean =>
  by.some((path) => {
    let of: Thing = { is: 'row', binding }
    for (const word of path.split('.')) {
      if (of.is === 'value' && of.refersTo !== undefined && of.value !== null) {
        const contract: Contract | undefined = run.evidence.input.contracts[of.refersTo]
        if (contract !== undefined && referredRow(of.value, contract, run) === undefined) return true
      }
      of = memberOf(of, word, run, compute)
    }
    return false
  })
