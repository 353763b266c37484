/** A formula in English words, for the pages of constructs: to be read aloud, not to be computed with. */
import { durationInWords } from '../packages/core/src/construct/index.ts'
import { printFormula, type Formula, type Test } from '../packages/core/src/formula/index.ts'

type Of<K extends Formula['kind']> = Formula & { readonly kind: K }

/** Names that are points in time by their last word. */
const isMoment = (formula: Formula): boolean => {
  if (formula.kind === 'name') return formula.name === 'period' || /\b(on|at|until|start|end)$/.test(formula.name)
  if (formula.kind === 'path') return isMoment({ ...formula, kind: 'name' }) || isMoment(formula.of)
  return formula.kind === 'arithmetic' && (isMoment(formula.left) || isMoment(formula.right))
}

const orders: Readonly<Record<string, readonly [amount: string, moment: string]>> = {
  '<': ['is less than', 'is before'],
  '<=': ['is at most', 'is not after'],
  '>': ['is more than', 'is after'],
  '>=': ['is at least', 'is not before'],
  '=': ['is', 'is'],
  '!=': ['is not', 'is not'],
}

const compareWords = ({ op, left, right }: Of<'compare'>): string => {
  if (right.kind === 'null') return `${inWords(left)} is ${op === '=' ? 'not known' : 'known'}`
  if (right.kind === 'boolean') return (op === '=') === right.value ? inWords(left) : notWords(left)
  const [amount, moment] = orders[op] ?? [op, op]
  return `${inWords(left)} ${isMoment(left) || isMoment(right) ? moment : amount} ${inWords(right)}`
}

const notWords = (of: Formula): string => {
  if (of.kind === 'quantified' && of.quantifier === 'some') return quantifiedWords(of, true)
  return of.kind === 'name' || of.kind === 'path' ? `not ${inWords(of)}` : `not (${inWords(of)})`
}

const quantifiedWords = ({ quantifier, iterators, condition }: Of<'quantified'>, denied = false): string => {
  const rows = iterators.map(({ name, over }) => `${name} of ${inWords(over)}`).join(' and ')
  const how = quantifier === 'every' ? 'every' : denied ? 'no' : 'some'
  return `for ${how} ${rows}: ${grouped(condition)}`
}

/** What would read on past its end stands in brackets. */
const grouped = (formula: Formula): string => {
  const inner = formula.kind === 'not' ? formula.of : formula
  return inner.kind === 'quantified' || formula.kind === 'or' || formula.kind === 'if'
    ? `(${inWords(formula)})`
    : inWords(formula)
}

const rangeWords = ({ from, to, fromIncluded, toIncluded }: Of<'range'>): string => {
  if (from === null || to === null)
    return printFormula({ kind: 'range', from, to, fromIncluded, toIncluded, span: { from: 0, to: 0 } })
  const [low, high] = [fromIncluded ? '' : ' (excluded)', toIncluded ? '' : ' (excluded)']
  return `from ${inWords(from)}${low} to ${inWords(to)}${high}`
}

const testWords = (of: Formula, test: Test): string => {
  if (test.kind === 'any') return 'is anything'
  if (test.kind === 'unary') {
    const [amount, moment] = orders[test.op] ?? [test.op, test.op]
    return `${isMoment(of) ? moment : amount} ${inWords(test.value)}`
  }
  if (test.value.kind === 'range') return `lies ${rangeWords(test.value)}`
  return test.value.kind === 'name' || test.value.kind === 'path'
    ? `lies in ${inWords(test.value)}`
    : `is ${inWords(test.value)}`
}

const arithmetic: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
  '**': 'to the power of',
}

const operand = (formula: Formula): string =>
  formula.kind === 'arithmetic' || formula.kind === 'if' ? `(${inWords(formula)})` : inWords(formula)

const steps = (n: string): string => (n === '1' ? 'one period' : `${n} periods`)

type Say = (args: readonly string[]) => string

