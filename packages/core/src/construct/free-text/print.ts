import type { BaseMeasure, Construct, DerivedMeasure, Parameter } from '../construct.ts'
import type { FormulaText } from '../document.ts'
import { yamlOf } from '../print-yaml.ts'
import { writtenOf } from '../written.ts'
import { blocksOf, leadOf } from './block.ts'
import { cellOf, codeOf } from './cell.ts'
import { equationText, needsEquation } from './equation.ts'
import { complete, equationNames, marker } from './narrative.ts'
import { linesFrom } from './placed.ts'

const width = 100

/** Breaks at single blanks before a plain word, so that no line looks like the beginning of something else. */
const wrapped = (text: string, indent: string): string => {
  const lines: string[] = []
  for (const word of text.split(/ (?=[\p{L}\p{N}(“‘"'])/u)) {
    const line = lines.at(-1)
    const isNumbered = /^\d+[.)]/.test(word)
    if (line !== undefined && (isNumbered || line.length + indent.length + word.length < width))
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.join(`\n${indent}`)
}

/** Whether a text read back from such a block is the text. */
const readsBack = (block: string, kind: 'title' | 'need' | 'decision', text: string): boolean => {
  const [only, ...more] = blocksOf(linesFrom(block, 0))
  return more.length === 0 && only?.kind === kind && only.text.text === text
}

const titleOf = (text: string): string => `# ${text}`
const paragraphOf = (kind: 'need' | 'decision', text: string): string => wrapped(`${leadOf(kind)} ${text}`, '')
const notesOf = (notes: readonly string[]): string =>
  ['## Notes\n', ...notes.map((note) => wrapped(`- ${note}`, '  '))].join('\n')
const notesReadBack = (notes: readonly string[]): boolean => {
  const [list, ...more] = blocksOf(linesFrom(notesOf(notes), 0))
  return (
    more.length === 0 && list?.kind === 'notes' && list.items.map(({ text }) => text).join('\n') === notes.join('\n')
  )
}

// ── symbols ─────────────────────────────────────────────────────────────────────────────────────────────────────────

type Measure = { readonly of: BaseMeasure | DerivedMeasure; readonly formula: FormulaText; readonly isBase: boolean }
const measuresOf = ({ baseMeasures, derivedMeasures }: Construct): readonly Measure[] => [
  ...baseMeasures.map((of) => ({ of, formula: of.method, isBase: true })),
  ...derivedMeasures.map((of) => ({ of, formula: of.function, isBase: false })),
]

const kindOf = ({ isBase }: Measure): 'method' | 'function' => (isBase ? 'method' : 'function')
const isInline = (measure: Measure, placed: ReadonlySet<string>): boolean =>
  !placed.has(measure.of.name) && !needsEquation(kindOf(measure), measure.formula.text)

const parameterMethod = ({ value, by, values }: Parameter): string => {
  if (value !== undefined) return `set to ${codeOf(value.text)}`
  const levels = Object.entries(values ?? {}).map(([level, each]) => `${codeOf(level)} ${codeOf(each.text)}`)
  return `set by ${codeOf(by ?? '')}: ${levels.join(', ')}`
}

type Row = {
  readonly symbol: string
  readonly meaning: string
  readonly scale: string
  readonly unit: string
  readonly better: string
  readonly method: string
}

const parameterRow = (parameter: Parameter): Row => ({
  symbol: parameter.name,
  meaning: parameter.meaning,
  scale: '',
  unit: '',
  better: '',
  method: parameterMethod(parameter),
})
const measureRow = (measure: Measure, placed: ReadonlySet<string>): Row => {
  const { name, meaning = '', scale = '', unit = '', direction = '' } = measure.of
  const method = isInline(measure, placed) ? codeOf(measure.formula.text) : measure.isBase ? 'measured' : 'computed'
  return { symbol: name, meaning, scale, unit, better: direction, method }
}

const headings = ['symbol', 'meaning', 'scale', 'unit', 'better', 'method'] as const
const always: readonly string[] = ['symbol', 'meaning', 'scale', 'unit', 'method']

const tableOf = (rows: readonly Row[]): string => {
  const shown = headings.filter((heading) => always.includes(heading) || rows.some((row) => row[heading] !== ''))
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(shown),
    line(shown.map(() => '---')),
    ...rows.map((row) => line(shown.map((heading) => cellOf(row[heading])))),
  ].join('\n')
}

// ── body ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/^ *`+/gm)].map(([run]) => run.trim().length))

const fenceOf = (names: readonly string[], measures: readonly Measure[]): string => {
  const text = names
    .flatMap((name) => {
      const found = measures.find(({ of }) => of.name === name)
      return found === undefined ? [] : [equationText(name, found.formula.text)]
    })
    .join('\n\n')
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${ticks}feel\n${text}\n${ticks}`
}

type Body = {
  readonly text: string
  /** Keys that could not be said in the body. */ readonly inFront: readonly string[]
}

const bodyOf = (construct: Construct): Body => {
  const { title, need, decision, narrative = '', notes, parameters } = construct
  const measures = measuresOf(construct)
  const placed = new Set(narrative.split('\n').flatMap((line) => equationNames(line) ?? []))
  const equations = measures
    .filter((measure) => needsEquation(kindOf(measure), measure.formula.text))
    .map(({ of }) => of.name)
  const isNeedIn = readsBack(paragraphOf('need', need), 'need', need)
  const isDecisionIn = decision !== undefined && readsBack(paragraphOf('decision', decision), 'decision', decision)
  const areNotesIn = notes.length > 0 && notesReadBack(notes)
  const parts: Readonly<Record<string, string>> = {
    [marker.need]: isNeedIn ? paragraphOf('need', need) : '',
    [marker.decision]: isDecisionIn ? paragraphOf('decision', decision) : '',
    [marker.symbols]: tableOf([
      ...parameters.map(parameterRow),
      ...measures.map((measure) => measureRow(measure, placed)),
    ]),
    [marker.notes]: areNotesIn ? notesOf(notes) : '',
  }
  const whole = complete(narrative, {
    decision: isDecisionIn,
    notes: areNotesIn,
    equations,
  })
  const text = whole
    .split('\n')
    .map((line) => {
      const names = equationNames(line)
      return names === undefined ? (parts[line] ?? line) : fenceOf(names, measures)
    })
    .join('\n')
  const isTitleIn = readsBack(titleOf(title), 'title', title)
  return {
    text: isTitleIn ? `${titleOf(title)}\n\n${text}` : text,
    inFront: [
      ...(isTitleIn ? [] : ['title']),
      ...(isNeedIn ? [] : ['need']),
      ...(isDecisionIn || decision === undefined ? [] : ['decision']),
      ...(areNotesIn ? [] : ['notes']),
    ],
  }
}

const inBody = ['title', 'need', 'decision', 'narrative', 'parameters', 'base measures', 'derived measures', 'notes']

/** The construct as free text: the same construct when it is read again. */
export const printedFreeText = (construct: Construct): string => {
  const { text, inFront } = bodyOf(construct)
  const front = Object.entries(writtenOf(construct)).filter(([key]) => !inBody.includes(key) || inFront.includes(key))
  return `---\n${yamlOf(Object.fromEntries(front))}---\n\n${text}\n`
}
