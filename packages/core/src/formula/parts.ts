import type { Formula, Test } from './tree.ts'

type Change = (formula: Formula) => Formula

const inTest = (test: Test, change: Change): Test =>
  test.kind === 'any' ? test : { ...test, value: change(test.value) }

/** A formula over measures with every part changed; what can stand in a method only is left as it is. */
export const withParts = (formula: Formula, change: Change): Formula => {
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

/** The formula with the numbers that stand at `percentSpans` as ratios: a percent measure holds 0.91, not 91. */
export const asRatios = (formula: Formula, percentSpans: readonly number[]): Formula => {
  const change: Change = (part) =>
    part.kind === 'number' && percentSpans.includes(part.span.from)
      ? { ...part, value: part.value / 100 }
      : withParts(part, change)
  return change(formula)
}
