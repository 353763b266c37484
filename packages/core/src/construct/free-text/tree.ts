import { issueOf, nearest, positionAt, type Issue, type Span } from '../../issue/index.ts'
import type { Placed } from '../scalar-text.ts'
import { entriesOf, treeOf, type Entry, type Node } from '../tree.ts'
import { blocksOf, type Block } from './block.ts'
import { equationsIn, type Equation } from './equation.ts'
import { marker, measuresWithEquation, reduced } from './narrative.ts'
import { joined, linesFrom, scalarFrom, spanOfPlaced, standingAt, trimmed, type Line } from './placed.ts'
import { symbolNames, symbolsIn, type Symbols } from './symbol-table.ts'

/** A free text is known by the ending of its file. */
export const isFreeText = (name: string): boolean => /\.md$/i.test(name)

type Front = {
  readonly entries: readonly Entry[]
  readonly span: Span
  readonly bodyFrom: number
  readonly issues: readonly Issue[]
}

/** Some editors begin a file with a mark that draws nothing. */
const isFence = ({ text }: Line): boolean => /^\uFEFF?---[ \t]*$/.test(text)

/** The keys between the first two lines `---`. The text before them is blanked, so that places stay. */
const frontOf = (text: string): Front => {
  const lines = linesFrom(text, 0)
  const [first] = lines
  const close = lines.findIndex((line, i) => i > 0 && isFence(line))
  const end = lines[close]
  if (first === undefined || !isFence(first) || end === undefined) {
    const isOpen = first !== undefined && isFence(first)
    const span = { from: 0, to: first?.end ?? 0 }
    return {
      entries: [],
      span,
      bodyFrom: text.length,
      issues: [issueOf(isOpen ? 'front-matter-open' : 'front-matter-missing', {}, span)],
    }
  }
  const { root, issues } = treeOf(' '.repeat(first.end) + text.slice(first.end, end.at))
  const bodyFrom = Math.min(
    text.length,
    text.indexOf('\n', end.at) === -1 ? text.length : text.indexOf('\n', end.at) + 1,
  )
  const span = root?.span ?? { from: 0, to: first.end }
  const isMap = root === undefined || root.kind === 'map'
  return {
    entries: entriesOf(root),
    span,
    bodyFrom,
    issues: [...issues, ...(isMap ? [] : [issueOf('front-matter-missing', {}, span)])],
  }
}

const entryFrom = (key: string, said: Placed): Entry => ({ key, keySpan: spanOfPlaced(said), value: scalarFrom(said) })

const ofKind = <K extends Block['kind']>(blocks: readonly Block[], kind: K) =>
  blocks.filter((block): block is Extract<Block, { readonly kind: K }> => block.kind === kind)

const lineOf = (text: string, { from }: Span): number => positionAt(text, from).line

const second = (text: string, what: string, places: readonly Placed[]): readonly Issue[] =>
  places
    .slice(1)
    .map((place) =>
      issueOf(
        'duplicate-key',
        { key: what, line: lineOf(text, spanOfPlaced(places[0] ?? place)) },
        spanOfPlaced(place),
      ),
    )

const repeated = (text: string, names: readonly Placed[]): readonly Issue[] =>
  names.flatMap((name, i) => {
    const before = names.slice(0, i).find((other) => other.text === name.text)
    return before === undefined
      ? []
      : [issueOf('duplicate-key', { key: name.text, line: lineOf(text, spanOfPlaced(before)) }, spanOfPlaced(name))]
  })

const withoutSymbol = (equations: readonly Equation[], symbols: readonly Placed[]): readonly Issue[] => {
  const names = symbols.map((symbol) => symbol.text)
  return equations
    .filter(({ name }) => !names.includes(name.text))
    .map(({ name }) =>
      issueOf('equation-without-symbol', { name: name.text, near: nearest(name.text, names) }, spanOfPlaced(name)),
    )
}

type Read = {
  readonly blocks: readonly Block[]
  readonly equations: ReadonlyMap<Block, readonly Equation[]>
  readonly issues: readonly Issue[]
}

const readBody = (text: string, from: number): Read => {
  const blocks = blocksOf(linesFrom(text, from))
  const fences = ofKind(blocks, 'equations').map((block) => ({ block, ...equationsIn(block.lines) }))
  const open = fences.filter(({ block }) => !block.isClosed)
  return {
    blocks,
    equations: new Map(fences.map(({ block, equations }) => [block, equations])),
    issues: [
      ...fences.flatMap(({ issues }) => issues),
      ...open.map(({ block: { opening } }) => issueOf('fence-open', {}, { from: opening.at, to: opening.end })),
      ...(['title', 'need', 'decision'] as const).flatMap((kind) =>
        second(
          text,
          kind,
          ofKind(blocks, kind).map((block) => block.text),
        ),
      ),
      ...second(
        text,
        'symbols',
        ofKind(blocks, 'symbols').map(({ header }) => header),
      ),
      ...second(
        text,
        'notes',
        ofKind(blocks, 'notes').flatMap(({ items }) => items.slice(0, 1)),
      ),
    ],
  }
}

/** What a block is in the narrative: itself, or the line that marks its place. */
const pieceOf = (
  block: Block,
  equations: ReadonlyMap<Block, readonly Equation[]>,
  symbols: readonly string[],
): Placed | undefined => {
  switch (block.kind) {
    case 'title':
      return undefined
    case 'prose':
      return block.line
    case 'need':
    case 'decision':
      return standingAt(marker[block.kind], spanOfPlaced(block.text).from)
    case 'symbols':
      return standingAt(marker.symbols, block.header.at)
    case 'notes':
      return standingAt(marker.notes, spanOfPlaced(block.items[0] ?? standingAt('', 0)).from)
    case 'equations': {
      const names = (equations.get(block) ?? []).map(({ name }) => name.text).filter((name) => symbols.includes(name))
      return names.length === 0 ? undefined : standingAt(marker.equations(names), block.opening.at)
    }
  }
}

