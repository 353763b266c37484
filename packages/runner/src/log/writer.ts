/** The one that adds to a log. What it signs is stored with what it is about before a tile shows it. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  checkpointText,
  completeHash,
  edgeRoot,
  emptyEdge,
  grown,
  isSignedBy,
  leafHash,
  newBundles,
  isSameBytes,
  newTiles,
  noteText,
  readCheckpoint,
  tileWidth,
  type Edge,
  type SignedCheckpoint,
} from '@isometric/core/record'
import { replaceFile, writeFiles } from './durable.ts'
import { sha256, verifySignature } from './platform.ts'
import type { Signer } from './signer.ts'
import { bundleFile, checkpointFile, checkpointIn, edgeIn, entriesOf, fileOf, hashFile } from './tiles.ts'

/** Entries that a log would have more, with the checkpoint over all of them. */
export type Extension = {
  readonly from: number
  readonly size: number
  readonly entries: readonly Uint8Array[]
  readonly leaves: readonly Uint8Array[]
  readonly checkpoint: string
  readonly edge: Edge
}

/** Why a log cannot be gone on with. */
export type Damage = { readonly damaged: string }

export type LogWriter = {
  readonly origin: string
  readonly signer: () => Signer
  /** Entries that are settled, shown by tiles or not yet. */
  readonly size: () => number
  /** Entries that tiles and the checkpoint on disk show. */
  readonly shown: () => number
  /** Computes and signs; nothing is changed. `also`: who else signs, when the key changes. */
  readonly extend: (entries: readonly string[], after?: Extension, also?: Signer) => Extension
  /** From now on the log has these entries: what they are about is stored. */
  readonly settle: (extension: Extension) => void
  /** Takes up entries that were stored with their checkpoint and are not shown; false where that one is not theirs. */
  readonly resume: (entries: readonly Uint8Array[], checkpoint: string) => boolean
  readonly use: (signer: Signer) => void
  /** Writes what is settled to the tiles, and last the checkpoint. */
  readonly show: () => Promise<void>
  /** Removes partial tiles that the log outgrew since it had `from` entries. */
  readonly tidy: (from: number) => Promise<void>
}

type State = { readonly edge: Edge; readonly checkpoint: string | undefined }

/** Tiles and bundles that a log gains by entries, by file. */
const filesOf = (folder: string, shown: Edge, { entries, leaves }: Pick<Extension, 'entries' | 'leaves'>) => {
  const files = new Map<string, Uint8Array>()
  const size = shown.size + leaves.length
  const kept = shown.size % tileWidth
  const before =
    kept === 0 ? [] : entriesOf(folder, { level: 'entries', index: Math.floor(shown.size / tileWidth), width: kept })
  if (before === undefined) return undefined
  const all = [...before, ...entries]
  const first = shown.size - kept
  for (const tile of newBundles(shown.size, size)) {
    const at = tile.index * tileWidth - first
    files.set(fileOf(folder, tile), bundleFile(all.slice(at, at + tile.width)))
  }
  const levels = hashesByLevel(shown, leaves)
  for (const tile of newTiles(shown.size, size)) {
    if (tile.level === 'entries') continue
    const { hashes, from } = levels[tile.level] ?? { hashes: [], from: 0 }
    const at = tile.index * tileWidth - from
    files.set(fileOf(folder, tile), hashFile(hashes.slice(at, at + tile.width)))
  }
  return files
}

/** The hashes of each level of tiles from the edge's partial tile on; `from` is the place of the first. */
const hashesByLevel = (shown: Edge, leaves: readonly Uint8Array[]) => {
  const levels: { readonly hashes: readonly Uint8Array[]; readonly from: number }[] = []
  let added = leaves
  for (let level = 0; level < shown.levels.length || added.length > 0; level++) {
    const kept = shown.levels[level] ?? []
    const hashes = [...kept, ...added]
    levels.push({ hashes, from: Math.floor(shown.size / tileWidth ** level) - kept.length })
    added = Array.from({ length: Math.floor(hashes.length / tileWidth) }, (_, i) =>
      completeHash(hashes.slice(i * tileWidth, (i + 1) * tileWidth), sha256),
    )
  }
  return levels
}

