import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex } from './bytes.ts'
import { consistencyProof, inclusionProof, isConsistent, isIncluded, type Proof } from './proof.ts'
import { edgeRoot, edgeTiles, emptyEdge, grown, hashesIn, newTiles, tileWidth, type Tile } from './tile.ts'
import { leafHash, rootHash, subtreesOf, type HashAt } from './tree.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

/** The tree as RFC 6962, 2.1 defines it, over all leaves each time: the rival. */
const rival = {
  split: (n: number): number => 2 ** Math.floor(Math.log2(n - 1)),
  root: (leaves: readonly Uint8Array[]): Uint8Array => {
    const [only] = leaves
    if (only === undefined) return createHash('sha256').digest()
    if (leaves.length === 1) return createHash('sha256').update(Uint8Array.of(0)).update(only).digest()
    const k = rival.split(leaves.length)
    const parts = [leaves.slice(0, k), leaves.slice(k)].map((part) => rival.root(part))
    return createHash('sha256').update(Uint8Array.of(1)).update(Buffer.concat(parts)).digest()
  },
  path: (m: number, leaves: readonly Uint8Array[]): readonly Uint8Array[] => {
    if (leaves.length === 1) return []
    const k = rival.split(leaves.length)
    return m < k
      ? [...rival.path(m, leaves.slice(0, k)), rival.root(leaves.slice(k))]
      : [...rival.path(m - k, leaves.slice(k)), rival.root(leaves.slice(0, k))]
  },
  subproof: (m: number, leaves: readonly Uint8Array[], whole: boolean): readonly Uint8Array[] => {
    if (m === leaves.length) return whole ? [] : [rival.root(leaves)]
    const k = rival.split(leaves.length)
    return m <= k
      ? [...rival.subproof(m, leaves.slice(0, k), whole), rival.root(leaves.slice(k))]
      : [...rival.subproof(m - k, leaves.slice(k), false), rival.root(leaves.slice(0, k))]
  },
}

const over =
  (leaves: readonly Uint8Array[]): HashAt =>
  (level, index) =>
    rival.root(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))

/** The leaves, roots and proofs that the reference implementation of certificate transparency is tested with. */
const published = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(bytesOf)
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('the published tree of eight leaves', () => {
  test.each(roots.map((root, size) => [size, root] as const))('%d leaves', (size, root) => {
    expect(hex(rootHash(size, over(published), sha256))).toBe(root)
    const leaves = published.slice(0, size).map((leaf) => leafHash(leaf, sha256))
    expect(hex(edgeRoot(grown(emptyEdge, leaves, sha256), sha256))).toBe(root)
  })

  const h = {
    leaf0: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    leaf1: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    leaf4: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    two0: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    two1: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    two2: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    two3: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    four0: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    four1: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  }
  test.each([
    [0, 1, []],
    [0, 8, [h.leaf1, h.two1, h.four1]],
    [5, 8, [h.leaf4, h.two3, h.four0]],
    [2, 3, [h.two0]],
    [1, 5, [h.leaf0, h.two1, h.leaf4]],
  ])('leaf %d is included in %d', (index, size, proof) => {
    expect(inclusionProof(index, size, over(published), sha256).map(hex)).toEqual(proof)
  })
  test.each([
    [1, 1, []],
    [1, 8, [h.leaf1, h.two1, h.four1]],
    [6, 8, [h.two2, h.two3, h.four0]],
    [2, 5, [h.two1, h.leaf4]],
  ])('a tree of %d is the beginning of one of %d', (older, newer, proof) => {
    expect(consistencyProof(older, newer, over(published), sha256).map(hex)).toEqual(proof)
  })
})

const leaves = fc.array(fc.uint8Array({ maxLength: 4 }), { minLength: 1, maxLength: 40 })
const grow = { numRuns: process.env['NIGHTLY'] === '1' ? 2000 : 150 }

/** Each way to spoil a proof: a bit turned, a hash less, a hash more, two in another order. */
const spoilt = (proof: Proof, at: number, bit: number): readonly Proof[] => {
  const nth = at % Math.max(1, proof.length)
  const turned = proof.map((hash, i) =>
    i === nth ? hash.map((byte, j) => (j === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)) : hash,
  )
  const swapped = proof.map((hash, i) => (i === 0 ? (proof[1] ?? hash) : i === 1 ? (proof[0] ?? hash) : hash))
  return [
    ...(proof.length > 0 ? [turned, proof.filter((_, i) => i !== nth)] : []),
    [...proof, sha256(Uint8Array.of(bit))],
    ...(proof.length > 1 && hex(proof[0] ?? new Uint8Array()) !== hex(proof[1] ?? new Uint8Array()) ? [swapped] : []),
  ]
}

