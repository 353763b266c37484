import { issueOf, type Issue, type Span } from '../issue/index.ts'
import { chainOf, childrenOf, grouped, type Link } from './chain.ts'
import type { Leaf } from './syntax.ts'
import { unescaped } from './text.ts'
import type { CompareOp, Formula, Iterator, Test } from './tree.ts'

/**
 * What growing a tree needs: the text, where problems go, and names with signs in them (`take-up`), which the parser
 * takes apart, under what is left of them without spaces.
 */
export type Soil = { readonly text: string; readonly issues: Issue[]; readonly signed: ReadonlyMap<string, string> }
export const soilOf = (text: string, issues: readonly Issue[], names: Iterable<string>): Soil => ({
  text,
  issues: [...issues],
  signed: new Map(
    [...names].filter((name) => /[^\p{L}\p{N}_ ]/u.test(name)).map((name) => [name.replaceAll(/\s/g, ''), name]),
  ),
})

const spanOf = (node: Leaf): Span => ({ from: node.from, to: node.to })
const written = (soil: Soil, span: Span): string => soil.text.slice(span.from, span.to).replaceAll(/\s+/g, ' ')
const over = (left: Formula, right: Formula): Span => ({ from: left.span.from, to: right.span.to })

/** Signs and words around operands; what is not one of these is an operand. */
const signs: ReadonlySet<string> = new Set([
  '⚠',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '.',
  '..',
  'in',
  'and',
  'or',
  'between',
  'for',
  'return',
  'if',
  'then',
  'else',
  'some',
  'every',
  'satisfies',
  'ArithOp',
  'CompareOp',
  'function',
  'external',
  'instance',
  'of',
  'not',
])
const operandsOf = (node: Leaf): readonly Leaf[] => childrenOf(node).filter((child) => !signs.has(child.name))

/** What could not be read stands as a hole; its issue was reported where the text was parsed. */
const hole = (span: Span): Formula => ({ kind: 'unsupported', what: 'unreadable', span })
const growAt = (soil: Soil, node: Leaf | undefined, around: Leaf): Formula =>
  node === undefined ? hole(spanOf(around)) : grow(soil, node)

/** The words of a name joined by one space, whatever stood between them. */
const nameOf = (soil: Soil, node: Leaf): string => {
  const words = childrenOf(node).filter((child) => !child.type.isError)
  const name =
    words.length === 0 ? written(soil, node) : words.map((word) => soil.text.slice(word.from, word.to)).join(' ')
  return soil.signed.get(name.replaceAll(' ', '')) ?? name
}

const stringOf = (soil: Soil, node: Leaf): string => unescaped(soil.text.slice(node.from + 1, node.to - 1))

const numberOf = (soil: Soil, node: Leaf): Formula => {
  const text = written(soil, node).replaceAll(' ', '')
  return { kind: 'number', value: Number(text), text, span: spanOf(node) }
}

const compareOps: Readonly<Record<string, CompareOp>> = {
  '=': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}
const compareOp = (soil: Soil, node: Leaf): CompareOp => compareOps[written(soil, node)] ?? '='

const mistakenOps: Readonly<Record<string, string>> = {
  '==': '=',
  '===': '=',
  '<>': '!=',
  '=<': '<=',
  '=>': '>=',
  '!==': '!=',
}

/** `a == b` reaches us as `a = (= b)`. */
const mistakenOp = (soil: Soil, op: Leaf, right: Leaf): boolean => {
  const [second, operand] = childrenOf(right)
  if (right.name !== 'SimplePositiveUnaryTest' || second?.name !== 'CompareOp') return false
  const text = soil.text.slice(op.from, second.to).replaceAll(/\s+/g, '')
  const third = operand?.name === 'SimplePositiveUnaryTest' ? childrenOf(operand)[0] : undefined
  const all = third?.name === 'CompareOp' ? text + soil.text.slice(third.from, third.to) : text
  soil.issues.push(
    issueOf(
      'unknown-operator',
      { written: all, write: mistakenOps[all] ?? 'one comparison' },
      { from: op.from, to: second.to },
    ),
  )
  return true
}

