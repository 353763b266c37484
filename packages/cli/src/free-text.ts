import {
  durationInWords,
  partsOf,
  type Construct,
  type FormulaText,
  type Part,
  type Segment,
} from '@isometric/core/construct'
import { en, nbsp, periodText, quantityOf, statusMark, valueText } from '@isometric/core/report'
import type { Numbers } from './numbers.ts'
import { cellOf, harmless, padded, statusText, widthOf, wrapped, type Paint } from './terminal/index.ts'

/** A construct as prose with numbers in it, for a terminal (ISO/IEC 27004:2016, Annex C). */
export type Page = {
  readonly construct: Construct
  readonly numbers: Numbers | undefined
  /** The scale of each measure, as the checker found it. */
  readonly scales: Readonly<Record<string, string>>
  readonly width: number
  readonly paint: Paint
}

type Measure = {
  readonly name: string
  readonly formula: FormulaText
  readonly meaning: string
  readonly isBase: boolean
}
const measuresOf = ({ baseMeasures, derivedMeasures }: Construct): readonly Measure[] => [
  ...baseMeasures.map(({ name, method, meaning = '' }) => ({ name, formula: method, meaning, isBase: true })),
  ...derivedMeasures.map((each) => ({
    name: each.name,
    formula: each.function,
    meaning: each.meaning ?? '',
    isBase: false,
  })),
]

const unitOf = ({ numbers }: Page, name: string): string | null =>
  [...(numbers?.card.baseMeasures ?? []), ...(numbers?.card.derivedMeasures ?? [])].find((each) => each.name === name)
    ?.unit ?? null

/** A literal as people write it: 6,000, phishing, 6 months. */
const literalText = (text: string): string => {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return quantityOf(Number(text), null).text
  const duration = /^duration\("(P[^"]+)"\)$/.exec(text)?.[1]
  return duration === undefined ? (/^"([^"\\]*)"$/.exec(text)?.[1] ?? text) : durationInWords(duration)
}

const parameterText = ({ construct }: Page, name: string): string | undefined => {
  const parameter = construct.parameters.find((each) => each.name === name)
  if (parameter === undefined) return undefined
  const levels = Object.entries(parameter.values ?? {}).map(([level, { text }]) => `${level} ${literalText(text)}`)
  return parameter.value === undefined ? levels.join(', ') : literalText(parameter.value.text)
}

/** Without a unit of their own numbers are shown as they are; a level or a truth is a word. */
const measureText = (page: Page, name: string): string | undefined => {
  const value = page.numbers?.result.measures[name]
  return value === undefined || value === null ? undefined : valueText(value, unitOf(page, name))
}

const whyNot = ({ numbers }: Page, name: string): string => {
  const reason = numbers?.result.reasons[name]
  return reason === undefined ? 'no value' : `no value: ${en.reasons[reason]}`
}

// ── prose ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const symbolText = (page: Page, name: string): string => {
  const { numbers, paint } = page
  const text = parameterText(page, name) ?? measureText(page, name)
  if (text !== undefined) return paint('strong', text)
  return numbers === undefined ? paint('strong', `{${name}}`) : paint('faint', `(${whyNot(page, name)})`)
}

const segmentText = (page: Page, { kind, text }: Segment): string => {
  switch (kind) {
    case 'symbol':
      return symbolText(page, text)
    case 'strong':
    case 'emphasis':
      return page.paint('strong', harmless(text))
    case 'code':
      return page.paint('unknown', harmless(text))
    case 'text':
      return harmless(text)
  }
}

/** Keeps the words of a number together while lines are broken; no text holds it (a private use area). */
const tie = '\uE000'
const tied = (text: string): string => text.replaceAll(' ', tie).replaceAll(nbsp, tie)

/** A value is not broken over lines, and colours do not run over the end of one. */
const laidOut = (segments: readonly Segment[], page: Page, width: number): readonly string[] => {
  const words = segments.map((segment) => {
    const text = segmentText(page, segment)
    return segment.kind === 'symbol' && widthOf(text) < width / 2 ? tied(text) : text
  })
  return wrapped(words.join(''), width).map((line) => line.replaceAll(tie, ' '))
}

const indented = (lines: readonly string[], by: string, first = by): readonly string[] =>
  lines.map((line, i) => (i === 0 ? first : by) + line)

