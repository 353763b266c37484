import { typeOfValue } from '../formula/index.ts'
import { issueOf } from '../issue/index.ts'
import { keyPlaceOf, literalAt, sayAt, type Bench } from './bench.ts'
import type { CheckedParameter } from './checked.ts'
import { columnOf } from './type-of-column.ts'

/** Parameters with the values their literals have. */
export const checkedParameters = (bench: Bench): Readonly<Record<string, CheckedParameter>> =>
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
      issueOf('shadowed-name', { name, table: hidden.name }, keyPlaceOf(bench.construct.source, `parameters.${name}`)),
    )
}