const arithmeticOps: Readonly<Record<string, '+' | '-' | '*' | '/' | '**'>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '**': '**',
  '^': '**',
}

const growArithmetic = (soil: Soil, node: Leaf): Formula => {
  const children = childrenOf(node)
  const [left, right] = operandsOf(node)
  const op = children.find((child) => child.name === 'ArithOp')
  if (children[0]?.name === 'ArithOp') return { kind: 'negate', of: growAt(soil, left, node), span: spanOf(node) }
  const sign = op === undefined ? '+' : (arithmeticOps[written(soil, op)] ?? '+')
  return {
    kind: 'arithmetic',
    op: sign,
    left: growAt(soil, left, node),
    right: growAt(soil, right, node),
    span: spanOf(node),
  }
}

const chained = (soil: Soil, whole: Leaf, sides: readonly (Leaf | undefined)[]): void => {
  if (sides.some((side) => side?.name === 'Comparison'))
    soil.issues.push(issueOf('chained-comparison', { written: written(soil, spanOf(whole)) }, spanOf(whole)))
}

const growComparison = (soil: Soil, node: Leaf): Formula => {
  const [left, op, right, ...rest] = childrenOf(node)
  const span = spanOf(node)
  if (left === undefined || op === undefined || right === undefined) return hole(span)
  if (op.name === 'between') return growBetween(soil, node)
  if (op.name === 'in')
    return { kind: 'in', of: grow(soil, left), tests: [right, ...rest].flatMap((test) => testsOf(soil, test)), span }
  chained(soil, node, [left, right])
  if (op.name !== 'CompareOp' || mistakenOp(soil, op, right)) {
    for (const side of [left, ...operandsOf(right)]) grow(soil, side) // for what else is wrong inside
    return hole(span)
  }
  return { kind: 'compare', op: compareOp(soil, op), left: grow(soil, left), right: grow(soil, right), span }
}

const growBetween = (soil: Soil, node: Leaf): Formula => {
  const [of, low, high] = operandsOf(node)
  chained(soil, node, [of, low, high])
  return {
    kind: 'between',
    of: growAt(soil, of, node),
    low: growAt(soil, low, node),
    high: growAt(soil, high, node),
    span: spanOf(node),
  }
}

/** A link of a chain: a whole condition, or an `in` without what the parser drew into it. */
const growLink = (soil: Soil, link: Link): Formula => {
  if (link.kind === 'whole')
    return link.node.name === 'Comparison' ? growComparison(soil, link.node) : growOne(soil, link.node)
  chained(soil, link.node, [link.of, link.test])
  const of = grow(soil, link.of)
  const span = { from: link.of.from, to: link.test.to }
  if (link.op === undefined) return { kind: 'in', of, tests: [testOf(soil, withoutBrackets(link.test))], span }
  const op = compareOp(soil, link.op)
  return {
    kind: 'in',
    of,
    tests: [{ kind: 'unary', op, value: grow(soil, link.test), span: { from: link.op.from, to: link.test.to } }],
    span,
  }
}

/** `x in (< 5)` is a test like `x in < 5`. */
const withoutBrackets = (node: Leaf): Leaf => {
  const inner = node.name === 'ParenthesizedExpression' ? operandsOf(node)[0] : undefined
  return inner?.name === 'SimplePositiveUnaryTest' ? inner : node
}

const folded = (kind: 'and' | 'or', parts: readonly Formula[], around: Leaf): Formula =>
  parts.length === 0
    ? hole(spanOf(around))
    : parts.reduce((left, right) => ({ kind, left, right, span: over(left, right) }))

const growChain = (soil: Soil, node: Leaf): Formula =>
  folded(
    'or',
    grouped(chainOf(node)).map((group) =>
      folded(
        'and',
        group.map((link) => growLink(soil, link)),
        node,
      ),
    ),
    node,
  )

