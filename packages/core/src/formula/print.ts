import { quoted } from './text.ts'
import type { Formula, Iterator, Test } from './tree.ts'

type Printer = (formula: Formula) => string

const iteratorsText = (iterators: readonly Iterator[], print: Printer): string =>
  iterators.map(({ name, over }) => `${name} in ${overText(over, print)}`).join(', ')

const overText = (over: Formula, print: Printer): string =>
  over.kind === 'range' && over.bare === true && over.from !== null && over.to !== null
    ? `${print(over.from)}..${print(over.to)}`
    : print(over)

const testText = (test: Test, print: Printer): string =>
  test.kind === 'any' ? '-' : test.kind === 'value' ? print(test.value) : `${test.op} ${print(test.value)}`

const rangeText = (formula: Formula & { readonly kind: 'range' }, print: Printer): string => {
  const end = (value: Formula | null): string => (value === null ? 'null' : print(value))
  return `${formula.fromIncluded ? '[' : '('}${end(formula.from)}..${end(formula.to)}${formula.toIncluded ? ']' : ')'}`
}

const callText = (formula: Formula & { readonly kind: 'call' }, print: Printer): string =>
  `${formula.name}(${formula.args.map((arg, i) => (formula.named === undefined ? print(arg) : `${formula.named[i] ?? ''}: ${print(arg)}`)).join(', ')})`

const tightest = 9
const strengths: Partial<Record<Formula['kind'], number>> = {
  if: 0,
  for: 0,
  quantified: 0,
  or: 1,
  and: 2,
  compare: 3,
  between: 3,
  in: 3,
  negate: 7,
}
/** How tightly a formula holds together; what binds less needs brackets where more is asked for. */
const strength = (formula: Formula): number => {
  if (formula.kind === 'arithmetic') return formula.op === '+' || formula.op === '-' ? 4 : formula.op === '**' ? 6 : 5
  if (formula.kind === 'number' && formula.text.startsWith('-')) return 7
  return strengths[formula.kind] ?? tightest
}

/** How operands are bracketed, and whether a filter is spelled out for an interpreter that keeps what is not false. */
type Manner = {
  readonly operand: (formula: Formula, needed: number) => string
  readonly condition: (formula: Formula) => string
}

const textOf = (formula: Formula, manner: Manner): string => {
  const { operand } = manner
  const print: Printer = (part) => operand(part, 0)
  switch (formula.kind) {
    case 'null':
      return 'null'
    case 'boolean':
      return String(formula.value)
    case 'number':
      return formula.text
    case 'string':
      return quoted(formula.value)
    case 'at':
      return `@${quoted(formula.text)}`
    case 'name':
      return formula.name
    case 'path':
      return `${operand(formula.of, 8)}.${formula.name}`
    case 'arithmetic': {
      const own = strength(formula)
      return `${operand(formula.left, own)} ${formula.op} ${operand(formula.right, own + 1)}`
    }
    case 'negate':
      return `-${operand(formula.of, 8)}`
    case 'compare':
      return `${operand(formula.left, 4)} ${formula.op} ${operand(formula.right, 4)}`
    case 'between':
      return `${operand(formula.of, 4)} between ${operand(formula.low, 4)} and ${operand(formula.high, 4)}`
    case 'in':
      return `${operand(formula.of, 4)} in (${formula.tests.map((test) => testText(test, (part) => operand(part, 4))).join(', ')})`
    case 'and':
      return `${operand(formula.left, 2)} and ${operand(formula.right, 3)}`
    case 'or':
      return `${operand(formula.left, 1)} or ${operand(formula.right, 2)}`
    case 'not':
      return `not(${print(formula.of)})`
    case 'if':
      return `if ${print(formula.condition)} then ${print(formula.then)} else ${print(formula.otherwise)}`
    case 'list':
      return `[${formula.items.map(print).join(', ')}]`
    case 'range':
      return rangeText(formula, (part) => operand(part, 4))
    case 'context':
      return `{${formula.entries.map(({ key, value }) => `${quoted(key)}: ${print(value)}`).join(', ')}}`
    case 'filter':
      return `${operand(formula.of, 8)}[${manner.condition(formula.condition)}]`
    case 'quantified':
      return `${formula.quantifier} ${iteratorsText(formula.iterators, (part) => operand(part, 4))} satisfies ${operand(formula.condition, 2)}`
    case 'for':
      return `for ${iteratorsText(formula.iterators, (part) => operand(part, 4))} return ${operand(formula.result, 2)}`
    case 'call':
      return callText(formula, print)
    case 'unsupported':
      return formula.what
  }
}

/** The formula for a reader: with the brackets it needs and no others. `printFormula(read(print(f)))` prints the same. */
export const printFormula = (formula: Formula): string => {
  const manner: Manner = {
    operand: (part, needed) => (strength(part) < needed ? `(${textOf(part, manner)})` : textOf(part, manner)),
    condition: (part) => textOf(part, manner),
  }
  return textOf(formula, manner)
}

/**
 * The formula for another interpreter: every operation in brackets, every filter `[(…) = true]`, so that nothing hangs
 * on precedence or on what a filter does with null (language.md 2).
 */
export const printBracketed = (formula: Formula): string => {
  const manner: Manner = {
    operand: (part) =>
      strength(part) < 8 && part.kind !== 'number' ? `(${textOf(part, manner)})` : textOf(part, manner),
    condition: (part) => `(${textOf(part, manner)}) = true`,
  }
  return textOf(formula, manner)
}
