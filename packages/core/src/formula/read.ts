import { issueOf, type Issue, type Outcome, type Span } from '../issue/index.ts'
import { childrenOf } from './chain.ts'
import { grow, soilOf, testsOf, type Soil } from './grow.ts'
import { parse, type Leaf } from './syntax.ts'
import type { Formula, Test } from './tree.ts'

const finished = <T>(value: T, issues: readonly Issue[]): Outcome<T> => {
  const sorted = issues.toSorted((a, b) => a.span.from - b.span.from)
  return sorted.some((issue) => issue.severity === 'error')
    ? { ok: false, issues: sorted }
    : { ok: true, value, issues: sorted }
}

/**
 * A formula's text to its tree, or everything that is wrong with it. `names` are read as one name each, whatever words
 * they hold; other words side by side are read as one name too, and whoever resolves names says it is unknown.
 */
export const readFormula = (text: string, names: Iterable<string> = []): Outcome<Formula> => {
  const known = [...names]
  const { top, issues } = parse(text, 'Expression', known)
  const soil = soilOf(text, issues, known)
  const root = (top === undefined ? [] : childrenOf(top)).find((child) => !child.type.isError)
  const formula: Formula =
    root === undefined
      ? { kind: 'unsupported', what: 'unreadable', span: { from: 0, to: text.length } }
      : grow(soil, root)
  return finished(formula, soil.issues)
}

/** `not(< 5)` holds where none of its tests does; said with `?`, the value under test. */
const negated = (tests: readonly Test[], span: Span): readonly Test[] => [
  {
    kind: 'value',
    value: { kind: 'not', of: { kind: 'in', of: { kind: 'name', name: '?', span }, tests, span }, span },
  },
]

const unaryTests = (soil: Soil, top: Leaf): readonly Test[] => {
  const children = childrenOf(top)
  if (children.some((child) => child.name === 'Wildcard')) return [{ kind: 'any' }]
  const tests = children.flatMap((child) => testsOf(soil, child))
  return children[0]?.name === 'not' ? negated(tests, { from: top.from, to: top.to }) : tests
}

/** The unary tests of a criterion's short form: `<= 5`, `[1..5]`, `"P1", "P2"`, `not(0)`, `-`. One of them must hold. */
export const readUnary = (text: string, names: Iterable<string> = []): Outcome<readonly Test[]> => {
  const known = [...names]
  const { top, issues } = parse(text, 'UnaryTests', known)
  const soil = soilOf(text, issues, known)
  return finished(top === undefined ? [] : unaryTests(soil, top), soil.issues)
}

/**
 * The remedy where a name nothing has holds the word `not`: `not enabled` or `x not`, which the parser reads as names.
 * Undefined where it does not.
 */
export const strayNot = (name: string, span: Span): Issue | undefined => {
  if (name.startsWith('not '))
    return issueOf('not-without-brackets', { written: name, write: `not(${name.slice(4)})` }, span)
  if (name.endsWith(' not'))
    return issueOf('not-without-brackets', { written: name, write: `not(${name.slice(0, -4)} in …)` }, span)
  return undefined
}