const growName = (soil: Soil, node: Leaf): Formula => ({ kind: 'name', name: nameOf(soil, node), span: spanOf(node) })

const growInterval = (soil: Soil, node: Leaf): Formula => {
  const children = childrenOf(node)
  const [low, high] = operandsOf(node)
  const end = (leaf: Leaf | undefined): Formula | null =>
    leaf === undefined || leaf.name === 'null' ? null : grow(soil, leaf)
  return {
    kind: 'range',
    from: end(low),
    to: end(high),
    fromIncluded: children[0]?.name === '[',
    toIncluded: children.at(-1)?.name === ']',
    span: spanOf(node),
  }
}

/** `(< 5)` outside `in`: a test of nothing. DMN makes it a range unlike any other, which has no meaning on rows. */
const growUnary = (soil: Soil, node: Leaf): Formula => {
  const [op, value] = childrenOf(node)
  if (op?.name === 'Interval') return growInterval(soil, op)
  if (value !== undefined) grow(soil, value)
  const span = spanOf(node)
  return unsupported(soil, node, issueOf('unsupported-unary-range', { written: written(soil, span) }, span))
}

const growIterator = (soil: Soil, node: Leaf): Iterator => {
  const [name, context] = operandsOf(node)
  const [first, last] = context === undefined ? [] : operandsOf(context)
  const nameSpan = spanOf(name ?? node)
  if (context === undefined || first === undefined)
    return { name: name === undefined ? '' : nameOf(soil, name), nameSpan, over: hole(nameSpan) }
  const from = grow(soil, first)
  return {
    name: name === undefined ? '' : nameOf(soil, name),
    nameSpan,
    over:
      last === undefined
        ? from
        : {
            kind: 'range',
            from,
            to: grow(soil, last),
            fromIncluded: true,
            toIncluded: true,
            bare: true,
            span: spanOf(context),
          },
  }
}

/** Whether a formula speaks of a name anywhere. */
export const mentions = (formula: Formula, names: readonly string[]): boolean => {
  const visit = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(visit)
    if (typeof value !== 'object' || value === null) return false
    if ('kind' in value && value.kind === 'name' && 'name' in value && names.some((name) => name === value.name))
      return true
    return Object.values(value).some(visit)
  }
  return visit(formula)
}

/** `some x in r satisfies a or b`: b belongs to the quantifier; if it does not speak of x the author must say so. */
const refuseStrayOr = (
  soil: Soil,
  body: Leaf | undefined,
  grown: Formula,
  iterators: readonly Iterator[],
  keyword: string,
): void => {
  if (body === undefined || body.name === 'ParenthesizedExpression' || grown.kind !== 'or') return
  const variables = iterators.map((iterator) => iterator.name)
  if (!mentions(grown.right, variables))
    soil.issues.push(issueOf('ambiguous-or', { variable: variables.join(', '), keyword }, grown.right.span))
  refuseStrayOr(soil, body, grown.left, iterators, keyword)
}

const iterated = (
  soil: Soil,
  node: Leaf,
): { readonly iterators: readonly Iterator[]; readonly body: Leaf | undefined } => {
  const [list, body] = operandsOf(node)
  return { iterators: list === undefined ? [] : operandsOf(list).map((each) => growIterator(soil, each)), body }
}

const growQuantified = (soil: Soil, node: Leaf): Formula => {
  const { iterators, body } = iterated(soil, node)
  const condition = growAt(soil, body, node)
  const quantifier = childrenOf(node)[0]?.name === 'every' ? 'every' : 'some'
  refuseStrayOr(soil, body, condition, iterators, `${quantifier} … satisfies`)
  return { kind: 'quantified', quantifier, iterators, condition, span: spanOf(node) }
}