const calls: Readonly<Record<string, Say>> = {
  count: ([rows = '']) => `the number of ${rows}`,
  sum: ([values = '']) => `the sum of ${values}`,
  mean: ([values = '']) => `the mean of ${values}`,
  median: ([values = '']) => `the median of ${values}`,
  mode: ([values = '']) => `the most frequent of ${values}`,
  stddev: ([values = '']) => `the standard deviation of ${values}`,
  min: ([values = '', ...more]) => `the smallest of ${[values, ...more].join(', ')}`,
  max: ([values = '', ...more]) => `the largest of ${[values, ...more].join(', ')}`,
  percentile: ([values = '', p = '']) => `the percentile ${p} of ${values}`,
  'distinct values': ([values = '']) => `the different values of ${values}`,
  concatenate: (lists) => lists.join(' together with '),
  covered: ([ranges = '']) => `the time that lies in at least one of ${ranges}`,
  overlap: ([a = '', b = '']) => `the time that ${a} and ${b} share`,
  steps: ([range = '', length = '']) => `steps of ${length} ${range}`,
  age: ([row = '']) => `the age of ${row}`,
  ever: ([table = '']) => `all ${table} so far`,
  recent: ([table = '', length = '']) => `${table} of the last ${length}`,
  opened: ([table = '']) => `${table} begun in the period`,
  closed: ([table = '']) => `${table} ended in the period`,
  open: ([table = '']) => `${table} open at the end of the period`,
  latest: ([table = '']) => `the newest ${table}`,
  known: ([table = '', when = '']) => `${table} as known at ${when}`,
  share: ([part = '', whole = '']) => `${part} as a share of ${whole}`,
  previous: ([measure = '', n = '1']) => `${measure} ${steps(n)} before`,
  last: ([measure = '', n = '']) => `${measure} in the last ${n} periods`,
  change: ([measure = '', n = '1']) => `the change of ${measure} since ${steps(n)} before`,
  rising: ([measure = '', n = '1']) => `${measure} has risen over ${steps(n)}`,
  falling: ([measure = '', n = '1']) => `${measure} has fallen over ${steps(n)}, or stays at none`,
  steady: ([measure = '', n = '1']) => `${measure} has stayed the same over ${steps(n)}`,
  trend: ([measure = '']) => `the trend of ${measure}`,
  date: ([moment = '']) => `the day of ${moment}`,
}

const callWords = (formula: Of<'call'>): string => {
  const [first] = formula.args
  if (formula.name === 'duration' && first?.kind === 'string') return durationInWords(first.value)
  const say = calls[formula.name]
  return say === undefined ? printFormula(formula) : say(formula.args.map((each) => grouped(each)))
}

const pathWords = (formula: Of<'path'>): string => {
  const { of, name } = formula
  if (of.kind === 'name' && of.name === 'period') return name === 'year' ? 'the year' : `the ${name} of the period`
  if (of.kind === 'name' && of.name.length > 3) return `${name} of ${inWords(of)}`
  return of.kind === 'name' ? `${name} of ${of.name}` : `${name} of ${grouped(of)}`
}

/** `count(rules[enabled])` is “the number of rules where enabled”. */
export const inWords = (formula: Formula): string => {
  switch (formula.kind) {
    case 'null':
      return 'nothing'
    case 'boolean':
      return formula.value ? 'always' : 'never'
    case 'number':
      return formula.text
    case 'string':
      return `“${formula.value.replaceAll('_', ' ')}”`
    case 'at':
      return formula.text
    case 'name':
      return formula.name === 'period' ? 'the period' : formula.name
    case 'path':
      return pathWords(formula)
    case 'arithmetic':
      return `${operand(formula.left)} ${arithmetic[formula.op] ?? formula.op} ${operand(formula.right)}`
    case 'negate':
      return `minus ${operand(formula.of)}`
    case 'compare':
      return compareWords(formula)
    case 'between':
      return `${inWords(formula.of)} lies from ${inWords(formula.low)} to ${inWords(formula.high)}`
    case 'in':
      return `${inWords(formula.of)} ${formula.tests.map((test) => testWords(formula.of, test)).join(' or ')}`
    case 'and':
      return `${grouped(formula.left)} and ${grouped(formula.right)}`
    case 'or':
      return `${inWords(formula.left)} or ${inWords(formula.right)}`
    case 'not':
      return notWords(formula.of)
    case 'if':
      return `if ${inWords(formula.condition)} then ${inWords(formula.then)}, otherwise ${inWords(formula.otherwise)}`
    case 'list':
      return formula.items.map(inWords).join(', ')
    case 'range':
      return rangeWords(formula)
    case 'filter':
      return `${grouped(formula.of)} where ${inWords(formula.condition)}`
    case 'quantified':
      return quantifiedWords(formula)
    case 'for':
      return `${grouped(formula.result)}, for each ${formula.iterators.map(({ name, over }) => `${name} of ${inWords(over)}`).join(' and each ')}`
    case 'call':
      return callWords(formula)
    case 'context':
    case 'unsupported':
      return printFormula(formula)
  }
}
