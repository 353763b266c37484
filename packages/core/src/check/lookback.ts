import type { Formula, Test } from '../formula/index.ts'

const childrenOfTest = (test: Test): readonly Formula[] => (test.kind === 'any' ? [] : [test.value])

/** The formulas directly under a formula. */
export const childrenOf = (formula: Formula): readonly Formula[] => {
  switch (formula.kind) {
    case 'path':
    case 'negate':
    case 'not':
      return [formula.of]
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [formula.left, formula.right]
    case 'between':
      return [formula.of, formula.low, formula.high]
    case 'in':
      return [formula.of, ...formula.tests.flatMap(childrenOfTest)]
    case 'if':
      return [formula.condition, formula.then, formula.otherwise]
    case 'list':
      return formula.items
    case 'range':
      return [formula.from, formula.to].filter((end) => end !== null)
    case 'context':
      return formula.entries.map((entry) => entry.value)
    case 'filter':
      return [formula.of, formula.condition]
    case 'quantified':
      return [...formula.iterators.map((each) => each.over), formula.condition]
    case 'for':
      return [...formula.iterators.map((each) => each.over), formula.result]
    case 'call':
      return formula.args
    case 'at':
    case 'boolean':
    case 'name':
    case 'null':
    case 'number':
    case 'string':
    case 'unsupported':
      return []
  }
}

const countOf = (formula: Formula | undefined, otherwise: number): number =>
  formula?.kind === 'number' ? formula.value : otherwise

/** A trend test wants a year of months; less is answered with what there is. */
const trendSteps = 12

const stepsOf = (formula: Formula & { readonly kind: 'call' }): number => {
  const [, n] = formula.args
  switch (formula.name) {
    case 'previous':
      return countOf(n, 1)
    case 'last':
      return Math.max(0, countOf(n, 1) - 1)
    case 'change':
      return 1
    case 'rising':
    case 'falling':
    case 'steady':
      return countOf(n, 1)
    case 'trend':
      return trendSteps
    default:
      return 0
  }
}

/** How many earlier steps a formula looks at; `measures` says how far the measures it names look themselves. */
export const lookbackOf = (formula: Formula, measures: Readonly<Record<string, number>>): number => {
  if (formula.kind === 'name') return measures[formula.name] ?? 0
  const under = Math.max(0, ...childrenOf(formula).map((child) => lookbackOf(child, measures)))
  return formula.kind === 'call' ? under + stepsOf(formula) : under
}
