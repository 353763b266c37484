/** The Merkle tree of RFC 6962, 2.1, held as the hashes of its complete subtrees. */
import { concatenated } from './bytes.ts'

/** SHA-256 of bytes; injected, because the platform's is ten times faster (architecture.md 3). */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** A leaf and a node never have the same preimage: each begins with its own byte. */
const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

export const leafHash = (entry: Uint8Array, sha256: Sha256): Uint8Array => sha256(concatenated(leafPrefix, entry))

export const nodeHash = (left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array =>
  sha256(concatenated(nodePrefix, left, right))

/** Leaves `[from..to)`. */
export type Range = { readonly from: number; readonly to: number }

/** The hash of the complete subtree of 2^level leaves that begins at leaf index · 2^level. */
export type HashAt = (level: number, index: number) => Uint8Array

/** A complete subtree: its level, and how many of its size stand before it. */
export type Subtree = { readonly level: number; readonly index: number }

/**
 * The complete subtrees that make up a range whose start is a multiple of its largest, from left to right.
 * @example subtreesOf({ from: 0, to: 6 }) //=> [{ level: 2, index: 0 }, { level: 1, index: 2 }]
 */
export const subtreesOf = ({ from, to }: Range): readonly Subtree[] => {
  const found: Subtree[] = []
  let at = from
  while (at < to) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1
    found.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return found
}

/** What the tree hash of subtrees of falling size is, from left to right; that of nothing is the hash of nothing. */
export const foldedHash = (hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array => {
  const last = hashes.at(-1)
  if (last === undefined) return sha256(new Uint8Array(0))
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right, sha256), last)
}

export const rangeHash = (range: Range, hashAt: HashAt, sha256: Sha256): Uint8Array =>
  foldedHash(
    subtreesOf(range).map(({ level, index }) => hashAt(level, index)),
    sha256,
  )

export const rootHash = (size: number, hashAt: HashAt, sha256: Sha256): Uint8Array =>
  rangeHash({ from: 0, to: size }, hashAt, sha256)
