import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Pair,
  type ParsedNode,
  type YAMLError,
} from 'yaml'
import { issueOf, positionAt, type Issue, type Span } from '../issue/index.ts'
import { isClosed, scalarText, type Placed } from './scalar-text.ts'

/** YAML as maps, lists and scalars that know where they stand. */
export type Node = MapNode | ListNode | ScalarNode
export type MapNode = {
  readonly kind: 'map'
  readonly span: Span
  readonly flow: boolean
  readonly entries: readonly Entry[]
}
export type ListNode = { readonly kind: 'list'; readonly span: Span; readonly items: readonly Node[] }
/** `said`: the scalar as written (a number keeps its zeros), with the place of each character. */
export type ScalarNode = {
  readonly kind: 'scalar'
  readonly span: Span
  readonly value: string | number | boolean | null
  readonly said: Placed
}
export type Entry = { readonly key: string; readonly keySpan: Span; readonly value: Node }
export type Path = readonly (string | number)[]

type Told = { readonly text: string; readonly tell: (issue: Issue) => void }

const unclosed =
  'something is not closed here, or a space is missing: look for a quote, a bracket or a “:” without a space after it.'

const neverClosed = (opening: string): string =>
  `what begins here with ${opening} is never closed. Close it, or put a text that holds this character in quotes.`
const tabs = 'lines are indented with spaces, not with tabs.'

/** What the reader's codes mean to somebody who does not know YAML; the rest is said in the reader's own words. */
const problems: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: tabs,
  BAD_INDENT: 'this line is not indented like its neighbours.',
  BLOCK_AS_IMPLICIT_KEY: 'there is a second “: ” on this line. If it belongs to the value, put the value in quotes.',
  BLOCK_IN_FLOW: 'inside { } and [ ] everything stands on one level. Put a text with special characters in quotes.',
  BAD_SCALAR_START: 'a value cannot begin with this character. Put it in quotes.',
  BAD_DQ_ESCAPE: 'a backslash in double quotes begins a special character. Use single quotes, or write \\\\.',
  MISSING_CHAR: unclosed,
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line. Is a “:” missing?',
  UNEXPECTED_TOKEN:
    'this does not belong here. A value with special characters (such as > [ ] { } , or ") must stand in quotes.',
}

const nothingAt = (at: number): ScalarNode => ({
  kind: 'scalar',
  span: { from: at, to: at },
  value: null,
  said: { text: '', offsets: [at] },
})

/** Without the line breaks a block collection ends with. */
const spanOf = (text: string, [from, to]: readonly [number, number, number]): Span => ({
  from,
  to: from + text.slice(from, to).trimEnd().length,
})

const refuse = (told: Told, feature: string, remedy: string, span: Span): void =>
  told.tell(issueOf('yaml-feature', { feature, remedy }, span))

const refuseDecoration = (told: Told, node: ParsedNode, span: Span): void => {
  if (isAlias(node)) refuse(told, 'A reference (*)', 'Write the value here.', span)
  else if (node.anchor !== undefined) refuse(told, 'An anchor (&)', 'Take it away.', span)
  if (node.tag !== undefined) refuse(told, `A tag (${node.tag})`, 'Put the value in quotes.', span)
}

const scalarOf = (told: Told, node: ParsedNode, span: Span): ScalarNode => {
  if (!isScalar(node) || node.srcToken === undefined || !('source' in node.srcToken)) return nothingAt(span.from)
  const { value } = node
  const said = scalarText(node.srcToken)
  if (!isClosed(node.srcToken)) told.tell(issueOf('yaml-syntax', { problem: unclosed }, span))
  const isOther = typeof value === 'number' || typeof value === 'boolean' || value === null
  return { kind: 'scalar', span, value: isOther ? value : said.text, said }
}

