/** A range of the log against its tiles and against the store: what one of two workers does. */
import { DatabaseSync } from 'node:sqlite'
import { completeHash, hashLength, tilePath, tileWidth, type Tile } from '@isometric/core/record'
import { bytesIn, fileOf, readEntry, sha256, type Entry } from '../log/index.ts'
import { entriesIn } from '@isometric/core/record'
import { recordedTables, type RecordedTable } from '../store/index.ts'
import { databaseProblem, problemList, problemOf, type Problem, type Problems } from './problem.ts'
import { rowsFrom, type Rows } from './rows.ts'

/** Bundles `[from..to)` of a log of a size. */
export type Job = {
  readonly log: string
  readonly store: string
  readonly size: number
  readonly from: number
  readonly to: number
}

/** Of each table the first and the last number that entries of the range name. */
export type Numbers = Readonly<Record<string, { readonly first: number; readonly last: number }>>

export type RangeReport = {
  readonly problems: readonly Problem[]
  readonly more: number
  /** Root of each full tile, one after the other. */
  readonly roots: Uint8Array
  readonly numbers: Numbers
  readonly firstAt: string | undefined
  readonly lastAt: string | undefined
}

const written =
  /^\{"at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","digest":"(sha256:[0-9a-f]{64})","kind":"([a-z_/ -]+)","number":([1-9]\d{0,14})\}$/

/** An entry of the usual form is not taken apart as JSON: there may be a million. */
export const entryIn = (bytes: Uint8Array): Entry | undefined => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  const [, at, digest, kind, number] = written.exec(text) ?? []
  return at === undefined || digest === undefined || kind === undefined
    ? readEntry(text)
    : { at, digest, kind, number: Number(number) }
}

const isTable = (name: string | undefined): name is RecordedTable => recordedTables.some((table) => table === name)

export const recordName = (kind: string, number: number): string => `${kind} ${number}`

/** Follows the entries of a log and the rows of a store side by side. */
export type Follower = {
  readonly follow: (index: number, bytes: Uint8Array) => void
  readonly numbers: () => Numbers
  readonly firstAt: () => string | undefined
  readonly lastAt: () => string | undefined
}

export const followerOf = (database: DatabaseSync, problems: Problems): Follower => {
  const rows = new Map<RecordedTable, Rows>()
  const numbers: Record<string, { first: number; last: number }> = {}
  let [firstAt, lastAt]: (string | undefined)[] = []
  const inOrder = (table: RecordedTable, { kind, number, at }: Entry): boolean => {
    if (lastAt !== undefined && at < lastAt)
      problems.add(
        problemOf('integrity', recordName(kind, number), 'record-clock-back', {
          record: recordName(kind, number),
          at,
          before: lastAt,
        }),
      )
    const known = numbers[table]
    const expected = known === undefined ? number : known.last + 1
    const isTwice = known !== undefined && number <= known.last
    if (isTwice)
      problems.add(
        problemOf('integrity', recordName(kind, number), 'record-twice', { record: recordName(kind, number) }),
      )
    else if (number !== expected)
      problems.add(
        problemOf('completeness', recordName(kind, number), 'record-gap', {
          record: recordName(table, expected),
          next: recordName(kind, number),
        }),
      )
    if (known === undefined) numbers[table] = { first: number, last: number }
    else known.last = Math.max(known.last, number)
    return !isTwice
  }
  const compare = (table: RecordedTable, { kind, number, at, digest }: Entry): void => {
    const own = rows.get(table) ?? rowsFrom(database, table, number)
    rows.set(table, own)
    for (let row = own.next(); row !== undefined && row.number < number; row = own.next()) {
      problems.add(
        problemOf('integrity', recordName(row.kind, row.number), 'record-inserted', {
          record: recordName(row.kind, row.number),
        }),
      )
      own.take()
    }
    const name = recordName(kind, number)
    if (own.next()?.number !== number)
      return problems.add(problemOf('completeness', name, 'record-missing', { record: name, at }))
    const row = own.take()
    if (row?.digest !== digest || row.kind !== kind)
      problems.add(problemOf('integrity', name, 'record-changed', { record: name, at }))
    else if (row.knownAt !== undefined && row.knownAt > at)
      problems.add(problemOf('integrity', name, 'record-known-later', { record: name, knownAt: row.knownAt, at }))
  }
  return {
    follow: (index, bytes) => {
      const entry = entryIn(bytes)
      const table = entry?.kind.split('/')[0]
      if (entry === undefined || !isTable(table))
        return problems.add(problemOf('integrity', `entry ${index}`, 'log-entry-unreadable', { index }))
      if (inOrder(table, entry)) compare(table, entry)
      firstAt ??= entry.at
      lastAt = lastAt === undefined || entry.at > lastAt ? entry.at : lastAt
    },
    numbers: () => numbers,
    firstAt: () => firstAt,
    lastAt: () => lastAt,
  }
}

