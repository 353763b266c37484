import { parser, trackVariables } from 'lezer-feel'
import { issueOf, type Issue, type Span } from '../issue/index.ts'

/** A node of the parser's tree. */
export type Leaf = ReturnType<typeof parser.parse>['topNode']
/** `top` is missing where the tree is too deep. */
export type Parsed = { readonly text: string; readonly top: Leaf | undefined; readonly issues: readonly Issue[] }

/** A string or a comment: what must not be looked into. A line comment ends with its line. */
const opaque = /"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

/**
 * A line break is a space: the parser ends an expression at a line that begins in the first column, and a block of
 * YAML has no other lines. A line comment would then swallow the rest, so it becomes spaces too. Offsets stay.
 */
const onOneLine = (text: string): string => {
  const blank = (part: string): string => part.replaceAll(/[\r\n]/g, ' ')
  const parts: string[] = []
  let at = 0
  for (const match of text.matchAll(opaque)) {
    const kept = match[0].startsWith('"') ? match[0] : match[0].replaceAll(/[^]/g, ' ')
    parts.push(blank(text.slice(at, match.index)), kept)
    at = match.index + match[0].length
  }
  return [...parts, blank(text.slice(at))].join('')
}

const hints: readonly { readonly pattern: RegExp; readonly hint: string }[] = [
  { pattern: /^&&?/, hint: 'Write “and”.' },
  { pattern: /^\|\|?/, hint: 'Write “or”.' },
  { pattern: /^!/, hint: 'Write “not(…)”.' },
  { pattern: /^'/, hint: 'Texts stand between double quotes.' },
  { pattern: /^%/, hint: 'Write “modulo(a, b)”; a percentage is a unit, not a sign.' },
  { pattern: /^\.\./, hint: 'A range stands between brackets: [1..5].' },
  { pattern: /^≤/, hint: 'Write “<=”.' },
  { pattern: /^≥/, hint: 'Write “>=”.' },
  { pattern: /^≠/, hint: 'Write “!=”.' },
]

/** What stands at a place: the next word or sign, for the sentence. */
const nearText = (text: string, from: number): string =>
  /^\s*("[^"]*"?|[\p{L}\p{N}_]+|&&|\|\||\.\.|\S)?/u.exec(text.slice(from))?.[1] ?? ''

const syntaxIssue = (text: string, from: number, to: number): Issue => {
  const skipped = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0)
  const start = skipped < text.length ? skipped : from
  const near = nearText(text, start)
  const hint = hints.find(({ pattern }) => pattern.test(near))?.hint
  const span: Span = { from: Math.min(start, text.length), to: Math.max(to, start + near.length) }
  return issueOf('formula-syntax', { near, hint }, span)
}

/** One issue for each place the parser could not read; two at one place are one. */
const syntaxIssues = (top: Leaf, text: string): readonly Issue[] => {
  const found: Issue[] = []
  top.cursor().iterate((node) => {
    if (!node.type.isError) return
    const issue = syntaxIssue(text, node.from, node.to)
    if (found.at(-1)?.span.from !== issue.span.from) found.push(issue)
  })
  return found
}

/** Deeper than anybody writes, and shallower than what follows a tree down can follow. */
const deepest = 1000

/** A tree too deep to be walked is refused before anything walks it. */
const tooDeep = (top: Leaf): Issue | undefined => {
  const cursor = top.cursor()
  let [depth, found] = [0, false]
  cursor.iterate(
    () => {
      depth += 1
      found ||= depth > deepest
      return !found
    },
    () => {
      depth -= 1
    },
  )
  return found ? issueOf('formula-too-deep', {}, { from: top.from, to: top.to }) : undefined
}

/** A word is a name without being told; told of a `date`, the parser would no longer know `date and time`. */
const oneWord = /^[\p{L}_][\p{L}\p{N}_]*$/u

/** To configure a parser takes longer than to read a formula: the two that know no names are made once. */
const plain = {
  Expression: parser.configure({ top: 'Expression' }),
  UnaryTests: parser.configure({ top: 'UnaryTests' }),
}
const parserFor = (top: keyof typeof plain, names: readonly string[]): typeof parser =>
  names.length === 0
    ? plain[top]
    : parser.configure({ top, contextTracker: trackVariables(Object.fromEntries(names.map((name) => [name, 1]))) })

/** Of the names in sight those the text may hold: the parser lays out every name it is told anew for each scope. */
const namesWithin = (text: string, names: Iterable<string>): readonly string[] => {
  const close = text.replaceAll(/\s+/g, '')
  return [...names].filter((name) => close.includes(name.replaceAll(' ', '')) && !oneWord.test(name))
}

/** Text to the parser's tree. Names given are read as one name each, whatever words they hold. */
export const parse = (text: string, top: 'Expression' | 'UnaryTests', names: Iterable<string>): Parsed => {
  const line = onOneLine(text)
  const tree = parserFor(top, namesWithin(line, names)).parse(line)
  const deep = tooDeep(tree.topNode)
  return deep === undefined
    ? { text, top: tree.topNode, issues: syntaxIssues(tree.topNode, text) }
    : { text, top: undefined, issues: [deep] }
}
