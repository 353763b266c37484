import { createHash, type Hash } from 'node:crypto'
import { canonical, type Json } from '@isometric/core/record'
import { EngineFailure, type Engine, type Row } from '../engine/index.ts'
import { numberIn, textIn } from './answer.ts'
import { named, quoted } from './sql-text.ts'
import { bytesOf } from './text/bytes.ts'

/** Rows of a row group, as the table of a snapshot is written: what one thread reads from its beginning to its end. */
export const rowGroup = 122_880

/** A stored column: its name in the table and its type there. */
export type StoredColumn = { readonly name: string; readonly type: string }

/** Beyond so many bytes of one column a slice is halved: its texts become one text, here and in the engine. */
const longest = 2 ** 26
/** Slices read by one statement: one for each thread of a small machine. */
const atOnce = 2

/** A value on a line of its own: `\N` is null, and what would be taken for that or for a line's end is escaped. */
const lineOf = ({ name, type }: StoredColumn): string => {
  const column = named(name)
  if (type !== 'VARCHAR') return `coalesce(CAST(${column} AS VARCHAR), '\\N')`
  const escaped = `replace(replace(${column}, '\\', '\\\\'), chr(10), '\\n')`
  return `coalesce(CASE WHEN contains(${column}, '\\') OR contains(${column}, chr(10)) THEN ${escaped} ELSE ${column} END, '\\N')`
}

type Slice = { readonly from: number; readonly to: number }

/**
 * The lines of each column of a slice as one text, null where that would be too long. A text begins with a line feed:
 * a mark at its very beginning, which a decoder takes away, is then a value's.
 */
const sliceSql = (file: string, columns: readonly StoredColumn[], { from, to }: Slice): string => {
  const texts = columns.map((column, i) => {
    const line = lineOf(column)
    const text = `concat(chr(10), string_agg(${line}, chr(10)))`
    return `${to - from === 1 ? text : `CASE WHEN sum(strlen(${line})) < ${longest} THEN ${text} END`} AS t${i}`
  })
  return `SELECT ${[...texts, 'first(file_row_number) AS head', 'last(file_row_number) AS foot', 'count(*) AS n'].join(', ')}
    FROM read_parquet(${quoted(file)}, file_row_number = true) WHERE file_row_number >= ${from} AND file_row_number < ${to}`
}

/** Slices that no row group's border cuts, so that each is read by one thread in its order. */
const slicesOf = (rows: number): readonly Slice[] =>
  Array.from({ length: Math.ceil(rows / rowGroup) }, (_, i) => ({
    from: i * rowGroup,
    to: Math.min(rows, (i + 1) * rowGroup),
  }))

const halves = ({ from, to }: Slice): readonly Slice[] => {
  const middle = from + Math.ceil((to - from) / 2)
  return [
    { from, to: middle },
    { from: middle, to },
  ]
}

const feed = (hashes: readonly Hash[], row: Row): void => {
  for (const [i, hash] of hashes.entries()) hash.update((textIn(row, `t${i}`) ?? '').slice(1)).update('\n')
}

type Table = { readonly engine: Engine; readonly file: string; readonly columns: readonly StoredColumn[] }

const isWhole = (row: Row, { from, to }: Slice): boolean =>
  numberIn(row, 'head') === from && numberIn(row, 'foot') === to - 1 && numberIn(row, 'n') === to - from

/** Undefined where memory does not suffice for so much at once. */
const rowsOf = async (
  { engine, file, columns }: Table,
  slices: readonly Slice[],
): Promise<readonly Row[] | undefined> => {
  try {
    const rows = await engine.rows(slices.map((slice) => sliceSql(file, columns, slice)).join(' UNION ALL '))
    return rows.toSorted((a, b) => numberIn(a, 'head') - numberIn(b, 'head'))
  } catch (thrown) {
    if (thrown instanceof EngineFailure && thrown.kind === 'memory' && slices.some(({ from, to }) => to - from > 1))
      return undefined
    throw thrown
  }
}

/** Feeds one slice after the other, and of one that is too long its halves. */
const feedSlices = async (table: Table, hashes: readonly Hash[], slices: readonly Slice[]): Promise<void> => {
  const { file, columns } = table
  const rows = await rowsOf(table, slices)
  if (rows === undefined) {
    for (const slice of slices)
      for (const part of slices.length === 1 ? halves(slice) : [slice]) await feedSlices(table, hashes, [part])
    return
  }
  for (const [i, slice] of slices.entries()) {
    const row = rows[i]
    if (row === undefined || !isWhole(row, slice)) throw new Error(`the rows of ${file} were not read in their order`)
    if (columns.every((_, nth) => textIn(row, `t${nth}`) !== null)) feed(hashes, row)
    else for (const half of halves(slice)) await feedSlices(table, hashes, [half])
  }
}

/**
 * The identity of a snapshot: SHA-256 over its canonical description and, on a line each, the SHA-256 of every column.
 * A column's is over its values as text in the order of the rows, each followed by a line feed. It depends neither on
 * the file's name nor its compression nor on how many threads wrote it; anyone can compute it from the table alone.
 */
export const contentDigest = async (
  engine: Engine,
  file: string,
  columns: readonly StoredColumn[],
  rows: number,
  description: Json,
): Promise<string> => {
  const hashes = columns.map(() => createHash('sha256'))
  const slices = slicesOf(rows)
  for (let at = 0; at < slices.length; at += atOnce)
    await feedSlices({ engine, file, columns }, hashes, slices.slice(at, at + atOnce))
  const whole = createHash('sha256').update(canonical(description))
  for (const hash of hashes) whole.update(`\n${hash.digest('hex')}`)
  return whole.digest('hex')
}

/** SHA-256 of a file's bytes, as a stream. */
export const fileDigest = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of bytesOf(file, 2 ** 20)) hash.update(chunk)
  return hash.digest('hex')
}

export const textDigest = (text: string): string => createHash('sha256').update(text).digest('hex')