const labelled = (label: string, text: string, { width, paint }: Page): readonly string[] => {
  const column = 10
  const lines = wrapped(harmless(text), width - column)
  return indented(lines, ' '.repeat(column), paint('faint', padded(label, column, 'left')))
}

const listed = (items: readonly (readonly string[])[]): readonly string[] =>
  items.flatMap((lines) => indented(lines, '  ', '· '))

// ── symbols ─────────────────────────────────────────────────────────────────────────────────────────────────────────

type Row = { readonly name: string; readonly meaning: string; readonly scale: string; readonly value: string }

const rowsOf = (page: Page): readonly Row[] => [
  ...page.construct.parameters.map(({ name, meaning }) => ({
    name,
    meaning,
    scale: 'set',
    value: parameterText(page, name) ?? '',
  })),
  ...measuresOf(page.construct).map(({ name, meaning }) => ({
    name,
    meaning,
    scale: page.scales[name] ?? '',
    value: measureText(page, name) ?? '–',
  })),
]

const widest = (texts: readonly string[], most: number): number => Math.min(most, Math.max(0, ...texts.map(widthOf)))

const gap = '  '

const symbolLines = (page: Page): readonly string[] => {
  const { width, paint } = page
  const rows = rowsOf(page)
  const sizes = {
    name: widest(
      rows.map(({ name }) => name),
      24,
    ),
    scale: widest(
      rows.map(({ scale }) => scale),
      8,
    ),
    value: widest(['value', ...rows.map(({ value }) => value)], 18),
  }
  const meaning = Math.max(12, width - sizes.name - sizes.scale - sizes.value - 3 * gap.length)
  const line = (name: string, said: string, scale: string, value: string): string =>
    [
      padded(name, sizes.name, 'left'),
      padded(said, meaning, 'left'),
      padded(scale, sizes.scale, 'left'),
      padded(value, sizes.value, 'right'),
    ]
      .join(gap)
      .trimEnd()
  const rowLines = (row: Row): readonly string[] => {
    const [names, said, values] = [
      wrapped(row.name, sizes.name),
      wrapped(harmless(row.meaning), meaning),
      wrapped(harmless(row.value).replaceAll(nbsp, ' '), sizes.value),
    ]
    return Array.from({ length: Math.max(names.length, said.length, values.length, 1) }, (_, i) =>
      line(names[i] ?? '', said[i] ?? '', i === 0 ? row.scale : '', values[i] ?? ''),
    )
  }
  return [paint('faint', line('symbol', 'meaning', 'scale', 'value')), ...rows.flatMap(rowLines)]
}

// ── equations ───────────────────────────────────────────────────────────────────────────────────────────────────────

const beforeJoint = / (?=(?:and|or|satisfies|return|then|else|for|some|every) )|(?<=,) /g

/** Broken before words that join, where that is enough; else between any two words. */
const brokenFormula = (line: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const piece of line.split(beforeJoint)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last) + 1 + widthOf(piece) <= width) lines[lines.length - 1] = `${last} ${piece}`
    else lines.push(piece)
  }
  return lines.flatMap((each) => (widthOf(each) <= width ? [each] : wrapped(each, width)))
}

/** The author's own lines; what is too long goes on further in. */
const formulaLines = (formula: string, width: number): readonly string[] =>
  formula.split('\n').flatMap((line) => {
    const indent = /^ */.exec(line)?.[0] ?? ''
    if (widthOf(line) <= width) return [line]
    return indented(brokenFormula(line.trim(), width - indent.length - 4), `${indent}    `, indent)
  })

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The number a formula would read: 31, 93.9 %. */
const operandText = (page: Page, name: string): string | undefined => {
  const value = page.numbers?.result.measures[name]
  const parameter = parameterText(page, name)
  if (parameter !== undefined) return parameter
  if (typeof value !== 'number') return undefined
  const unit = unitOf(page, name)
  const { number } = quantityOf(value, unit)
  const shown = unit === 'percent' ? `${number} %` : number
  return value < 0 ? `(${shown})` : shown
}

