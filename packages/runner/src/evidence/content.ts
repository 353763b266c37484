import { createHash } from 'node:crypto'
import { canonical, type Json } from '@isometric/core/record'
import type { Engine } from '../engine/index.ts'
import { textIn } from './answer.ts'
import { named, quoted } from './sql-text.ts'
import { bytesOf } from './text/bytes.ts'

/** Rows per part of the digest: fixed, because it is part of what the digest means, and as many as a row group holds. */
export const part = 122_880

/** A stored column: its name in the table and its type there. */
export type StoredColumn = { readonly name: string; readonly type: string }

/** A row as a text that no other row shares: texts with their length before them, `-` for null. */
const rowText = (columns: readonly StoredColumn[]): string => {
  const values = columns.map(({ name, type }) => {
    const column = named(name)
    return type === 'VARCHAR'
      ? `coalesce(concat(strlen(${column}), ':', ${column}), '-')`
      : `coalesce(CAST(${column} AS VARCHAR), '-')`
  })
  return `concat_ws(',', ${values.join(', ')})`
}

/**
 * The identity of a snapshot: SHA-256 over its canonical description and the SHA-256 of each part of its rows in their
 * order. It does not depend on the file's name, its compression or how many threads wrote it; memory is one part.
 */
export const contentDigest = async (
  engine: Engine,
  file: string,
  columns: readonly StoredColumn[],
  rows: number,
  description: Json,
): Promise<string> => {
  const hash = createHash('sha256').update(canonical(description))
  for (let at = 0; at < rows; at += part) {
    const [row] = await engine.rows(
      `SELECT sha256(string_agg(${rowText(columns)}, chr(10) ORDER BY file_row_number)) AS h FROM read_parquet(${quoted(file)}, file_row_number = true)
         WHERE file_row_number >= ${at} AND file_row_number < ${at + part}`,
    )
    hash.update(`\n${textIn(row, 'h')}`)
  }
  return hash.digest('hex')
}

/** SHA-256 of a file's bytes, as a stream. */
export const fileDigest = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of bytesOf(file, 2 ** 20)) hash.update(chunk)
  return hash.digest('hex')
}

export const textDigest = (text: string): string => createHash('sha256').update(text).digest('hex')
