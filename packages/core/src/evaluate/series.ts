import type { Type } from '../formula/index.ts'
import { viewsOf, type MeasureRow, type Parameters } from '../measure/index.ts'
import type { Period } from '../term/index.ts'
import type { Criteria } from './criteria.ts'
import { worstVerdict } from './total.ts'
import { evaluateCriteria, type Verdict } from './verdict.ts'

export type Evaluation = {
  /** All measures, base and derived. */
  readonly rows: readonly MeasureRow[]
  readonly periods: readonly Period[]
  readonly types: Readonly<Record<string, Type>>
  readonly parameters: Parameters
  readonly indicator: { readonly measure: string; readonly total: 'own' | 'worst'; readonly minimumSample?: number }
  readonly criteria: readonly Criteria[]
}
export type EvaluatedRow = { readonly row: MeasureRow; readonly verdict: Verdict }

const ofOwnValue = ({ rows, periods, types, parameters, indicator, criteria }: Evaluation): readonly EvaluatedRow[] => {
  const viewOf = viewsOf(rows, types, parameters)
  return rows.flatMap((row) => {
    const [period, view] = [periods[row.period], viewOf(row)]
    if (period === undefined || row.isHidden === true || !view.has(indicator.measure)) return []
    return [{ row, verdict: evaluateCriteria({ criteria, period, view, ...indicator }) }]
  })
}

/** The verdict of each period and group that has the indicator's measure, and of the total. */
export const evaluateSeries = (given: Evaluation): readonly EvaluatedRow[] => {
  const evaluated = ofOwnValue(given)
  if (given.indicator.total === 'own') return evaluated
  const groups = Map.groupBy(
    evaluated.filter(({ row }) => row.group !== null),
    ({ row }) => row.period,
  )
  return evaluated.map(({ row, verdict }) => ({
    row,
    verdict:
      row.group === null
        ? worstVerdict(
            verdict,
            (groups.get(row.period) ?? []).map((group) => group.verdict),
          )
        : verdict,
  }))
}
