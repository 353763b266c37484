import type { Value } from '../formula/index.ts'
import type { Group } from '../term/index.ts'

/** A value, or one for each level of the dimension `by` (language.md 6). */
export type ParameterValue = {
  readonly value?: Value
  readonly by?: string
  readonly values?: Readonly<Record<string, Value>>
}
export type Parameters = Readonly<Record<string, ParameterValue>>

/** What the parameters are for one group. Where there is one per level, the total and an unlisted level have none: null. */
export const parametersFor = (parameters: Parameters, group: Group | null): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { value = null, by, values = {} }]) => {
      const level = by === undefined ? null : (group?.[by] ?? null)
      return [name, by === undefined ? value : level === null ? null : (values[level] ?? null)]
    }),
  )
