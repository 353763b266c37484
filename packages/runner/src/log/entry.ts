import { hash } from 'node:crypto'
import { canonical } from '@isometric/core/record'

/**
 * One leaf of the log, in canonical JSON: when what was recorded, as which kind and the how manieth, and the digest of
 * its bytes. The bytes themselves stand in the store and may be disposed of; their digest stays (architecture.md 6).
 */
export type Entry = { readonly at: string; readonly digest: string; readonly kind: string; readonly number: number }

/** A result takes about 150 bytes; written by hand because every result passes here. */
export const entryText = ({ at, digest, kind, number }: Entry): string =>
  `{"at":${JSON.stringify(at)},"digest":${JSON.stringify(digest)},"kind":${JSON.stringify(kind)},"number":${number}}`

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  'at' in value &&
  typeof value.at === 'string' &&
  'digest' in value &&
  typeof value.digest === 'string' &&
  'kind' in value &&
  typeof value.kind === 'string' &&
  'number' in value &&
  typeof value.number === 'number'

/** Undefined where a text is not written as an entry is. */
export const readEntry = (text: string): Entry | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isEntry(value) && entryText(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

/** The digest of a text's bytes, as entries and manifests name it. */
export const digestOfText = (text: string): string => `sha256:${hash('sha256', text)}`

/**
 * A row of the store as text to hash: canonical JSON of its columns, and below it the document, which is canonical JSON
 * already and by far the longest; escaped once more it would take as long to write as to hash.
 */
export const rowText = (row: Readonly<Record<string, string | number | null>>): string => {
  const { document, ...others } = row
  return typeof document === 'string' ? `${canonical(others)}\n${document}` : canonical(row)
}