const keyOf = (
  told: Told,
  pair: Pair<ParsedNode, ParsedNode | null>,
): { readonly key: string; readonly keySpan: Span } | undefined => {
  const keySpan = spanOf(told.text, pair.key.range)
  refuseDecoration(told, pair.key, keySpan)
  if (!isScalar(pair.key)) {
    refuse(told, 'A key that is a list or has keys of its own', 'Write the key as words.', keySpan)
    return undefined
  }
  const key = scalarOf(told, pair.key, keySpan).said.text
  if (key !== '<<' && key !== '__proto__') return { key, keySpan }
  refuse(told, `The key “${key}”`, 'Write the keys themselves.', keySpan)
  return undefined
}

const entriesIn = (told: Told, pairs: readonly Pair<ParsedNode, ParsedNode | null>[]): readonly Entry[] => {
  const found = new Map<string, Entry>()
  for (const pair of pairs) {
    const key = keyOf(told, pair)
    if (key === undefined) continue
    const before = found.get(key.key)
    const value = pair.value === null ? nothingAt(key.keySpan.to) : nodeOf(told, pair.value)
    if (before === undefined) found.set(key.key, { ...key, value })
    else
      told.tell(
        issueOf('duplicate-key', { key: key.key, line: positionAt(told.text, before.keySpan.from).line }, key.keySpan),
      )
  }
  return [...found.values()]
}

/** `{ a: share(b, c) }` is two entries to YAML, and the second has no value: the first was cut at its comma. */
const tellCut = (told: Told, entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ key, keySpan, value }, i) => {
    const before = entries[i - 1]
    const isBare = value.kind === 'scalar' && value.value === null && value.span.from === keySpan.to
    if (before === undefined || !isBare || told.text[keySpan.to] === ':') return true
    told.tell(issueOf('cut-at-comma', { key: before.key, text: key }, keySpan))
    return false
  })

const nodeOf = (told: Told, node: ParsedNode): Node => {
  const span = spanOf(told.text, node.range)
  refuseDecoration(told, node, span)
  if (isSeq(node)) return { kind: 'list', span, items: node.items.map((item) => nodeOf(told, item)) }
  if (!isMap(node)) return scalarOf(told, node, span)
  const entries = entriesIn(told, node.items)
  return { kind: 'map', span, flow: node.flow === true, entries: node.flow === true ? tellCut(told, entries) : entries }
}

const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

/** Where a bracket or a quote opens that nothing closes, innermost first: the order in which the reader finds out. */
const neverClosedIn = (node: ParsedNode | null): readonly Span[] => {
  if (node === null || isAlias(node)) return []
  const inside = isSeq(node)
    ? node.items.flatMap((item) => neverClosedIn(item))
    : isMap(node)
      ? node.items.flatMap(({ key, value }) => [...neverClosedIn(key), ...neverClosedIn(value)])
      : []
  const token = node.srcToken
  if (token === undefined) return inside
  if (token.type === 'flow-collection')
    return token.end[0]?.source === closing[token.start.source]
      ? inside
      : [...inside, { from: token.start.offset, to: token.start.offset + 1 }]
  const isQuoted = token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar'
  return isQuoted && !isClosed(token) ? [{ from: token.offset, to: token.offset + 1 }] : inside
}

const isOpen = ({ message }: YAMLError): boolean => /^Missing closing|^Flow \w+ in block collection/.test(message)

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
const blanksBefore = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? ''

const syntaxIssue = ({ code, message, pos: [from, to] }: YAMLError): Issue =>
  code === 'MULTIPLE_DOCS'
    ? issueOf(
        'yaml-feature',
        { feature: 'A second document (---)', remedy: 'Put it in a file of its own.' },
        { from, to: from + 3 },
      )
    : issueOf('yaml-syntax', { problem: problems[code] ?? `${message}.` }, { from, to })

/** One slip makes the reader stumble on; what it says of the rest of the line, or only of what it meets, is noise. */
const firstSlips = (text: string, errors: readonly YAMLError[]): readonly YAMLError[] => {
  const lineOf = (error: YAMLError): number => positionAt(text, error.pos[0]).line
  return errors.filter((error, i) => {
    if (i === 0) return true
    const isEcho = error.code === 'UNEXPECTED_TOKEN' || error.code === 'BAD_INDENT'
    return !isEcho && !errors.slice(0, i).some((before) => lineOf(before) === lineOf(error))
  })
}

