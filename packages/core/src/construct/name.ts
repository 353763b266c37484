import { functions } from '../formula/function/index.ts'
import { issueOf, positionAt, type Issue, type Span } from '../issue/index.ts'
import { namePattern } from './schema/index.ts'

/** Words FEEL reads as its own wherever they stand (language.md 2). */
export const reservedWords: readonly string[] =
  'if then else for in return some every satisfies and or between instance function external null true false'.split(' ')

/** Aggregates, windows and series functions: known to the checker, not to the list of DMN's functions (language.md 2). */
const ownFunctions = [
  'count, sum, mean, min, max, median, mode, stddev, product, all, any, distinct values',
  'ever, recent, opened, closed, open, latest, known, age, percentile, overlap, covered, steps',
  'share, previous, last, change, rising, falling, steady, trend',
].flatMap((line) => line.split(', '))
export const functionNames: readonly string[] = [...new Set([...functions.map((each) => each.name), ...ownFunctions])]

/** What a name with a reserved word is usually meant to say. */
const instead: Readonly<Record<string, string>> = {
  'in scope': 'scoped',
  'for review': 'to review',
  'in force': 'current',
  'in progress': 'ongoing',
}

const cleaned = (name: string): string | undefined => {
  const words = name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return namePattern.test(words) && words !== name ? words : undefined
}
const whatIs = (name: string): string | undefined => {
  if (name === 'item') return 'the word for each value of a list'
  if (name === 'period') return 'the word for the period of a result'
  return functionNames.includes(name) ? 'the name of a function' : undefined
}

/**
 * What is wrong with a name where it is declared: a bad name may parse as something else (language.md 2).
 * @example nameIssues('in scope', { from: 0, to: 8 })[0]?.message.endsWith('Did you mean “scoped”?') //=> true
 */
export const nameIssues = (name: string, span: Span): readonly Issue[] => {
  if (!namePattern.test(name)) return [issueOf('bad-name', { name, near: cleaned(name) }, span)]
  const word = reservedWords.find((reserved) => name.split(' ').includes(reserved))
  if (word !== undefined) return [issueOf('reserved-word', { name, word, near: instead[name] }, span)]
  const what = whatIs(name)
  return what === undefined ? [] : [issueOf('reserved-name', { name, what }, span)]
}

export type Declared = { readonly name: string; readonly what: string; readonly span: Span }

/** Names that two things share; engines do not tell upper from lower case. */
export const sharedNames = (text: string, declared: readonly Declared[]): readonly Issue[] => {
  const first = new Map<string, Declared>()
  return declared.flatMap((each) => {
    const before = first.get(each.name.toLowerCase())
    if (before === undefined) first.set(each.name.toLowerCase(), each)
    if (before === undefined) return []
    return [
      issueOf(
        'duplicate-name',
        { name: each.name, other: before.what, line: positionAt(text, before.span.from).line },
        each.span,
      ),
    ]
  })
}