/** Partial tiles that a fuller one has replaced. */
const sweep = async (folder: string, shown: number, size: number): Promise<void> => {
  const places = [...newTiles(shown, size), ...newBundles(shown, size)]
  for (const tile of places) {
    const partials = `${fileOf(folder, { ...tile, width: tileWidth })}.p`
    const names = await readdir(partials).catch(() => [])
    const old = names.filter((name) => name !== String(tile.width))
    if (old.length === names.length && names.length > 0) await rm(partials, { recursive: true, force: true })
    else for (const name of old) await rm(join(partials, name), { force: true })
  }
}

const stateIn = (folder: string, signer: Signer): State | Damage => {
  const found = checkpointIn(folder)
  if (found === 'none') return { edge: emptyEdge, checkpoint: undefined }
  if (found === 'damaged') return { damaged: 'its checkpoint is none' }
  const problem = problemWith(found, signer)
  if (problem !== undefined) return { damaged: problem }
  const edge = edgeIn(folder, found)
  return edge === undefined
    ? { damaged: 'its tiles do not lead to its checkpoint' }
    : { edge, checkpoint: noteText(found.note) }
}

const problemWith = (checkpoint: SignedCheckpoint, { key }: Signer): string | undefined => {
  if (checkpoint.origin !== key.name) return `it is the log ${checkpoint.origin}, and the key is that of ${key.name}`
  return isSignedBy(checkpoint.note, key, verifySignature)
    ? undefined
    : 'its checkpoint is not signed by the key in use'
}

/** Opens the log in a folder to add to it; a log that does not exist yet is made with its first entries. */
export const openLogWriter = (folder: string, signedBy: Signer): LogWriter | Damage => {
  let signer = signedBy
  const found = stateIn(folder, signer)
  if ('damaged' in found) return found
  let shown = found.edge
  let settled = found.edge
  let checkpoint = found.checkpoint
  let waiting: Extension[] = []
  const extensionOf = (entries: readonly Uint8Array[], before: Edge) => {
    const leaves = entries.map((entry) => leafHash(entry, sha256))
    const edge = grown(before, leaves, sha256)
    return { from: before.size, size: edge.size, entries, leaves, edge, root: edgeRoot(edge, sha256) }
  }
  const settle = (extension: Extension): void => {
    if (extension.from !== settled.size) throw new Error(`${extension.from} entries cannot follow ${settled.size}`)
    waiting.push(extension)
    settled = extension.edge
    checkpoint = extension.checkpoint
  }
  return {
    origin: signer.key.name,
    signer: () => signer,
    size: () => settled.size,
    shown: () => shown.size,
    extend: (texts, after, also) => {
      const extension = extensionOf(
        texts.map((text) => Buffer.from(text, 'utf8')),
        after?.edge ?? settled,
      )
      const text = checkpointText({ origin: signer.key.name, size: extension.size, root: extension.root })
      const signatures = [signer, ...(also === undefined ? [] : [also])].map((each) => each.sign(text))
      return { ...extension, checkpoint: noteText({ text, signatures }) }
    },
    settle,
    resume: (entries, signed) => {
      const [extension, told] = [extensionOf(entries, settled), readCheckpoint(signed)]
      const isTheirs =
        told !== undefined &&
        told.size === extension.size &&
        isSameBytes(told.root, extension.root) &&
        problemWith(told, signer) === undefined
      if (isTheirs) settle({ ...extension, checkpoint: signed })
      return isTheirs
    },
    use: (next) => {
      signer = next
    },
    show: async () => {
      if (waiting.length === 0 || checkpoint === undefined) return
      const [from, to] = [shown, settled]
      const files = filesOf(folder, from, {
        entries: waiting.flatMap(({ entries }) => entries),
        leaves: waiting.flatMap(({ leaves }) => leaves),
      })
      if (files === undefined) throw new Error(`the log in ${folder} has lost its last bundle`)
      await writeFiles(files)
      await replaceFile(checkpointFile(folder), checkpoint)
      await sweep(folder, from.size, to.size)
      shown = to
      waiting = []
    },
    tidy: (from) => sweep(folder, from, shown.size),
  }
}
