import type { z } from 'zod'
import { issueOf, nearest, type Issue, type Span } from '../issue/index.ts'
import { keysSeparator } from './schema/index.ts'
import { entryAt, nodeAt, plainOf, type MapNode, type Node, type Path } from './tree.ts'

type Problem = z.core.$ZodIssue

/** @example whereOf(['criteria', 0]) //=> 'Item 1 of “criteria”' */
export const whereOf = (path: Path): string => {
  const last = path.at(-1)
  if (last === undefined) return 'The document'
  return typeof last === 'string' ? `“${last}”` : `Item ${last + 1} of “${String(path.at(-2) ?? 'the list')}”`
}

const foundOf = (node: Node): string => {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a set of keys'
  if (node.value === null) return 'nothing'
  return typeof node.value === 'string'
    ? `the text “${node.said.text}”`
    : typeof node.value === 'number'
      ? `the number ${node.said.text}`
      : node.said.text
}

/** The value's span; where there is no value, its key's. */
export const spanAt = (root: Node, path: Path): Span => {
  const node = nodeAt(root, path) ?? root
  const last = path.at(-1)
  if (node.span.from < node.span.to || typeof last !== 'string') return node.span
  return entryAt(nodeAt(root, path.slice(0, -1)), last)?.keySpan ?? node.span
}

/** Where something is missing from a map: its key, or the first key of the document. */
const headOf = (root: Node, path: Path): Span => {
  const last = path.at(-1)
  if (typeof last === 'string') return entryAt(nodeAt(root, path.slice(0, -1)), last)?.keySpan ?? root.span
  const node = nodeAt(root, path)
  return (node?.kind === 'map' ? node.entries[0]?.keySpan : node?.span) ?? root.span
}

const nameOf = (path: Path): string => (path.length === 0 ? 'The document' : whereOf(path))

const missing = (root: Node, path: Path, expected: string): Issue =>
  issueOf(
    'missing-key',
    { key: String(path.at(-1)), of: nameOf(path.slice(0, -1)), expected },
    headOf(root, path.slice(0, -1)),
  )

const unknownKeys = (node: MapNode, keys: readonly string[], message: string): readonly Issue[] => {
  const [of = '', ...known] = message.split(keysSeparator)
  const free = known.filter((key) => !node.entries.some((entry) => entry.key === key))
  return node.entries
    .filter((entry) => keys.includes(entry.key))
    .map((entry) =>
      issueOf('unknown-key', { key: entry.key, of, keys: known, near: nearest(entry.key, free) }, entry.keySpan),
    )
}

/** Of a choice between forms the one the value has the look of; undefined where it looks like none. */
const likeliest = (branches: readonly (readonly Problem[])[]): readonly Problem[] | undefined =>
  branches
    .filter(
      (problems) =>
        !problems.some(
          (problem) =>
            problem.path.length === 0 && (problem.code === 'invalid_type' || problem.code === 'invalid_value'),
        ),
    )
    .toSorted((a, b) => a.length - b.length)[0]

const choicesOf = (problem: Problem): readonly string[] => {
  if (problem.code === 'invalid_value') return problem.values.map(String)
  const options: unknown = 'options' in problem ? problem.options : undefined
  return Array.isArray(options) ? options.map(String) : []
}

/** A text in a choice of a few words and a form with keys (`describes: stat`) was meant to be one of the words. */
const wordsOf = (branches: readonly (readonly Problem[])[]): readonly string[] =>
  branches.flatMap((problems) => problems.flatMap((problem) => (problem.path.length === 0 ? choicesOf(problem) : [])))

const wrongValue = (root: Node, node: Node, path: Path, choices: readonly string[], expected: string): Issue => {
  const said = node.kind === 'scalar' && node.value !== null ? node.said.text : undefined
  return said === undefined || choices.length === 0
    ? issueOf('wrong-kind', { of: nameOf(path), expected, found: foundOf(node) }, spanAt(root, path))
    : issueOf(
        'unknown-choice',
        { of: nameOf(path), value: said, choices, near: nearest(said, choices) },
        spanAt(root, path),
      )
}

const badValue = (root: Node, node: Node, path: Path, expected: string): Issue =>
  node.kind !== 'scalar' || node.said.text === ''
    ? issueOf('too-few', { of: nameOf(path), expected }, spanAt(root, path))
    : issueOf('bad-value', { of: nameOf(path), value: node.said.text, expected }, spanAt(root, path))

const issuesOf = (root: Node, problem: Problem, above: Path): readonly Issue[] => {
  const path: Path = [...above, ...problem.path.filter((step) => typeof step !== 'symbol')]
  const node = nodeAt(root, path)
  if (node === undefined) return [missing(root, path, problem.message)]
  switch (problem.code) {
    case 'unrecognized_keys':
      return node.kind === 'map' ? unknownKeys(node, problem.keys, problem.message) : []
    case 'invalid_union': {
      const branch = likeliest(problem.errors)
      if (branch !== undefined) return branch.flatMap((inner) => issuesOf(root, inner, path))
      return [wrongValue(root, node, path, [...choicesOf(problem), ...wordsOf(problem.errors)], problem.message)]
    }
    case 'invalid_value':
      return [wrongValue(root, node, path, choicesOf(problem), problem.message)]
    case 'invalid_type':
      return [wrongValue(root, node, path, [], problem.message)]
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return [badValue(root, node, path, problem.message)]
  }
}

/** Everything in which a document differs from its schema. */
export const shapeOf = <S extends z.ZodType>(
  schema: S,
  root: Node,
): { readonly written: z.output<S> | undefined; readonly issues: readonly Issue[] } => {
  const answer = schema.safeParse(plainOf(root))
  return answer.success
    ? { written: answer.data, issues: [] }
    : { written: undefined, issues: answer.error.issues.flatMap((problem) => issuesOf(root, problem, [])) }
}
