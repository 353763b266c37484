/** Inclusion and consistency proofs of RFC 6962, 2.1.1 and 2.1.2, and how they are verified (RFC 9162, 2.1.3.2, 2.1.4.2). */
import { isSameBytes } from './bytes.ts'
import { nodeHash, rangeHash, type HashAt, type Range, type Sha256 } from './tree.ts'

export type Proof = readonly Uint8Array[]

/** The largest power of two below a number greater than 1: where a tree is split. */
const splitOf = (size: number): number => {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

const pathTo = (index: number, { from, to }: Range): readonly Range[] => {
  if (to - from === 1) return []
  const middle = from + splitOf(to - from)
  return index < middle
    ? [...pathTo(index, { from, to: middle }), { from: middle, to }]
    : [...pathTo(index, { from: middle, to }), { from, to: middle }]
}

/** `isWhole`: the older tree is a complete part of the newer one, whose hash whoever verifies knows. */
const pathBetween = (size: number, { from, to }: Range, isWhole: boolean): readonly Range[] => {
  if (size === to) return isWhole ? [] : [{ from, to }]
  const middle = from + splitOf(to - from)
  return size <= middle
    ? [...pathBetween(size, { from, to: middle }, isWhole), { from: middle, to }]
    : [...pathBetween(size, { from: middle, to }, false), { from, to: middle }]
}

const hashesOf = (ranges: readonly Range[], hashAt: HashAt, sha256: Sha256): Proof =>
  ranges.map((range) => rangeHash(range, hashAt, sha256))

/** Hashes that lead from a leaf to the root of a tree of `size` leaves. */
export const inclusionProof = (index: number, size: number, hashAt: HashAt, sha256: Sha256): Proof =>
  hashesOf(pathTo(index, { from: 0, to: size }), hashAt, sha256)

/** Hashes that show a tree of `older` leaves, at least one, to be the beginning of one of `newer` leaves. */
export const consistencyProof = (older: number, newer: number, hashAt: HashAt, sha256: Sha256): Proof =>
  hashesOf(pathBetween(older, { from: 0, to: newer }, true), hashAt, sha256)

const isOdd = (n: number): boolean => n % 2 === 1
const half = (n: number): number => Math.floor(n / 2)

/** Of a leaf and of the root, as whoever verifies knows them. */
export type Inclusion = {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
}

export const isIncluded = ({ leaf, index, size, root }: Inclusion, proof: Proof, sha256: Sha256): boolean => {
  if (index < 0 || index >= size) return false
  let [at, last, hash] = [index, size - 1, leaf]
  for (const other of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = nodeHash(other, hash, sha256)
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = nodeHash(hash, other, sha256)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && isSameBytes(hash, root)
}

/** How large a tree is, and its root. */
export type Tree = { readonly size: number; readonly root: Uint8Array }

const isPowerOfTwo = (n: number): boolean => {
  let power = 1
  while (power < n) power *= 2
  return power === n
}

export const isConsistent = (older: Tree, newer: Tree, proof: Proof, sha256: Sha256): boolean => {
  if (older.size < 1 || older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && isSameBytes(older.root, newer.root)
  const [first, ...rest] = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof
  if (first === undefined) return false
  let [at, last] = [older.size - 1, newer.size - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  let [before, now] = [first, first]
  for (const other of rest) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      ;[before, now] = [nodeHash(other, before, sha256), nodeHash(other, now, sha256)]
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else now = nodeHash(now, other, sha256)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && isSameBytes(before, older.root) && isSameBytes(now, newer.root)
}