const hashesIn = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: bytes.length / hashLength }, (_, i) => bytes.subarray(i * hashLength, (i + 1) * hashLength))

/**
 * Leaf hashes of entries, one after the other. An entry stands behind its length in two bytes; the second of them, in a
 * copy, becomes the prefix of a leaf, so that a million entries need not be copied one by one.
 */
const leafHashes = (bundle: Uint8Array, entries: readonly Uint8Array[]): Buffer => {
  const copy = Buffer.from(bundle)
  const hashes = Buffer.alloc(entries.length * hashLength)
  let at = 0
  for (const [i, { length }] of entries.entries()) {
    copy[at + 1] = 0
    hashes.set(sha256(copy.subarray(at + 1, at + 2 + length)), i * hashLength)
    at += 2 + length
  }
  return hashes
}

/** A file of the log, which must be there. */
const fileIn = (job: Job, tile: Tile, problems: Problems): Buffer | undefined => {
  const bytes = bytesIn(fileOf(job.log, tile))
  const file = tilePath(tile)
  if (bytes === undefined) problems.add(problemOf('completeness', file, 'log-file-missing', { file }))
  return bytes
}

const changedFile = (tile: Tile, problems: Problems): void => {
  const file = tilePath(tile)
  problems.add(problemOf('integrity', file, 'log-file-changed', { file }))
}

/** Says which entries are not those their tile was made from. */
const tellChanged = (
  first: number,
  entries: readonly Uint8Array[],
  computed: Buffer,
  stored: Buffer,
  problems: Problems,
): void => {
  for (const [i, entry] of entries.entries()) {
    const [from, to] = [i * hashLength, (i + 1) * hashLength]
    if (computed.subarray(from, to).equals(stored.subarray(from, to))) continue
    const index = first + i
    problems.add(problemOf('integrity', `entry ${index}`, 'log-entry-changed', { index, what: saidBy(entry) }))
  }
}

/** The hashes of a tile of leaves, which must be those of its entries. */
const leavesOf = (
  job: Job,
  index: number,
  width: number,
  follower: Follower,
  problems: Problems,
): readonly Uint8Array[] => {
  const [bundle, tile]: readonly [Tile, Tile] = [
    { level: 'entries', index, width },
    { level: 0, index, width },
  ]
  const [bundleBytes, tileBytes] = [fileIn(job, bundle, problems), fileIn(job, tile, problems)]
  const stored = tileBytes?.length === width * hashLength ? tileBytes : undefined
  if (tileBytes !== undefined && stored === undefined) changedFile(tile, problems)
  const entries = bundleBytes === undefined ? undefined : entriesIn(bundleBytes, width)
  if (bundleBytes !== undefined && entries === undefined) changedFile(bundle, problems)
  if (bundleBytes === undefined || entries === undefined) return stored === undefined ? [] : hashesIn(stored)
  for (const [i, entry] of entries.entries()) follower.follow(index * tileWidth + i, entry)
  const computed = leafHashes(bundleBytes, entries)
  if (stored !== undefined && !stored.equals(computed))
    tellChanged(index * tileWidth, entries, computed, stored, problems)
  return hashesIn(stored ?? computed)
}

const saidBy = (bytes: Uint8Array): string => {
  const entry = entryIn(bytes)
  return entry === undefined ? 'what cannot be read any more' : recordName(entry.kind, entry.number)
}

/** A follower that looks at the log alone, where the store cannot be read. */
const withStore = (job: Job, problems: Problems): { readonly follower: Follower; readonly close: () => void } => {
  const database = new DatabaseSync(job.store, { readOnly: true, timeout: 2000 })
  const follower = followerOf(database, problems)
  let isReadable = true
  const follow: Follower['follow'] = (index, bytes) => {
    if (!isReadable) return
    try {
      follower.follow(index, bytes)
    } catch (thrown) {
      isReadable = false
      problems.add(databaseProblem(thrown))
    }
  }
  return { follower: { ...follower, follow }, close: () => database.close() }
}

export const checkRange = (job: Job): RangeReport => {
  const problems = problemList()
  const { follower, close } = withStore(job, problems)
  try {
    const roots: Uint8Array[] = []
    for (let index = job.from; index < job.to; index++) {
      const width = Math.min(tileWidth, job.size - index * tileWidth)
      const leaves = leavesOf(job, index, width, follower, problems)
      if (width === tileWidth)
        roots.push(leaves.length === tileWidth ? completeHash(leaves, sha256) : new Uint8Array(hashLength))
    }
    return {
      problems: problems.all(),
      more: problems.more(),
      roots: Buffer.concat(roots),
      numbers: follower.numbers(),
      firstAt: follower.firstAt(),
      lastAt: follower.lastAt(),
    }
  } finally {
    close()
  }
}