const growFor = (soil: Soil, node: Leaf): Formula => {
  const { iterators, body } = iterated(soil, node)
  const result = growAt(soil, body, node)
  refuseStrayOr(soil, body, result, iterators, 'for … return')
  return { kind: 'for', iterators, result, span: spanOf(node) }
}

const growIf = (soil: Soil, node: Leaf): Formula => {
  const [condition, then, otherwise] = operandsOf(node)
  return {
    kind: 'if',
    condition: growAt(soil, condition, node),
    // oxlint-disable-next-line unicorn/no-thenable -- the language's own word; a tree is never awaited
    then: growAt(soil, then, node),
    otherwise: growAt(soil, otherwise, node),
    span: spanOf(node),
  }
}

const growPath = (soil: Soil, node: Leaf): Formula => {
  const [of, name] = operandsOf(node)
  if (name === undefined) return hole(spanOf(node))
  return {
    kind: 'path',
    of: growAt(soil, of, node),
    name: nameOf(soil, name),
    nameSpan: spanOf(name),
    span: spanOf(node),
  }
}

const growFilter = (soil: Soil, node: Leaf): Formula => {
  const [of, condition] = operandsOf(node)
  const span = spanOf(node)
  if (condition?.name === 'NumericLiteral')
    return unsupported(
      soil,
      node,
      issueOf('unsupported-positional-filter', { written: written(soil, span) }, spanOf(condition)),
    )
  return { kind: 'filter', of: growAt(soil, of, node), condition: growAt(soil, condition, node), span }
}

const argumentsOf = (
  soil: Soil,
  node: Leaf,
): { readonly args: readonly Formula[]; readonly named?: readonly string[] } => {
  const list = childrenOf(node).find(
    (child) => child.name === 'PositionalParameters' || child.name === 'NamedParameters',
  )
  if (list === undefined) return { args: [] }
  if (list.name === 'PositionalParameters') return { args: operandsOf(list).map((arg) => grow(soil, arg)) }
  const pairs = operandsOf(list).map((pair) => operandsOf(pair))
  return {
    args: pairs.map(([, value]) => growAt(soil, value, list)),
    named: pairs.map(([name]) => (name === undefined ? '' : nameOf(soil, childrenOf(name)[0] ?? name))),
  }
}

const clocks: readonly string[] = ['today', 'now']

const growCall = (soil: Soil, node: Leaf, callee: Leaf): Formula => {
  const span = spanOf(node)
  const name = nameOf(soil, callee)
  const { args, named } = argumentsOf(soil, node)
  const [only] = args
  if (clocks.includes(name)) return unsupported(soil, node, issueOf('unsupported-now', { name }, span))
  if (name === 'not' && only !== undefined && args.length === 1 && (named === undefined || named[0] === 'negand'))
    return { kind: 'not', of: only, span }
  return { kind: 'call', name, nameSpan: spanOf(callee), args, ...(named === undefined ? {} : { named }), span }
}

const growInvocation = (soil: Soil, node: Leaf): Formula => {
  const callee = childrenOf(node)[0]
  if (callee === undefined) return hole(spanOf(node))
  if (callee.name === 'VariableName' || callee.name === 'SpecialFunctionName') return growCall(soil, node, callee)
  const span = spanOf(callee)
  const constant = /Literal|^null$/.test(callee.name)
  return unsupported(
    soil,
    node,
    constant
      ? issueOf('not-a-function', { written: written(soil, span) }, span)
      : issueOf('unsupported-user-function', {}, span),
  )
}

/** `@"…"` or `date("…")`. */
const growDateTime = (soil: Soil, node: Leaf): Formula => {
  const [first] = childrenOf(node)
  if (first === undefined) return hole(spanOf(node))
  if (first.name === 'DateTimeConstructor') return growCall(soil, node, first)
  const literal = childrenOf(first)[0]
  return { kind: 'at', text: literal === undefined ? '' : stringOf(soil, literal), span: spanOf(node) }
}

