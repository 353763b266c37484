import type { Formula } from '../../formula/index.ts'
import type { Band } from '../../term/index.ts'
import { bandsOf, intersect } from '../bands.ts'
import type { CheckedConstruct } from '../checked.ts'
import { namesIn } from './reached.ts'

/** What one condition says of one measure alone; bounds as written (percent as 0–100). */
export type Limit = { readonly measure: string; readonly bands: readonly Band[]; readonly set: number }

const everything: Band = { from: null, to: null, fromIncluded: false, toIncluded: false }

const conjuncts = (formula: Formula): readonly Formula[] =>
  formula.kind === 'and' ? [...conjuncts(formula.left), ...conjuncts(formula.right)] : [formula]

/** What a condition asks of each measure by itself: `a > 90 and b > 50` asks two things. */
export const limitsOfCondition = (formula: Formula, set: number): readonly Limit[] => {
  const found = new Map<string, readonly Band[]>()
  for (const each of conjuncts(formula)) {
    const [measure, ...others] = namesIn(each)
    const bands = measure === undefined || others.length > 0 ? undefined : bandsOf(each, measure)
    if (measure !== undefined && bands !== undefined)
      found.set(measure, intersect(found.get(measure) ?? [everything], bands))
  }
  return [...found].map(([measure, bands]) => ({ measure, bands, set }))
}

/** What all criteria ask of each measure, met and near alike. */
export const limitsOf = ({ criteria }: CheckedConstruct): readonly Limit[] =>
  criteria.flatMap(({ met, near }, set) => [
    ...limitsOfCondition(met.formula, set),
    ...(near === undefined ? [] : limitsOfCondition(near.formula, set)),
  ])

/** The numbers at which bands begin or end. */
export const endsOf = (bands: readonly Band[]): readonly number[] =>
  bands.flatMap(({ from, to }) => [from, to]).filter((end) => end !== null)