/** A function with numbers in place of its symbols, where all of them have one and it still fits a line. */
const withNumbers = (page: Page, formula: string, width: number): string | undefined => {
  const names = [...measuresOf(page.construct), ...page.construct.parameters].map(({ name }) => name)
  const known = names.toSorted((a, b) => b.length - a.length).map(escaped)
  if (known.length === 0 || formula.includes('"')) return undefined
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}] ?)(?:${known.join('|')})(?! ?[\\p{L}\\p{N}(])`, 'gu')
  const text = formula.replace(/\s+/g, ' ').replaceAll('( ', '(')
  const used = text.match(pattern) ?? []
  if (used.length === 0 || used.some((name) => operandText(page, name) === undefined)) return undefined
  const filled = text.replace(pattern, (name) => operandText(page, name) ?? name).replaceAll(nbsp, ' ')
  return widthOf(filled) <= width ? filled : undefined
}

const equationLines = (page: Page, { name, formula, isBase }: Measure): readonly string[] => {
  const { paint, width } = page
  const room = width - 6
  const numbers = isBase ? undefined : withNumbers(page, formula.text, room)
  const value = measureText(page, name)
  const last =
    page.numbers === undefined
      ? []
      : [
          value === undefined
            ? paint('faint', `= (${whyNot(page, name)})`)
            : `= ${paint('strong', value.replaceAll(nbsp, ' '))}`,
        ]
  return [
    `  ${paint('strong', name)}`,
    ...indented(
      formulaLines(harmless(formula.text), room).map((line) => paint('unknown', line)),
      '      ',
      `    ${paint('faint', '=')} `,
    ),
    ...(numbers === undefined ? [] : [`    ${paint('faint', '=')} ${numbers}`]),
    ...last.map((line) => `    ${line}`),
  ]
}

const equationsText = (page: Page, names: readonly string[]): readonly string[] => {
  const measures = measuresOf(page.construct)
  return names.flatMap((name, i) => {
    const measure = measures.find((each) => each.name === name)
    return measure === undefined ? [] : [...(i === 0 ? [] : ['']), ...equationLines(page, measure)]
  })
}

// ── page ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const partLines = (part: Part, page: Page): readonly string[] => {
  const { construct, width, paint } = page
  switch (part.kind) {
    case 'heading':
      return laidOut(part.text, page, width).map((line) => paint('strong', line))
    case 'paragraph':
      return laidOut(part.text, page, width)
    case 'list':
      return listed(part.items.map((item) => laidOut(item, page, width - 2)))
    case 'code':
      return part.lines.map((line) => `    ${paint('unknown', harmless(line))}`)
    case 'need':
      return labelled('Need', construct.need, page)
    case 'decision':
      return labelled('Decision', construct.decision ?? '', page)
    case 'symbols':
      return symbolLines(page)
    case 'equations':
      return equationsText(page, part.names)
    case 'notes':
      return [
        paint('strong', 'Notes'),
        '',
        ...listed(construct.notes.map((note) => wrapped(harmless(note), width - 2))),
      ]
  }
}

const sourceText = ({ numbers }: Page): string => {
  if (numbers === undefined)
    return 'No numbers: no workspace has measured it, and it has no worked example. {Symbols} stand for themselves.'
  const period = periodText(numbers.result.period)
  return numbers.from === 'workspace'
    ? `Numbers: ${period}, as the workspace has measured it.`
    : `Numbers: ${period} of the construct's own worked example. No workspace has measured it.`
}

const verdictLines = (page: Page): readonly string[] => {
  const { construct, numbers, paint, width } = page
  if (numbers === undefined) return []
  const { status } = numbers.result.indicator
  const said = construct.indicator.meaning[status] ?? en.meanings[status]
  return ['', ...wrapped(`${statusText(statusMark(status), paint)}. ${harmless(said)}`, width)]
}

const tagsOf = ({ id, annexB, version, type, efficiency, controls }: Construct): string =>
  [id, annexB?.id, version, efficiency ? `${type}, efficiency` : type, controls.join(', ')]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')

/** The whole page: the question, the verdict, and the free text with its numbers. */
export const freeTextPage = (page: Page): string => {
  const { construct, paint, width } = page
  return [
    ...wrapped(cellOf(construct.title), width).map((line) => paint('strong', line)),
    paint('faint', tagsOf(construct)),
    ...wrapped(sourceText(page), width).map((line) => paint('faint', line)),
    ...verdictLines(page),
    ...partsOf(construct).flatMap((part, i, parts) => [
      ...(part.kind === 'decision' && parts[i - 1]?.kind === 'need' ? [] : ['']),
      ...partLines(part, page),
    ]),
  ].join('\n')
}
