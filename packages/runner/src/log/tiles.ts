/** The tiles of a log in a folder. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  bundleOf,
  edgeRoot,
  edgeTiles,
  entriesIn,
  hashLength,
  hashesIn,
  isSameBytes,
  readCheckpoint,
  tilePath,
  tileWidth,
  type Checkpoint,
  type Edge,
  type HashAt,
  type SignedCheckpoint,
  type Tile,
} from '@isometric/core/record'
import { sha256 } from './platform.ts'

export const checkpointFile = (folder: string): string => join(folder, 'checkpoint')
export const fileOf = (folder: string, tile: Tile): string => join(folder, tilePath(tile))

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')

/** Undefined where there is no such file. */
export const bytesIn = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file)
  } catch (thrown) {
    if (isMissing(thrown)) return undefined
    throw thrown
  }
}

/** `none`: there is no log yet. `damaged`: there is a file that is no checkpoint. */
export const checkpointIn = (folder: string): SignedCheckpoint | 'none' | 'damaged' => {
  const bytes = bytesIn(checkpointFile(folder))
  return bytes === undefined ? 'none' : (readCheckpoint(bytes.toString('utf8')) ?? 'damaged')
}

/** A tile's bytes; where a partial one has been filled up since, the beginning of the full one. Undefined: not there. */
export const tileBytes = (folder: string, tile: Tile & { readonly level: number }): Buffer | undefined => {
  const own = bytesIn(fileOf(folder, tile)) ?? bytesIn(fileOf(folder, { ...tile, width: tileWidth }))
  return own !== undefined && own.length >= tile.width * hashLength
    ? own.subarray(0, tile.width * hashLength)
    : undefined
}

/** The entries of a bundle as they stand in the file; undefined where it is not there or is damaged. */
export const entriesOf = (folder: string, tile: Tile): readonly Uint8Array[] | undefined => {
  const own = bytesIn(fileOf(folder, tile))
  if (own !== undefined) return entriesIn(own, tile.width)
  const full = bytesIn(fileOf(folder, { ...tile, width: tileWidth }))
  return full === undefined ? undefined : entriesIn(full, tileWidth)?.slice(0, tile.width)
}

const hashesOf = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: bytes.length / hashLength }, (_, i) => bytes.subarray(i * hashLength, (i + 1) * hashLength))

/** The right edge of a log as its tiles have it; undefined where they do not lead to the checkpoint's root. */
export const edgeIn = (folder: string, { size, root }: Checkpoint): Edge | undefined => {
  const levels: (readonly Uint8Array[])[] = []
  for (const { level, index, width } of edgeTiles(size)) {
    if (level === 'entries') continue
    const bytes = tileBytes(folder, { level, index, width })
    if (bytes === undefined) return undefined
    while (levels.length < level) levels.push([])
    levels.push(hashesOf(bytes))
  }
  const edge = { size, levels: levels.length === 0 ? [[]] : levels }
  return isSameBytes(edgeRoot(edge, sha256), root) ? edge : undefined
}

/** Hashes of the tree from its tiles, each read once. */
export const hashAtIn = (folder: string, size: number): HashAt => {
  const known = new Map<string, Buffer>()
  return hashesIn(
    size,
    (tile) => {
      const path = tilePath(tile)
      const bytes = known.get(path) ?? tileBytes(folder, tile)
      if (bytes === undefined) throw new Error(`the log has no ${path}`)
      known.set(path, bytes)
      return bytes
    },
    sha256,
  )
}

/** The files a level of hashes or the entries take, from the tile at `index` on. */
export const hashFile = (hashes: readonly Uint8Array[]): Uint8Array => Buffer.concat(hashes)
export const bundleFile = (entries: readonly Uint8Array[]): Uint8Array => bundleOf(entries)
