import { asRatios, withParts, type Formula } from '../formula/index.ts'

/** A condition of a criterion; the numbers standing at `percentSpans` are in percent (language.md 6). */
export type Condition = { readonly formula: Formula; readonly percentSpans: readonly number[] }

/** Criteria valid from a date on, until newer ones are. */
export type Criteria = {
  readonly from: string
  /** When they were agreed; else when they came into force. */
  readonly approved?: string
  readonly met: Condition
  readonly near?: Condition
  /** Where it is there, what is neither met, near nor this cannot be told. */
  readonly notMet?: Condition
}

/** The newest criteria valid on the period's last day; `end` is the day after. */
export const criteriaAt = (criteria: readonly Criteria[], end: string): Criteria | undefined =>
  criteria.filter(({ from }) => from < end).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]

export const approvedOn = ({ approved, from }: Criteria): string => approved ?? from

/** The formula with its percent numbers as ratios: a percent measure holds 0.91, not 91. */
export const inRatios = ({ formula, percentSpans }: Condition): Formula => asRatios(formula, percentSpans)

/** The numbers a formula names: where a verdict may turn. */
export const numbersIn = (formula: Formula): readonly number[] => {
  const found: number[] = []
  const change = (part: Formula): Formula => {
    if (part.kind === 'number') found.push(part.value, -part.value)
    return withParts(part, change)
  }
  change(formula)
  return found
}
