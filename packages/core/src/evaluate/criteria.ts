import type { Formula, Test } from '../formula/index.ts'

/** A condition of a criterion; the numbers standing at `percentSpans` are in percent (language.md 6). */
export type Condition = { readonly formula: Formula; readonly percentSpans: readonly number[] }

/** Criteria valid from a date on, until newer ones are. */
export type Criteria = {
  readonly from: string
  /** When they were agreed; else when they came into force. */
  readonly approved?: string
  readonly met: Condition
  readonly near?: Condition
}

/** The newest criteria valid on the period's last day; `end` is the day after. */
export const criteriaAt = (criteria: readonly Criteria[], end: string): Criteria | undefined =>
  criteria.filter(({ from }) => from < end).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]

export const approvedOn = ({ approved, from }: Criteria): string => approved ?? from

type Change = (formula: Formula) => Formula

const inTest = (test: Test, change: Change): Test =>
  test.kind === 'any' ? test : { ...test, value: change(test.value) }

/** A formula with every part changed; what cannot stand in a criterion is left as it is. */
const withParts = (formula: Formula, change: Change): Formula => {
  switch (formula.kind) {
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return { ...formula, left: change(formula.left), right: change(formula.right) }
    case 'negate':
    case 'not':
      return { ...formula, of: change(formula.of) }
    case 'between':
      return { ...formula, of: change(formula.of), low: change(formula.low), high: change(formula.high) }
    case 'in':
      return { ...formula, of: change(formula.of), tests: formula.tests.map((test) => inTest(test, change)) }
    case 'if':
      return {
        ...formula,
        condition: change(formula.condition),
        // oxlint-disable-next-line unicorn/no-thenable -- the language's own word; a formula is never awaited
        then: change(formula.then),
        otherwise: change(formula.otherwise),
      }
    case 'list':
      return { ...formula, items: formula.items.map(change) }
    case 'range':
      return { ...formula, from: formula.from && change(formula.from), to: formula.to && change(formula.to) }
    case 'call':
      return { ...formula, args: formula.args.map(change) }
    case 'at':
    case 'boolean':
    case 'context':
    case 'filter':
    case 'for':
    case 'name':
    case 'null':
    case 'number':
    case 'path':
    case 'quantified':
    case 'string':
    case 'unsupported':
      return formula
  }
}

/** The formula with its percent numbers as ratios: a percent measure holds 0.91, not 91. */
export const inRatios = ({ formula, percentSpans }: Condition): Formula => {
  const change: Change = (part) =>
    part.kind === 'number' && percentSpans.includes(part.span.from)
      ? { ...part, value: part.value / 100 }
      : withParts(part, change)
  return change(formula)
}

/** The numbers a formula names: where a verdict may turn. */
export const numbersIn = (formula: Formula): readonly number[] => {
  const found: number[] = []
  const change: Change = (part) => {
    if (part.kind === 'number') found.push(part.value, -part.value)
    return withParts(part, change)
  }
  change(formula)
  return found
}
