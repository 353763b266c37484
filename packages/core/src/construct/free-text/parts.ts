import type { Construct } from '../construct.ts'
import { codesIn } from './cell.ts'
import { needsEquation } from './equation.ts'
import { complete, equationNames, marker } from './narrative.ts'
import { asWritten } from './placed.ts'

/** A stretch of prose; `symbol` stands for the value of a measure or parameter. */
export type Segment = {
  readonly kind: 'text' | 'strong' | 'emphasis' | 'code' | 'symbol'
  readonly text: string
}

/** A part of a free text, ready to be laid out. */
export type Part =
  | { readonly kind: 'heading'; readonly text: readonly Segment[] }
  | { readonly kind: 'paragraph'; readonly text: readonly Segment[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Segment[])[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'equations'; readonly names: readonly string[] }
  | { readonly kind: 'need' | 'decision' | 'symbols' | 'notes' }

const inline = /(?<![\\{])\{(?!\{)([^{}\n]+)\}(?!\})|\*\*([^*\n]+)\*\*|(?<!\*)\*([^*\s][^*\n]*)\*(?!\*)/g

const unescaped = (text: string): string => text.replace(/\\([\\{}*_`|[\]#>-])/g, '$1')

/** Text without code spans: references, strong and stressed words, and what lies between. */
const segmentsOutsideCode = (text: string): readonly Segment[] => {
  const segments: Segment[] = []
  let at = 0
  for (const match of text.matchAll(inline)) {
    const [all, symbol, strong, stressed] = match
    if (match.index > at) segments.push({ kind: 'text', text: unescaped(text.slice(at, match.index)) })
    if (symbol !== undefined) segments.push({ kind: 'symbol', text: symbol })
    else if (strong !== undefined) segments.push({ kind: 'strong', text: unescaped(strong) })
    else segments.push({ kind: 'emphasis', text: unescaped(stressed ?? '') })
    at = match.index + all.length
  }
  return at < text.length ? [...segments, { kind: 'text', text: unescaped(text.slice(at)) }] : segments
}

/** @example segmentsOf('Of {a} `b`').map(({ kind }) => kind) //=> ['text', 'symbol', 'text', 'code'] */
export const segmentsOf = (text: string): readonly Segment[] => {
  const codes = codesIn(asWritten(text, 0))
  const before = codes.flatMap(({ code, from }, i): readonly Segment[] => [
    ...segmentsOutsideCode(text.slice(codes[i - 1]?.to ?? 0, from)),
    { kind: 'code', text: code.text },
  ])
  return [...before, ...segmentsOutsideCode(text.slice(codes.at(-1)?.to ?? 0))]
}

const markers: Readonly<Record<string, Part>> = {
  [marker.need]: { kind: 'need' },
  [marker.decision]: { kind: 'decision' },
  [marker.symbols]: { kind: 'symbols' },
  [marker.notes]: { kind: 'notes' },
}

const itemsOf = (lines: readonly string[]): readonly (readonly Segment[])[] =>
  lines
    .join('\n')
    .split(/^(?:[-*+]|\d+[.)]) +/m)
    .filter((item) => item !== '')
    .map((item) => segmentsOf(item.replace(/\s+/g, ' ').trim()))

const blockOf = (lines: readonly string[]): Part => {
  const [first = ''] = lines
  const names = equationNames(first)
  const heading = /^#{1,6} +(.*)$/.exec(first)?.[1]
  if (names !== undefined) return { kind: 'equations', names }
  if (heading !== undefined) return { kind: 'heading', text: segmentsOf(heading) }
  if (/^(?:[-*+]|\d+[.)]) /.test(first)) return { kind: 'list', items: itemsOf(lines) }
  return markers[first] ?? { kind: 'paragraph', text: segmentsOf(lines.join(' ').replace(/\s+/g, ' ').trim()) }
}

/** Blank lines part blocks; a heading is a block without one; what stands between fences is kept as it is. */
const partsIn = (narrative: string): readonly Part[] => {
  const parts: Part[] = []
  let own: string[] = []
  let code: { readonly ticks: string; readonly lines: string[] } | undefined
  const close = (): void => {
    if (own.length > 0) parts.push(blockOf(own))
    own = []
  }
  for (const line of narrative.split('\n')) {
    const [ticks] = /^`{3,}/.exec(line) ?? []
    if (code !== undefined) {
      if (ticks === undefined || ticks.length < code.ticks.length) code.lines.push(line)
      else {
        parts.push({ kind: 'code', lines: code.lines })
        code = undefined
      }
    } else if (ticks !== undefined) {
      close()
      code = { ticks, lines: [] }
    } else if (line.trim() === '') close()
    else {
      if (/^#{1,6} /.test(line)) close()
      own.push(line)
      if (/^#{1,6} /.test(line)) close()
    }
  }
  close()
  return code === undefined ? parts : [...parts, { kind: 'code', lines: code.lines }]
}

/** The parts of a construct's free text, in order, its title aside. */
export const partsOf = ({
  narrative = '',
  decision,
  notes,
  baseMeasures,
  derivedMeasures,
}: Construct): readonly Part[] =>
  partsIn(
    complete(narrative, {
      decision: decision !== undefined,
      notes: notes.length > 0,
      equations: [...baseMeasures.filter(({ method }) => needsEquation('method', method.text)), ...derivedMeasures].map(
        ({ name }) => name,
      ),
    }),
  )
