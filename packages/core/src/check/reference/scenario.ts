import type { Contract, FormulaText, RowChange } from '../../construct/index.ts'
import { readFormula, type Formula, type Value } from '../../formula/index.ts'
import { periodAround } from '../../term/index.ts'
import { outlineOf } from './contributing.ts'
import { keyText, type Evidence } from './evidence.ts'
import type { DeliveredRow, ReferenceEvidence } from './input.ts'
import { emptyMemory, nothingNoted, type Run } from './run.ts'
import { plainOf } from './thing.ts'
import { walk } from './walk.ts'
import { inZone } from './zone.ts'

type Row = DeliveredRow['row']

/** A row by itself has no period; what is asked of it must not depend on one. */
const alone = (formula: Formula, input: ReferenceEvidence): Run => {
  const evidence: Evidence = { input, period: periodAround('day', '2000-01-01', input.calendar) }
  return { evidence, outline: outlineOf(formula, [], input.contracts), memory: emptyMemory(), notes: nothingNoted() }
}

const valueOf = (text: FormulaText, row: Row, contract: Contract, input: ReferenceEvidence): Value => {
  const read = readFormula(
    text.text,
    contract.columns.map(({ name }) => name),
  )
  if (!read.ok) throw new Error(`“${text.text}” cannot be read: the checker lets none pass`)
  const columns = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, inZone(value, input.calendar.timeZone)]),
  )
  const known = { contract, key: keyText(contract, row), columns, reconstructed: [] }
  return plainOf(
    walk(read.value, { row: { row: known }, variables: {}, isTop: false }, alone(read.value, input)),
    false,
  )
}

const changedBy = (change: RowChange, row: Row, contract: Contract, input: ReferenceEvidence): readonly Row[] => {
  const isMet = change.where === undefined || valueOf(change.where, row, contract, input) === true
  if (!isMet) return [row]
  if (change.kind === 'drop') return []
  const set = change.columns.map(({ name, to }): readonly [string, Value] => {
    const isOptional = contract.columns.some((column) => column.name === name && column.optional)
    const value = valueOf(to, row, contract, input)
    return [name, value === null && !isOptional ? (row[name] ?? null) : value]
  })
  return [{ ...row, ...Object.fromEntries(set) }]
}

/** What every snapshot would have held: each of its rows after the changes, one change after the other. */
export const underChanges = (
  input: ReferenceEvidence,
  changes: Readonly<Record<string, readonly RowChange[]>>,
): ReferenceEvidence => {
  const tables = Object.entries(input.tables).map(([name, delivered]) => {
    const contract = input.contracts[name]
    const own = changes[name] ?? []
    if (contract === undefined || own.length === 0) return [name, delivered] as const
    const after = delivered.flatMap(({ snapshot, row }) =>
      own
        .reduce<readonly Row[]>(
          (rows, change) => rows.flatMap((each) => changedBy(change, each, contract, input)),
          [row],
        )
        .map((each): DeliveredRow => ({ snapshot, row: each })),
    )
    return [name, after] as const
  })
  return { ...input, tables: Object.fromEntries(tables) }
}
