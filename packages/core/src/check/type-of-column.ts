import type { Column, Contract } from '../construct/index.ts'
import type { Type } from '../formula/index.ts'
import { pure, unitOf } from '../unit/index.ts'

/** A number's unit as written in a contract: a name, or nothing for a pure number. */
export const declaredUnit = (unit: string | undefined): ReturnType<typeof unitOf> =>
  unit === undefined || unit === '1' || unit === 'percent' ? pure : unitOf(unit)

/** Type, scale and unit of a contract's column. */
export const typeOfColumn = (column: Column): Type => {
  const { type } = column
  switch (type.kind) {
    case 'number':
      return { kind: 'number', scale: type.scale, unit: declaredUnit(type.unit) }
    case 'money':
      return { kind: 'number', scale: 'ratio', unit: unitOf(type.currency ?? 'money') }
    case 'nominal':
    case 'ordinal':
      return { kind: 'level', scale: type.kind, levels: type.levels }
    case 'duration':
      return { kind: 'duration', of: 'days' }
    case 'text':
    case 'boolean':
    case 'date':
    case 'date and time':
      return { kind: type.kind }
  }
}

export const columnOf = (contract: Contract, name: string): Column | undefined =>
  contract.columns.find((column) => column.name === name)

/** The contract a column refers to and the one column of its key; undefined where there is none or the key has several. */
export const referenceOf = (
  column: Column,
  contracts: Readonly<Record<string, Contract>>,
): { readonly contract: Contract; readonly key: string } | undefined => {
  const target = column.of === undefined ? undefined : contracts[column.of]
  const key = target?.key[0]
  return target !== undefined && target.key.length === 1 && key !== undefined ? { contract: target, key } : undefined
}
