import type { Evaluated, Formula } from '@isometric/core/formula'

/** Whether a part of a formula, at any depth, is such. */
const holds = (formula: Formula, is: (part: Formula) => boolean): boolean => {
  const visit = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(visit)
    if (typeof value !== 'object' || value === null) return false
    return ('kind' in value && 'span' in value && is(value as Formula)) || Object.values(value).some(visit)
  }
  return visit(formula)
}

const isDay = (part: Formula): boolean => part.kind === 'at' || (part.kind === 'call' && part.name === 'date')
const isSpan = (formula: Formula): boolean =>
  holds(
    formula,
    (part) => part.kind === 'arithmetic' && part.op === '-' && holds(part.left, isDay) && holds(part.right, isDay),
  )
const speaksOfItem = (formula: Formula): boolean =>
  holds(formula, (part) => part.kind === 'name' && part.name === 'item')

/**
 * Where the interpreter differs from DMN, or our language from both (language.md 2); an answer that differs for any
 * other reason fails.
 */
const excuses: readonly { readonly reason: string; readonly when: (formula: Formula, mine: Evaluated) => boolean }[] = [
  {
    reason: 'ours: “if” with an unknown condition is unknown; there it takes “else”',
    when: (_, { issues }) => issues.some((issue) => issue.code === 'unsupported-unknown-condition'),
  },
  {
    reason: 'theirs: “some” and “every” take an unknown for false',
    when: (formula) => holds(formula, (part) => part.kind === 'quantified'),
  },
  {
    reason: 'theirs: a median is taken in the order the values were written',
    when: (formula) => holds(formula, (part) => part.kind === 'call' && part.name === 'median'),
  },
  {
    reason: 'theirs: a filter of plain values drops null before it looks',
    when: (formula) => holds(formula, (part) => part.kind === 'filter' && speaksOfItem(part.condition)),
  },
  {
    reason:
      'theirs: “between” swaps limits that stand the wrong way round, and is unknown where one limit already decides',
    when: (formula) => holds(formula, (part) => part.kind === 'between'),
  },
  {
    reason: 'theirs: durations between dates are equal whatever their length',
    when: (formula) => holds(formula, (part) => part.kind === 'compare' && (isSpan(part.left) || isSpan(part.right))),
  },
  {
    reason: 'ours: the sum of nothing is 0; there it is null',
    when: (formula) => holds(formula, (part) => part.kind === 'call' && part.name === 'sum'),
  },
]

export const excusedByOracle = (formula: Formula, mine: Evaluated): string | undefined =>
  excuses.find(({ when }) => when(formula, mine))?.reason
