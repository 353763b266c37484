/**
 * A file of separated values as rows of text, for a series that somebody wants analysed without a workspace. Comes in: a
 * file. Goes out: its rows with their places, or why it cannot be read. Like run.ts, no folder knows it.
 */
import { readFile } from 'node:fs/promises'
import type { SeriesRow, SeriesTable } from '@isometric/core/analyse'
import { encodingOf, looksLikeText } from './evidence/text/head.ts'
import { firstRecords, separatorOf } from './evidence/text/records.ts'
import { quoteFault } from './evidence/text/scan.ts'

export type SeriesFile =
  | { readonly ok: true; readonly table: SeriesTable; readonly text: string }
  | { readonly ok: false; readonly why: string }

const quote = '"'

const refused = (why: string): SeriesFile => ({ ok: false, why })

const textOf = (bytes: Buffer): string | undefined => {
  const { name, mark } = encodingOf(bytes)
  try {
    const text = new TextDecoder(name, { fatal: true }).decode(bytes.subarray(mark))
    return text.includes('\u0000') || !looksLikeText(text.slice(0, 2 ** 20)) ? undefined : text
  } catch {
    return undefined
  }
}

/** Where a value begins that never ends, or goes on after its closing quote. */
const faultIn = async (file: string, text: string, separator: string): Promise<string | undefined> => {
  if (!text.includes(quote)) return undefined
  const fault = await quoteFault(file, { start: 0, separator, quote })
  if (fault === null) return undefined
  return fault.kind === 'unterminated'
    ? `a value opened by ${quote} never closes. Look for a ${quote} too many`
    : `a value goes on after its closing ${quote}. Write a ${quote} inside a value twice`
}

const wanted = new Set(['period', 'date', 'value', 'part', 'whole', 'count', 'exposure'])
const plain = (name: string): string => name.trim().toLowerCase()

const linesIn = (text: string, from: number, to: number): number => {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

const rowsOf = (text: string, separator: string): readonly SeriesRow[] => {
  let [line, at] = [1, 0]
  return firstRecords(text, { separator, quote }, Infinity).map(({ values, start, end }) => {
    line += linesIn(text, at, start)
    at = start
    return { cells: values, line, from: start, to: start + text.slice(start, end).trimEnd().length }
  })
}

/** The rows of a file; its encoding and separator are found by looking. */
export const readSeriesFile = async (file: string): Promise<SeriesFile> => {
  const bytes = await readFile(file)
  const text = textOf(bytes)
  if (text === undefined) return refused('it is not a text. Save it as CSV in UTF-8')
  const separator = separatorOf(text.slice(0, 2 ** 16), quote, undefined, wanted, plain)
  const fault = await faultIn(file, text, separator)
  if (fault !== undefined) return refused(fault)
  const [header, ...rows] = rowsOf(text, separator)
  return header === undefined
    ? refused('it is empty. Its first line is a header: period,value')
    : { ok: true, table: { header, rows }, text }
}