const isTabbed = (text: string, { code, pos: [from] }: YAMLError): boolean =>
  code === 'TAB_AS_INDENT' || blanksBefore(text, from).includes('\t')

/** Lines indented with tabs at which the reader stumbled. */
const tabIssues = (text: string, errors: readonly YAMLError[]): readonly Issue[] => {
  const starts = errors.filter((error) => isTabbed(text, error)).map((error) => lineStart(text, error.pos[0]))
  return [...new Set(starts)].map((from) =>
    issueOf('yaml-syntax', { problem: tabs }, { from, to: from + blanksBefore(text, from).length }),
  )
}

/** The reader notices at the end what was left open at the beginning: the first opening that nothing closes is named. */
const openIssue = (text: string, document: Document.Parsed, first: YAMLError | undefined): Issue | undefined => {
  const span = first !== undefined && isOpen(first) ? neverClosedIn(document.contents)[0] : undefined
  return span === undefined
    ? undefined
    : issueOf('yaml-syntax', { problem: neverClosed(text.slice(span.from, span.to)) }, span)
}

/** What the reader says of the line above a tab, and of all below, follows from the tab. */
const aboveTabs = (text: string, tabbed: readonly Issue[]): number => {
  const [first] = tabbed
  return first === undefined ? text.length + 1 : lineStart(text, text.slice(0, first.span.from).trimEnd().length)
}

const syntaxIssues = (text: string, document: Document.Parsed): readonly Issue[] => {
  const tabbed = tabIssues(text, document.errors)
  const before = document.errors.filter(({ pos: [from] }) => from < aboveTabs(text, tabbed))
  const open = openIssue(text, document, before[0])
  return open === undefined ? [...firstSlips(text, before).map(syntaxIssue), ...tabbed] : [open]
}

const read = (text: string): { readonly root: Node | undefined; readonly issues: readonly Issue[] } => {
  const document = parseDocument<ParsedNode>(text, {
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    version: '1.2',
  })
  const issues: Issue[] = [...syntaxIssues(text, document)]
  if (document.directives?.yaml.explicit === true)
    issues.push(issueOf('yaml-feature', { feature: 'A %YAML line', remedy: 'Take it away.' }, { from: 0, to: 1 }))
  if (issues.length > 0) return { root: undefined, issues }
  const root =
    document.contents === null ? undefined : nodeOf({ text, tell: (issue) => issues.push(issue) }, document.contents)
  return { root, issues }
}

/** The document's tree, as far as it can be read, and everything wrong with it as YAML. */
export const treeOf = (text: string): { readonly root: Node | undefined; readonly issues: readonly Issue[] } => {
  try {
    return read(text)
  } catch (problem) {
    if (!(problem instanceof RangeError)) throw problem
    // Nested deeper than the stack reaches.
    return {
      root: undefined,
      issues: [issueOf('yaml-syntax', { problem: 'it is nested too deeply.' }, { from: 0, to: 0 })],
    }
  }
}

/** As plain values, for a schema. */
export const plainOf = (node: Node): unknown => {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(plainOf)
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]))
  }
}

export const entriesOf = (node: Node | undefined): readonly Entry[] => (node?.kind === 'map' ? node.entries : [])
export const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : [])
/** What a scalar says, or undefined where there is no scalar or nothing in it. */
export const wordOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value !== null ? node.said.text : undefined
export const entryAt = (node: Node | undefined, key: string): Entry | undefined =>
  entriesOf(node).find((entry) => entry.key === key)

export const nodeAt = (node: Node | undefined, path: Path): Node | undefined =>
  path.reduce<Node | undefined>(
    (at, step) => (typeof step === 'number' ? itemsOf(at)[step] : entryAt(at, step)?.value),
    node,
  )

export const pathText = (path: Path): string => path.join('.')