const growContext = (soil: Soil, node: Leaf): Formula => ({
  kind: 'context',
  entries: operandsOf(node).map((entry) => {
    const [key, value] = operandsOf(entry)
    const name = key === undefined ? undefined : childrenOf(key)[0]
    return {
      key: name === undefined ? '' : name.name === 'StringLiteral' ? stringOf(soil, name) : nameOf(soil, name),
      value: growAt(soil, value, entry),
    }
  }),
  span: spanOf(node),
})

const unsupported = (soil: Soil, node: Leaf, issue: Issue): Formula => {
  soil.issues.push(issue)
  return { kind: 'unsupported', what: issue.code, span: spanOf(node) }
}

type Grower = (soil: Soil, node: Leaf) => Formula
const growers: Readonly<Record<string, Grower>> = {
  ArithmeticExpression: growArithmetic,
  NumericLiteral: numberOf,
  StringLiteral: (soil, node) => ({ kind: 'string', value: stringOf(soil, node), span: spanOf(node) }),
  BooleanLiteral: (soil, node) => ({
    kind: 'boolean',
    value: written(soil, spanOf(node)) === 'true',
    span: spanOf(node),
  }),
  null: (_, node) => ({ kind: 'null', span: spanOf(node) }),
  DateTimeLiteral: growDateTime,
  VariableName: growName,
  '?': growName,
  SimplePositiveUnaryTest: growUnary,
  Interval: growInterval,
  ParenthesizedExpression: (soil, node) => growAt(soil, operandsOf(node)[0], node),
  List: (soil, node) => ({ kind: 'list', items: operandsOf(node).map((item) => grow(soil, item)), span: spanOf(node) }),
  QuantifiedExpression: growQuantified,
  ForExpression: growFor,
  IfExpression: growIf,
  PathExpression: growPath,
  FilterExpression: growFilter,
  FunctionInvocation: growInvocation,
  Context: growContext,
  FunctionDefinition: (soil, node) => unsupported(soil, node, issueOf('unsupported-user-function', {}, spanOf(node))),
  InstanceOfExpression: (soil, node) => unsupported(soil, node, issueOf('unsupported-instance-of', {}, spanOf(node))),
}

const growOne = (soil: Soil, node: Leaf): Formula => growers[node.name]?.(soil, node) ?? hole(spanOf(node))

const chains: ReadonlySet<string> = new Set(['Conjunction', 'Disjunction', 'Comparison'])

/** A node of the parser's tree to ours. Problems go to the soil; what they concern becomes `unsupported`. */
export const grow = (soil: Soil, node: Leaf): Formula =>
  chains.has(node.name) ? growChain(soil, node) : growOne(soil, node)

/** `x > 5, [1..2], "a"`: the tests of `in (…)` or of a unary test. */
export const testsOf = (soil: Soil, node: Leaf): readonly Test[] => {
  if (node.name === 'PositiveUnaryTests') return operandsOf(node).flatMap((test) => testsOf(soil, test))
  if (node.name !== 'PositiveUnaryTest') return []
  const inner = operandsOf(node)[0]
  return inner === undefined ? [] : [testOf(soil, withoutBrackets(inner))]
}

const testOf = (soil: Soil, node: Leaf): Test => {
  const [op, operand] = childrenOf(node)
  if (node.name !== 'SimplePositiveUnaryTest' || op?.name !== 'CompareOp' || operand === undefined)
    return { kind: 'value', value: grow(soil, node) }
  const span = spanOf(node)
  if (operand.name === 'Conjunction' || operand.name === 'Disjunction') {
    const word = operand.name === 'Conjunction' ? 'and' : 'or'
    soil.issues.push(issueOf('joined-unary-tests', { word }, span))
    return { kind: 'value', value: hole(span) }
  }
  if (mistakenOp(soil, op, operand)) return { kind: 'value', value: hole(span) }
  return { kind: 'unary', op: compareOp(soil, op), value: grow(soil, operand), span }
}
