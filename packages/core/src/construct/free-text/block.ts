import type { Placed } from '../scalar-text.ts'
import { cellsOf } from './cell.ts'
import { joined, sliced, trimmed, type Line } from './placed.ts'

/** A part of the body. What is not one of the form's own parts is prose, line by line as it stands. */
export type Block =
  | { readonly kind: 'title'; readonly text: Placed }
  | { readonly kind: 'need' | 'decision'; readonly text: Placed }
  | { readonly kind: 'symbols'; readonly header: Line; readonly rows: readonly Line[] }
  | { readonly kind: 'equations'; readonly lines: readonly Line[]; readonly opening: Line; readonly isClosed: boolean }
  | { readonly kind: 'notes'; readonly items: readonly Placed[] }
  | { readonly kind: 'prose'; readonly line: Line }

const isBlank = (line: Line | undefined): boolean => line === undefined || line.text.trim() === ''
const fenceAt = (line: Line): { readonly ticks: string; readonly info: string } | undefined => {
  const [, ticks, info] = /^(`{3,})[ \t]*([^`]*)$/.exec(line.text) ?? []
  return ticks === undefined ? undefined : { ticks, info: (info ?? '').trim() }
}
const closes = (line: Line, ticks: string): boolean =>
  /^`{3,}[ \t]*$/.test(line.text) && line.text.trim().length >= ticks.length

const isTableHeader = (line: Line, next: Line | undefined): boolean =>
  line.text.startsWith('|') &&
  cellsOf(line)[0]?.text.toLowerCase() === 'symbol' &&
  next !== undefined &&
  /^\|[ \t:|-]+$/.test(next.text)

const leads = { need: '**Need.**', decision: '**Decision.**' } as const
export const leadOf = (kind: 'need' | 'decision'): string => leads[kind]
const leadAt = (line: Line): 'need' | 'decision' | undefined =>
  line.text.startsWith(leads.need) ? 'need' : line.text.startsWith(leads.decision) ? 'decision' : undefined

/** A line that cannot go on with the paragraph above it. */
const beginsAnew = (line: Line, next: Line | undefined): boolean =>
  isBlank(line) ||
  /^#{1,6} /.test(line.text) ||
  fenceAt(line) !== undefined ||
  leadAt(line) !== undefined ||
  isTableHeader(line, next)

/** One line break between words is a blank. */
const folded = (lines: readonly Placed[]): Placed => trimmed(joined(lines.map(trimmed), ' '))

type Taken = { readonly blocks: readonly Block[]; readonly next: number }

const endWhere = (
  lines: readonly Line[],
  from: number,
  isEnd: (line: Line, next: Line | undefined) => boolean,
): number => {
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]
    if (line !== undefined && isEnd(line, lines[i + 1])) return i
  }
  return lines.length
}

const fenceFrom = (lines: readonly Line[], i: number, opening: Line, ticks: string, info: string): Taken => {
  const close = endWhere(lines, i + 1, (line) => closes(line, ticks))
  const isClosed = close < lines.length
  const next = isClosed ? close + 1 : close
  const blocks: readonly Block[] =
    info === 'feel'
      ? [{ kind: 'equations', lines: lines.slice(i + 1, close), opening, isClosed }]
      : lines.slice(i, next).map((line) => ({ kind: 'prose', line }))
  return { blocks, next }
}

const tableFrom = (lines: readonly Line[], i: number, header: Line): Taken => {
  const next = endWhere(lines, i + 2, (line) => !line.text.startsWith('|'))
  return { blocks: [{ kind: 'symbols', header, rows: lines.slice(i + 2, next) }], next }
}

const paragraphFrom = (lines: readonly Line[], i: number, kind: 'need' | 'decision', first: Line): Taken => {
  const next = endWhere(lines, i + 1, beginsAnew)
  const text = folded([sliced(first, leads[kind].length), ...lines.slice(i + 1, next)])
  return { blocks: [{ kind, text }], next }
}

const isItem = (line: Line | undefined): boolean => line?.text.startsWith('- ') === true
const goesOn = (line: Line): boolean => /^ {2,}\S/.test(line.text)

/** A heading “Notes” with the list right below it; blank lines may part its items. */
const notesFrom = (lines: readonly Line[], heading: Line, i: number): Taken => {
  const items: Placed[][] = []
  let next = i
  for (let at = i; at < lines.length; at++) {
    const line = lines[at]
    if (line === undefined || isBlank(line)) continue
    if (isItem(line)) items.push([sliced(line, 2)])
    else if (goesOn(line) && at > i && items.length > 0) items.at(-1)?.push(line)
    else break
    next = at + 1
  }
  if (items.length === 0) return { blocks: [{ kind: 'prose', line: heading }], next: i }
  return { blocks: [{ kind: 'notes', items: items.map(folded) }], next }
}

const isNotesHeading = (line: Line): boolean => /^##+ +Notes[ \t]*$/.test(line.text)

const takeAt = (lines: readonly Line[], i: number, line: Line, isFirstHeading: boolean): Taken => {
  const fence = fenceAt(line)
  if (fence !== undefined) return fenceFrom(lines, i, line, fence.ticks, fence.info)
  if (isTableHeader(line, lines[i + 1])) return tableFrom(lines, i, line)
  const lead = leadAt(line)
  if (lead !== undefined) return paragraphFrom(lines, i, lead, line)
  if (isNotesHeading(line)) return notesFrom(lines, line, i + 1)
  if (isFirstHeading && line.text.startsWith('# '))
    return { blocks: [{ kind: 'title', text: trimmed(sliced(line, 2)) }], next: i + 1 }
  return { blocks: [{ kind: 'prose', line }], next: i + 1 }
}

/** The parts of a body, in order. */
export const blocksOf = (lines: readonly Line[]): readonly Block[] => {
  const blocks: Block[] = []
  let hasTitle = false
  for (let i = 0; i < lines.length;) {
    const line = lines[i]
    if (line === undefined) break
    const taken = takeAt(lines, i, line, !hasTitle)
    for (const block of taken.blocks) blocks.push(block)
    hasTitle ||= taken.blocks[0]?.kind === 'title'
    i = taken.next
  }
  return blocks
}
