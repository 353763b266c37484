import type { Type } from '../formula/index.ts'
import { parametersFor, type Parameters } from './parameter.ts'
import { groupKey, type MeasureRow } from './row.ts'
import type { View } from './view.ts'

/** What each row sees: itself, and the earlier rows of its group. */
export const viewsOf = (
  rows: readonly MeasureRow[],
  types: Readonly<Record<string, Type>>,
  parameters: Parameters,
): ((row: MeasureRow) => View) => {
  const groups = Map.groupBy(rows, (row) => groupKey(row.group))
  const series = new Map(
    [...groups].map(([key, members]) => [
      key,
      {
        at: new Map(members.map((row) => [row.period, row])),
        names: new Set(members.flatMap((row) => Object.keys(row.measures))),
      },
    ]),
  )
  return (row) => {
    const own = series.get(groupKey(row.group))
    return {
      look: (measure, back) => own?.at.get(row.period - back)?.measures[measure],
      has: (measure) => own?.names.has(measure) === true,
      depth: row.period,
      types,
      parameters: parametersFor(parameters, row.group),
    }
  }
}
