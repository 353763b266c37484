/** Tiles above the leaves, the root, and the checkpoints that are known of a log. */
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import {
  completeHash,
  hashLength,
  isSameBytes,
  isSignedBy,
  newBundles,
  newTiles,
  readCheckpoint,
  rootHash,
  tilePath,
  tileWidth,
  type SignedCheckpoint,
  type VerifierKey,
} from '@isometric/core/record'
import { bytesIn, edgeIn, fileOf, hashAtIn, sha256, verifySignature } from '../log/index.ts'
import { problemOf, type Problems } from './problem.ts'

const hashesIn = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.floor(bytes.length / hashLength) }, (_, i) =>
    bytes.subarray(i * hashLength, (i + 1) * hashLength),
  )

/** One level of tiles against what the level below gives; its own full tiles give the next. */
const checkLevel = (
  folder: string,
  size: number,
  level: number,
  below: readonly Uint8Array[],
  problems: Problems,
): readonly Uint8Array[] => {
  const roots: Uint8Array[] = []
  for (const tile of newTiles(0, size).filter((each) => each.level === level)) {
    const expected = below.slice(tile.index * tileWidth, tile.index * tileWidth + tile.width)
    const bytes = bytesIn(fileOf(folder, tile))
    const file = tilePath(tile)
    if (bytes === undefined) problems.add(problemOf('completeness', file, 'log-file-missing', { file }))
    else if (!isSameBytes(bytes, Buffer.concat(expected)))
      problems.add(problemOf('integrity', file, 'log-file-changed', { file }))
    const whole = bytes?.length === tile.width * hashLength
    if (tile.width === tileWidth) roots.push(completeHash(whole ? hashesIn(bytes) : expected, sha256))
  }
  return roots
}

/** `roots`: of the full tiles of leaves, in order. */
export const checkTree = (
  folder: string,
  checkpoint: SignedCheckpoint,
  roots: readonly Uint8Array[],
  problems: Problems,
): void => {
  let below = roots
  for (let level = 1; below.length > 0; level++) below = checkLevel(folder, checkpoint.size, level, below, problems)
  if (edgeIn(folder, checkpoint) === undefined)
    problems.add(problemOf('integrity', 'checkpoint', 'log-root-differs', { size: checkpoint.size }))
}

/** Files of a log that belong to no tile of it. */
export const checkFiles = (folder: string, size: number, problems: Problems): void => {
  const known = new Set(['checkpoint', ...[...newTiles(0, size), ...newBundles(0, size)].map(tilePath)])
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (entry.isFile() && !known.has(file) && !file.startsWith('anchors/'))
      problems.add(problemOf('integrity', file, 'log-file-unknown', { file }))
  }
}

/** A checkpoint somebody kept: what it says, and what it is called. */
export type Kept = { readonly name: string; readonly document: string }

/** Whether the log of a size goes on from a checkpoint. */
const goesOn = (folder: string, size: number, older: SignedCheckpoint): boolean => {
  try {
    return isSameBytes(rootHash(older.size, hashAtIn(folder, size), sha256), older.root)
  } catch {
    return false
  }
}

/** How far a kept checkpoint reaches where the log goes on from it; undefined where it does not. */
export const checkKept = (
  folder: string,
  { size, origin }: { readonly size: number; readonly origin: string },
  { name, document }: Kept,
  keys: readonly VerifierKey[],
  problems: Problems,
): number | undefined => {
  const kept = readCheckpoint(document)
  if (kept === undefined) {
    problems.add(problemOf('integrity', name, 'checkpoint-unreadable', { file: name }))
    return undefined
  }
  if (kept.size > size) {
    problems.add(problemOf('completeness', name, 'log-truncated', { file: name, kept: kept.size, size }))
    return undefined
  }
  const isOurs = kept.origin === origin && keys.some((key) => isSignedBy(kept.note, key, verifySignature))
  if (isOurs && goesOn(folder, size, kept)) return kept.size
  problems.add(problemOf('integrity', name, 'log-forked', { file: name, kept: kept.size }))
  return undefined
}