describe('proofs', () => {
  test('a leaf is included, by the rival’s proof too, and by no other', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), fc.nat(255), (entries, a, at, bit) => {
        const [size, index] = [entries.length, a % entries.length]
        const entry = entries[index] ?? new Uint8Array()
        const proof = inclusionProof(index, size, over(entries), sha256)
        expect(proof.map(hex)).toEqual(rival.path(index, entries).map(hex))
        const of = { leaf: leafHash(entry, sha256), index, size, root: rival.root(entries) }
        expect(isIncluded(of, proof, sha256)).toBe(true)
        for (const other of spoilt(proof, at, bit)) expect(isIncluded(of, other, sha256)).toBe(false)
        expect(isIncluded({ ...of, leaf: sha256(of.leaf) }, proof, sha256)).toBe(false)
        expect(isIncluded({ ...of, root: sha256(of.root) }, proof, sha256)).toBe(false)
        expect(isIncluded({ ...of, index: size }, proof, sha256)).toBe(false)
      }),
      grow,
    )
  })

  test('a tree is consistent with its beginnings, by the rival’s proof too, and with no other', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), fc.nat(255), (entries, a, at, bit) => {
        const [newer, older] = [entries.length, 1 + (a % entries.length)]
        const proof = consistencyProof(older, newer, over(entries), sha256)
        expect(proof.map(hex)).toEqual(rival.subproof(older, entries, true).map(hex))
        const before = { size: older, root: rival.root(entries.slice(0, older)) }
        const now = { size: newer, root: rival.root(entries) }
        expect(isConsistent(before, now, proof, sha256)).toBe(true)
        for (const other of spoilt(proof, at, bit)) expect(isConsistent(before, now, other, sha256)).toBe(false)
        expect(isConsistent({ ...before, root: sha256(before.root) }, now, proof, sha256)).toBe(false)
        expect(isConsistent(before, { ...now, root: sha256(now.root) }, proof, sha256)).toBe(false)
        expect(isConsistent({ ...before, size: newer + 1 }, now, proof, sha256)).toBe(false)
      }),
      grow,
    )
  })
})

/** A log as files: tiles by their place, written as it grows. */
const written = (batches: readonly number[]) => {
  const files = new Map<string, Uint8Array>()
  const all: Uint8Array[] = []
  const keyOf = ({ level, index, width }: Tile): string => `${level} ${index} ${width}`
  let edge = emptyEdge
  for (const count of batches) {
    const from = all.length
    const added = Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`leaf ${from + i}`), sha256))
    all.push(...added)
    const before = edge
    edge = grown(before, added, sha256)
    // What a level gains, seen from all leaves: slow, and independent of how the edge grows.
    for (const tile of newTiles(from, all.length)) {
      const span = 256 ** Number(tile.level)
      const hashes = Array.from({ length: tile.width }, (_, i) => {
        const first = (tile.index * tileWidth + i) * span
        return treeOf(all.slice(first, first + span))
      })
      files.set(keyOf(tile), Buffer.concat(hashes))
    }
  }
  const read = (tile: Tile): Uint8Array => {
    const found = files.get(keyOf(tile))
    if (found === undefined) throw new Error(`there is no tile ${keyOf(tile)}`)
    return found
  }
  return { edge, all, read }
}

/** A tree over hashes of leaves, pair by pair. */
const treeOf = (hashes: readonly Uint8Array[]): Uint8Array => {
  const [only = createHash('sha256').digest()] = hashes
  if (hashes.length < 2) return only
  const k = rival.split(hashes.length)
  return createHash('sha256')
    .update(Buffer.concat([Uint8Array.of(1), treeOf(hashes.slice(0, k)), treeOf(hashes.slice(k))]))
    .digest()
}

describe('a log in tiles', () => {
  test.each([[[1]], [[255, 1, 1]], [[256]], [[100, 156, 700]], [[1, 1, 1, 509, 3]], [[65_536]], [[65_535, 1, 300]]])(
    'grown by %j has the root, the edge and the proofs of its leaves',
    (batches) => {
      const { edge, all, read } = written(batches)
      const hashAt = hashesIn(all.length, read, sha256)
      const root = treeOf(all)
      expect(hex(edgeRoot(edge, sha256))).toBe(hex(root))
      expect(hex(rootHash(all.length, hashAt, sha256))).toBe(hex(root))
      const onDisk = edgeTiles(all.length).map((tile) => hex(read(tile)))
      expect(edge.levels.filter((hashes) => hashes.length > 0).map((hashes) => hex(Buffer.concat(hashes)))).toEqual(
        onDisk,
      )
      for (const index of [0, Math.floor(all.length / 2), all.length - 1]) {
        const proof = inclusionProof(index, all.length, hashAt, sha256)
        const leaf = all[index] ?? new Uint8Array()
        expect(isIncluded({ leaf, index, size: all.length, root }, proof, sha256)).toBe(true)
      }
    },
  )

  test('subtrees of a range cover it without a gap', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (to) => {
        let at = 0
        for (const { level, index } of subtreesOf({ from: 0, to })) {
          expect(index * 2 ** level).toBe(at)
          at += 2 ** level
        }
        expect(at).toBe(to)
      }),
    )
  })
})
