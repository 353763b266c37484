import { issueOf, nearest, type Issue } from '../../issue/index.ts'
import type { Placed } from '../scalar-text.ts'
import { entryAt, wordOf, type Entry } from '../tree.ts'
import { blocksOf } from './block.ts'
import { codesIn } from './cell.ts'
import { needsEquation } from './equation.ts'
import { linesFrom, sliced, spanOfPlaced } from './placed.ts'

/**
 * The prose of a construct. Where it stands among the other parts of a free text is said by lines of their own:
 * `{{need}}`, `{{decision}}`, `{{symbols}}`, `{{notes}}`, and `{{= a, b}}` for a block with the equations of a and b.
 * `{a}` in the prose refers to the symbol a.
 */
export const marker = {
  need: '{{need}}',
  decision: '{{decision}}',
  symbols: '{{symbols}}',
  notes: '{{notes}}',
  equations: (names: readonly string[]): string => `{{= ${names.join(', ')}}}`,
} as const

/** What a construct has that its free text must place somewhere. */
export type Parts = { readonly decision: boolean; readonly notes: boolean; readonly equations: readonly string[] }

/** The names of an equation marker; undefined for any other line. */
export const equationNames = (line: string): readonly string[] | undefined => {
  const [, names] = /^\{\{= (.*)\}\}$/.exec(line) ?? []
  return names?.split(', ')
}

const sections = {
  symbols: `## Symbols\n\n${marker.symbols}`,
  equations: (names: readonly string[]): string => `## Equations\n\n${marker.equations(names)}`,
  notes: marker.notes,
} as const

const mentions = (narrative: string, line: string): boolean => narrative.split('\n').includes(line)
const namesPlacedIn = (narrative: string): readonly string[] =>
  narrative.split('\n').flatMap((line) => equationNames(line) ?? [])

/** The measures, as keys of a document, whose formulas need an equation. */
export const measuresWithEquation = (base: readonly Entry[], derived: readonly Entry[]): readonly string[] => {
  const needs =
    (kind: 'method' | 'function') =>
    ({ value }: Entry): boolean =>
      needsEquation(kind, (wordOf(entryAt(value, kind)?.value) ?? '').trim())
  return [...base.filter(needs('method')), ...derived.filter(needs('function'))].map(({ key }) => key)
}

/** The equations that have no place in the narrative. */
export const unplaced = (narrative: string, equations: readonly string[]): readonly string[] => {
  const placed = namesPlacedIn(narrative)
  return equations.filter((name) => !placed.includes(name))
}

/** The narrative with a place for every part: need and decision before it, the other parts after it. */
export const complete = (narrative: string, parts: Parts): string => {
  const rest = unplaced(narrative, parts.equations)
  return [
    ...(mentions(narrative, marker.need) ? [] : [marker.need]),
    ...(parts.decision && !mentions(narrative, marker.decision) ? [marker.decision] : []),
    ...(narrative === '' ? [] : [narrative]),
    ...(mentions(narrative, marker.symbols) ? [] : [sections.symbols]),
    ...(rest.length === 0 ? [] : [sections.equations(rest)]),
    ...(parts.notes && !mentions(narrative, marker.notes) ? [sections.notes] : []),
  ].join('\n\n')
}

const withoutStart = (text: string, start: string): string =>
  text === start ? '' : text.startsWith(`${start}\n\n`) ? text.slice(start.length + 2) : text
const withoutEnd = (text: string, end: string): string =>
  text === end ? '' : text.endsWith(`\n\n${end}`) ? text.slice(0, -end.length - 2) : text

const withoutEquations = (text: string, equations: readonly string[]): string => {
  const [, names = ''] = /(?:^|\n\n)## Equations\n\n\{\{= ([^\n]*)\}\}$/.exec(text) ?? []
  const rest = withoutEnd(text, sections.equations(names.split(', ')))
  const isAsMade = unplaced(rest, equations).join(', ') === names
  return isAsMade ? rest : text
}

/** The inverse of `complete`: what need not be said, because it would be placed there anyhow, is left out. */
export const reduced = (narrative: string, equations: readonly string[]): string => {
  const headless = withoutStart(withoutStart(narrative, marker.need), marker.decision)
  return withoutEnd(withoutEquations(withoutEnd(headless, sections.notes), equations), sections.symbols)
}

const inCode = (placed: Placed): ((at: number) => boolean) => {
  const codes = codesIn(placed)
  return (at) => codes.some(({ from, to }) => at >= from && at < to)
}

/** The symbols a prose refers to, with their places; what stands in code is not prose. */
export const referencesIn = (prose: Placed): readonly Placed[] => {
  const isCode = inCode(prose)
  return [...prose.text.matchAll(/(?<![\\{])\{(?!\{)([^{}\n]+)\}(?!\})/g)]
    .filter(({ index }) => !isCode(index))
    .map(({ index, 1: name = '' }) => sliced(prose, index + 1, index + 1 + name.length))
}

const isMarker = (line: string): boolean =>
  [marker.need, marker.decision, marker.symbols, marker.notes].some((each) => each === line) ||
  equationNames(line) !== undefined

const known = (names: readonly string[], name: Placed): readonly Issue[] =>
  names.includes(name.text)
    ? []
    : [issueOf('unknown-symbol', { symbol: name.text, near: nearest(name.text, names) }, spanOfPlaced(name))]

/** Where the narrative of a YAML document would be read as something else in a free text. */
const misplaced = (narrative: Placed): readonly Issue[] => {
  const { text } = narrative
  const lines = text.split('\n')
  let at = 0
  const starts = lines.map((line) => {
    const start = at
    at += line.length + 1
    return start
  })
  const isAlone = (i: number): boolean => (lines[i - 1] ?? '') === '' && (lines[i + 1] ?? '') === ''
  const crowded = lines.flatMap((line, i) => (isMarker(line) && !isAlone(i) ? [i] : []))
  const parts = blocksOf(linesFrom(text, 0)).filter(({ kind }) => kind !== 'prose')
  const spans = crowded.map((i) =>
    spanOfPlaced(sliced(narrative, starts[i] ?? 0, (starts[i] ?? 0) + (lines[i]?.length ?? 0))),
  )
  return [
    ...spans.map((span) => issueOf('crowded-marker', {}, span)),
    ...parts.slice(0, 1).map(({ kind }) => issueOf('form-in-narrative', { part: kind }, spanOfPlaced(narrative))),
  ]
}

/** What is wrong with a narrative, given the names of measures and of parameters. */
export const narrativeIssues = (
  narrative: Placed,
  measures: readonly string[],
  parameters: readonly string[],
): readonly Issue[] => {
  const placed = narrative.text.split('\n').flatMap((line) => equationNames(line) ?? [])
  const twice = placed.filter((name, i) => placed.indexOf(name) !== i)
  const strangers = placed.filter((name) => !measures.includes(name))
  const span = spanOfPlaced(narrative)
  return [
    ...referencesIn(narrative).flatMap((name) => known([...measures, ...parameters], name)),
    ...strangers.map((name) => issueOf('unknown-symbol', { symbol: name, near: nearest(name, measures) }, span)),
    ...[...new Set(twice)].map((name) => issueOf('equation-placed-twice', { symbol: name }, span)),
    ...misplaced(narrative),
  ]
}