/** A marker stands alone between blank lines, whatever the author left. */
const narrativeOf = ({ blocks, equations }: Read, symbols: readonly string[]): Placed => {
  const pieces: Placed[] = []
  let isAfterMarker = false
  for (const block of blocks) {
    const piece = pieceOf(block, equations, symbols)
    if (piece === undefined) continue
    const isMarker = block.kind !== 'prose'
    const before = pieces.at(-1)
    const isCrowded = before !== undefined && before.text.trim() !== '' && piece.text.trim() !== ''
    if (isCrowded && (isMarker || isAfterMarker)) pieces.push(standingAt('', piece.offsets[0] ?? 0))
    pieces.push(piece.text.trim() === '' ? standingAt('', piece.offsets[0] ?? 0) : piece)
    isAfterMarker = isMarker
  }
  return trimmed(joined(pieces, '\n'))
}

const mapEntry = (key: string, entries: readonly Entry[], span: Span): readonly Entry[] =>
  entries.length === 0 ? [] : [{ key, keySpan: span, value: { kind: 'map', span, flow: false, entries } }]

const listEntry = (read: Read): readonly Entry[] => {
  const [first] = ofKind(read.blocks, 'notes')
  if (first === undefined) return []
  const spans = first.items.map(spanOfPlaced)
  const span = { from: spans[0]?.from ?? 0, to: spans.at(-1)?.to ?? 0 }
  return [{ key: 'notes', keySpan: span, value: { kind: 'list', span, items: first.items.map(scalarFrom) } }]
}

/** The narrative as far as it is more than the usual order of parts; a part of a text keeps its places. */
const reducedPlaced = (whole: Placed, measures: readonly string[]): Placed => {
  const text = reduced(whole.text, measures)
  const from = whole.text.indexOf(text)
  return { text, offsets: whole.offsets.slice(from, from + text.length + 1) }
}

const bodyEntries = (read: Read, symbols: Symbols): readonly Entry[] => {
  const [table] = ofKind(read.blocks, 'symbols')
  const span = table === undefined ? { from: 0, to: 0 } : { from: table.header.at, to: table.header.end }
  const measures = [...symbols.baseMeasures, ...symbols.derivedMeasures].map(({ key }) => key)
  const narrative = reducedPlaced(
    narrativeOf(read, measures),
    measuresWithEquation(symbols.baseMeasures, symbols.derivedMeasures),
  )
  return [
    ...(['title', 'need', 'decision'] as const).flatMap((kind) =>
      ofKind(read.blocks, kind)
        .slice(0, 1)
        .map((block) => entryFrom(kind, block.text)),
    ),
    ...(narrative.text === '' ? [] : [entryFrom('narrative', narrative)]),
    ...mapEntry('parameters', symbols.parameters, span),
    ...mapEntry('base measures', symbols.baseMeasures, span),
    ...mapEntry('derived measures', symbols.derivedMeasures, span),
    ...listEntry(read),
  ]
}

/** Keys that stand in the body, and nowhere else. */
const ofBody = ['parameters', 'base measures', 'derived measures', 'narrative']

const merged = (front: readonly Entry[], body: readonly Entry[], text: string) => {
  const isSaidTwice = ({ key }: Entry): boolean => body.some((entry) => entry.key === key)
  const wrong = front.filter(({ key }) => ofBody.includes(key))
  return {
    entries: [
      ...front.filter((entry) => !wrong.includes(entry)),
      ...body.filter(({ key }) => !front.some((entry) => entry.key === key && !ofBody.includes(key))),
    ],
    issues: [
      ...wrong.map(({ key, keySpan }) => issueOf('key-of-body', { key }, keySpan)),
      ...front
        .filter((entry) => !wrong.includes(entry) && isSaidTwice(entry))
        .map(({ key, keySpan }) => {
          const other = body.find((entry) => entry.key === key)
          return issueOf('duplicate-key', { key, line: lineOf(text, keySpan) }, other?.keySpan ?? keySpan)
        }),
    ],
  }
}

/** The tree of a construct in free text (Annex C): the same keys as in YAML, each with its place in the Markdown. */
export const treeOfFreeText = (
  text: string,
): { readonly root: Node | undefined; readonly issues: readonly Issue[] } => {
  const front = frontOf(text)
  if (front.issues.length > 0) return { root: undefined, issues: front.issues }
  const read = readBody(text, front.bodyFrom)
  const [table] = ofKind(read.blocks, 'symbols')
  if (table === undefined) {
    const missing = issueOf('symbols-missing', {}, { from: front.bodyFrom, to: front.bodyFrom })
    return { root: undefined, issues: [...read.issues, missing] }
  }
  const equations = [...read.equations.values()].flat()
  const symbols = symbolsIn(table.header, table.rows, equations)
  const names = symbolNames(table.header, table.rows)
  const { entries, issues } = merged(front.entries, bodyEntries(read, symbols), text)
  return {
    root: { kind: 'map', span: front.span, flow: false, entries },
    issues: [
      ...read.issues,
      ...symbols.issues,
      ...repeated(text, names),
      ...repeated(
        text,
        equations.map(({ name }) => name),
      ),
      ...withoutSymbol(equations, names),
      ...issues,
    ],
  }
}
