/** The layout of C2SP tlog-tiles: 256 hashes in a tile, 256 entries in a bundle, and where each stands. */
import { concatenated } from './bytes.ts'
import { foldedHash, subtreesOf, type HashAt, type Sha256 } from './tree.ts'

export const tileWidth = 256
export const hashLength = 32
/** Levels of the tree that one level of tiles spans. */
const tileHeight = 8

/** Hashes of a level of tiles, or the entries themselves. */
export type TileLevel = number | 'entries'

/** The nth tile of a level, with as many hashes or entries as it has: 256 where it is full. */
export type Tile = { readonly level: TileLevel; readonly index: number; readonly width: number }

/**
 * Where a tile stands below the log's address.
 * @example tilePath({ level: 0, index: 1234067, width: 256 }) //=> 'tile/0/x001/x234/067'
 * @example tilePath({ level: 'entries', index: 0, width: 3 }) //=> 'tile/entries/000.p/3'
 */
export const tilePath = ({ level, index, width }: Tile): string => {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const parts = padded.match(/\d{3}/g) ?? []
  const path = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/')
  return `tile/${level}/${path}${width < tileWidth ? `.p/${width}` : ''}`
}

/** How many hashes a level of tiles has in a tree of a size. */
const hashesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level)

const tilesWith = (level: TileLevel, hashes: number, from: number): readonly Tile[] => {
  const tiles: Tile[] = []
  for (let index = Math.floor(from / tileWidth); index * tileWidth < hashes; index++)
    tiles.push({ level, index, width: Math.min(tileWidth, hashes - index * tileWidth) })
  return tiles
}

/** How many levels of tiles a tree has. */
const levelsOf = (size: number): number => {
  let levels = 1
  while (hashesAt(levels, size) > 0) levels += 1
  return levels
}

/**
 * The tiles of a tree of hashes that a tree of `from` leaves did not have, or had with fewer hashes.
 * @example newTiles(256, 257) //=> [{ level: 0, index: 1, width: 1 }]
 */
export const newTiles = (from: number, size: number): readonly Tile[] =>
  size <= from
    ? []
    : Array.from({ length: levelsOf(size) }, (_, level) => ({
        level,
        before: hashesAt(level, from),
        now: hashesAt(level, size),
      })).flatMap(({ level, before, now }) => (now > before ? tilesWith(level, now, before) : []))

/** The same of the bundles of entries. */
export const newBundles = (from: number, size: number): readonly Tile[] =>
  size <= from ? [] : tilesWith('entries', size, from)

/** The partial tiles at the right edge of a tree: what it takes to go on with it. */
export const edgeTiles = (size: number): readonly Tile[] =>
  Array.from({ length: levelsOf(size) }, (_, level) => ({ level, hashes: hashesAt(level, size) })).flatMap(
    ({ level, hashes }) => tilesWith(level, hashes, hashes - (hashes % tileWidth)),
  )

/** A bundle: each entry after its length in two bytes, the higher first. */
export const bundleOf = (entries: readonly Uint8Array[]): Uint8Array =>
  concatenated(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new Error(`an entry has ${entry.length} bytes, and may have 65,535`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )

/** The entries of a bundle, or undefined where its bytes are not so many whole entries. */
export const entriesIn = (bundle: Uint8Array, width: number): readonly Uint8Array[] | undefined => {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const [high = 0, low] = bundle.subarray(at, at + 2)
    if (low === undefined) return undefined
    const end = at + 2 + high * 256 + low
    if (end > bundle.length) return undefined
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries.length === width ? entries : undefined
}

/** Reads the hashes of complete subtrees from tiles of a tree of a size. */
export const hashesIn =
  (size: number, read: (tile: Tile & { readonly level: number }) => Uint8Array, sha256: Sha256): HashAt =>
  (level, index) => {
    const tileLevel = Math.floor(level / tileHeight)
    const count = 2 ** (level % tileHeight)
    const first = index * count
    const tileIndex = Math.floor(first / tileWidth)
    const width = Math.min(tileWidth, hashesAt(tileLevel, size) - tileIndex * tileWidth)
    const tile = read({ level: tileLevel, index: tileIndex, width })
    const offset = first - tileIndex * tileWidth
    const hashes = Array.from({ length: count }, (_, i) =>
      tile.subarray((offset + i) * hashLength, (offset + i + 1) * hashLength),
    )
    return completeHash(hashes, sha256)
  }

/** The hash of a complete subtree over as many hashes as a power of two. */
export const completeHash = (hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array => {
  const [only] = hashes
  if (hashes.length === 1 && only !== undefined) return only
  const middle = hashes.length / 2
  return foldedHash([completeHash(hashes.slice(0, middle), sha256), completeHash(hashes.slice(middle), sha256)], sha256)
}

/**
 * The right edge of a tree: for each level of tiles the hashes that fill no tile yet. With it a log goes on growing
 * without looking at what came before.
 */
export type Edge = { readonly size: number; readonly levels: readonly (readonly Uint8Array[])[] }

export const emptyEdge: Edge = { size: 0, levels: [[]] }

/** The root of the tree an edge is of. */
export const edgeRoot = ({ levels }: Edge, sha256: Sha256): Uint8Array =>
  foldedHash(
    levels
      .toReversed()
      .flatMap((hashes) =>
        subtreesOf({ from: 0, to: hashes.length }).map(({ level, index }) =>
          completeHash(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level), sha256),
        ),
      ),
    sha256,
  )

/** The edge after more leaves. */
export const grown = (edge: Edge, leaves: readonly Uint8Array[], sha256: Sha256): Edge => {
  const levels: (readonly Uint8Array[])[] = []
  let added = leaves
  for (let level = 0; level < edge.levels.length || added.length > 0; level++) {
    const all = [...(edge.levels[level] ?? []), ...added]
    const full = Math.floor(all.length / tileWidth)
    levels.push(all.slice(full * tileWidth))
    added = Array.from({ length: full }, (_, i) => completeHash(all.slice(i * tileWidth, (i + 1) * tileWidth), sha256))
  }
  return { size: edge.size + leaves.length, levels }
}
