/** Whether what is there is what was recorded (architecture.md 6), found out without trusting anything but the keys. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  edgeRoot,
  emptyEdge,
  entriesIn,
  grown,
  hashLength,
  isSameBytes,
  isSignedBy,
  leafHash,
  readCheckpoint,
  verifierKeyText,
  type SignedCheckpoint,
  type VerifierKey,
} from '@isometric/core/record'
import { bytesIn, checkpointFile, checkpointIn, edgeIn, entriesOf, sha256, verifySignature } from '../log/index.ts'
import { evidenceKind } from '../evidence/index.ts'
import type { Recorded } from '../store/index.ts'
import type { Layout } from '../workspace/index.ts'
import { checkEvidence } from './evidence-files.ts'
import { keysOf } from './keys.ts'
import { databaseProblem, problemList, problemOf, type Problem, type Problems } from './problem.ts'
import { followerOf, type Numbers, type RangeReport } from './range.ts'
import { checkRanges } from './ranges.ts'
import { checkCounts, checkDatabase } from './store-checks.ts'
import { checkFiles, checkKept, checkTree, type Kept } from './tree.ts'

export type VerifyRequest = {
  readonly layout: Pick<Layout, 'folder' | 'store' | 'log' | 'evidence'>
  /** Checkpoints that somebody kept elsewhere. */
  readonly kept: readonly Kept[]
  /** A key whoever verifies knows of from elsewhere, as text. */
  readonly key?: string | undefined
  readonly now?: string | undefined
}

export type Verified = {
  readonly integrity: boolean
  readonly completeness: boolean
  readonly problems: readonly Problem[]
  /** Problems beyond those listed. */
  readonly more: number
  /** The log: undefined where there is none. */
  readonly log: LogSeen | undefined
  readonly records: number
  readonly evidenceFiles: number
}

export type LogSeen = {
  readonly origin: string
  readonly size: number
  /** Entries that are stored and stand in no tile yet. */
  readonly pending: number
  readonly keys: readonly string[]
  /** How many of its entries a checkpoint kept elsewhere covers; the others are attested by the log's own key alone. */
  readonly anchored: number
}

const open = (file: string): DatabaseSync => new DatabaseSync(file, { readOnly: true, timeout: 2000 })

const recordsIn = (database: DatabaseSync, kind: string): readonly Recorded[] =>
  database
    .prepare('select id, kind, name, known_at, document from record where kind = ? order by id')
    .all(kind)
    .map((row) => ({
      number: Number(row['id']),
      kind: String(row['kind']),
      name: String(row['name']),
      knownAt: String(row['known_at']),
      document: String(row['document']),
    }))

/** What is stored for tiles to come: whether it follows the log, is signed, and is about what the store has. */
type Pending = { readonly size: number; readonly numbers: Numbers; readonly lastAt: string | undefined }

/** Ranges are one log: each goes on where the one before it ended. */
const joined = (reports: readonly Omit<RangeReport, 'roots' | 'problems' | 'more'>[], problems: Problems): Pending => {
  const numbers: Record<string, { first: number; last: number }> = {}
  let lastAt: string | undefined
  for (const report of reports) {
    if (lastAt !== undefined && report.firstAt !== undefined && report.firstAt < lastAt)
      problems.add(
        problemOf('integrity', 'log', 'record-clock-back', { record: 'log', at: report.firstAt, before: lastAt }),
      )
    lastAt = report.lastAt ?? lastAt
    for (const [table, { first, last }] of Object.entries(report.numbers)) {
      const known = numbers[table]
      const expected = (known?.last ?? 0) + 1
      if (first < expected)
        problems.add(problemOf('integrity', `${table} ${first}`, 'record-twice', { record: `${table} ${first}` }))
      else if (first > expected)
        problems.add(
          problemOf('completeness', `${table} ${expected}`, 'record-gap', {
            record: `${table} ${expected}`,
            next: `${table} ${first}`,
          }),
        )
      numbers[table] = { first: known?.first ?? first, last: Math.max(last, known?.last ?? 0) }
    }
  }
  return { size: 0, numbers, lastAt }
}

const checkPending = (
  database: DatabaseSync,
  folder: string,
  checkpoint: SignedCheckpoint | undefined,
  keys: readonly VerifierKey[],
  problems: Problems,
): { readonly report: Omit<RangeReport, 'roots' | 'problems' | 'more'>; readonly size: number } => {
  const shown = checkpoint?.size ?? 0
  const rows = database.prepare('select first, entries, checkpoint from log_pending order by first').all()
  const follower = followerOf(database, problems)
  let edge = checkpoint === undefined ? emptyEdge : (edgeIn(folder, checkpoint) ?? { size: shown, levels: [[]] })
  for (const row of rows) {
    const [first, bytes, document] = [Number(row['first']), row['entries'], String(row['checkpoint'])]
    const told = readCheckpoint(document)
    const entries = bytes instanceof Uint8Array && told !== undefined ? entriesIn(bytes, told.size - first) : undefined
    const isSigned = told !== undefined && keys.some((key) => isSignedBy(told.note, key, verifySignature))
    if (told === undefined || entries === undefined || !isSigned) {
      problems.add(problemOf('integrity', `pending ${first}`, 'pending-changed', { first }))
      continue
    }
    if (told.size <= shown) {
      if (!isShownSame(folder, first, entries, shown))
        problems.add(problemOf('integrity', `pending ${first}`, 'pending-changed', { first }))
      continue
    }
    entries.forEach((entry, i) => follower.follow(first + i, entry))
    edge =
      first === edge.size
        ? grown(
            edge,
            entries.map((entry) => leafHash(entry, sha256)),
            sha256,
          )
        : edge
    if (edge.size !== told.size || !isSameBytes(edgeRoot(edge, sha256), told.root))
      problems.add(problemOf('integrity', `pending ${first}`, 'pending-changed', { first }))
  }
  return {
    report: { numbers: follower.numbers(), firstAt: follower.firstAt(), lastAt: follower.lastAt() },
    size: edge.size,
  }
}

/** Entries that tiles show already are those of the tiles. */
const isShownSame = (folder: string, first: number, entries: readonly Uint8Array[], size: number): boolean =>
  entries.every((entry, i) => {
    const index = Math.floor((first + i) / 256)
    const bundle = entriesOf(folder, { level: 'entries', index, width: Math.min(256, size - index * 256) })
    const other = bundle?.[(first + i) % 256]
    return other !== undefined && isSameBytes(entry, other)
  })

const rootsOf = (reports: readonly RangeReport[]): readonly Uint8Array[] =>
  reports.flatMap(({ roots }) =>
    Array.from({ length: roots.length / hashLength }, (_, i) => roots.subarray(i * hashLength, (i + 1) * hashLength)),
  )

/** The checkpoint beside the tiles: readable, of the log, signed by the key in use. */
const checkpointFound = (folder: string, problems: Problems): SignedCheckpoint | undefined => {
  const found = checkpointIn(folder)
  if (found !== 'none' && found !== 'damaged') return found
  const file = 'log/checkpoint'
  if (found === 'damaged') problems.add(problemOf('integrity', file, 'checkpoint-unreadable', { file }))
  return undefined
}

const checkSignature = (
  checkpoint: SignedCheckpoint,
  keys: readonly VerifierKey[],
  trusted: string | undefined,
  problems: Problems,
): void => {
  const last = keys.at(-1)
  const isSigned =
    last !== undefined && checkpoint.origin === last.name && isSignedBy(checkpoint.note, last, verifySignature)
  const file = 'log/checkpoint'
  if (!isSigned) problems.add(problemOf('integrity', file, 'checkpoint-not-signed', { file }))
  if (trusted !== undefined && !keys.some((key) => verifierKeyText(key) === trusted))
    problems.add(problemOf('integrity', file, 'key-unknown', { key: trusted }))
}

const checkFuture = (lastAt: string | undefined, now: string | undefined, problems: Problems): void => {
  if (lastAt !== undefined && now !== undefined && Date.parse(lastAt) > Date.parse(now) + 3_600_000)
    problems.add(problemOf('integrity', 'log', 'log-in-future', { at: lastAt, now }))
}

const nothingLogged = (request: VerifyRequest, database: DatabaseSync, problems: Problems): void => {
  const isBegun = database.prepare('select count(*) as n from log_head').get()?.['n'] !== 0
  if (isBegun) problems.add(problemOf('completeness', 'log', 'log-missing', { folder: request.layout.log }))
  for (const { name, document } of request.kept) {
    const kept = readCheckpoint(document)?.size ?? 0
    problems.add(problemOf('completeness', name, 'log-truncated', { file: name, kept, size: 0 }))
  }
}

const done = (
  problems: Problems,
  found: Omit<Verified, 'integrity' | 'completeness' | 'problems' | 'more'>,
): Verified => {
  const all = problems.all()
  const holds = (aspect: Problem['aspect']): boolean => all.every((problem) => problem.aspect !== aspect)
  return {
    integrity: holds('integrity'),
    completeness: holds('completeness'),
    problems: all,
    more: problems.more(),
    ...found,
  }
}

/** What is found beside problems. */
type Seen = Pick<Verified, 'log' | 'records' | 'evidenceFiles'>

const seen = async (request: VerifyRequest, problems: Problems): Promise<Seen> => {
  const { layout } = request
  const checkpoint = checkpointFound(layout.log, problems)
  const size = checkpoint?.size ?? 0
  const ranges = checkRanges(layout.log, layout.store, size)
  const database = open(layout.store)
  try {
    checkDatabase(database, problems)
    const reports = await ranges
    for (const report of reports) report.problems.forEach(problems.add)
    const keys = keysOf(recordsIn(database, 'act'), problems)
    const pending = checkPending(database, layout.log, checkpoint, keys, problems)
    const all = joined([...reports, pending.report], problems)
    if (pending.size === 0) nothingLogged(request, database, problems)
    const covered = checkpoint === undefined ? [] : checkLog(request, checkpoint, reports, keys, pending.size, problems)
    checkCounts(database, { size: pending.size, lastAt: all.lastAt, numbers: all.numbers }, problems)
    checkFuture(all.lastAt, request.now, problems)
    const evidenceFiles = await checkEvidence(layout.evidence, recordsIn(database, evidenceKind), problems)
    const log = {
      origin: checkpoint?.origin ?? keys.at(-1)?.name ?? '',
      size: pending.size,
      pending: pending.size - size,
      keys: keys.map(verifierKeyText),
      anchored: Math.max(0, ...covered),
    }
    return { log: pending.size === 0 ? undefined : log, records: pending.size, evidenceFiles }
  } catch (thrown) {
    problems.add(databaseProblem(thrown))
    return { log: undefined, records: size, evidenceFiles: 0 }
  } finally {
    database.close()
  }
}

/** Gives how far each kept checkpoint reaches. */
const checkLog = (
  { layout, kept, key }: VerifyRequest,
  checkpoint: SignedCheckpoint,
  reports: readonly RangeReport[],
  keys: readonly VerifierKey[],
  withPending: number,
  problems: Problems,
): readonly number[] => {
  checkTree(layout.log, checkpoint, rootsOf(reports), problems)
  checkSignature(checkpoint, keys, key, problems)
  if (withPending === checkpoint.size) checkFiles(layout.log, checkpoint.size, problems)
  return kept.map((each) => checkKept(layout.log, checkpoint, each, keys, problems) ?? 0)
}

/** Verifies a workspace; reads everything and changes nothing. */
export const verifyWorkspace = async (request: VerifyRequest): Promise<Verified> => {
  const { log, store } = request.layout
  const problems = problemList()
  const shown = (): string => (bytesIn(checkpointFile(log)) ?? Buffer.alloc(0)).toString('latin1')
  const before = shown()
  if (!existsSync(store)) {
    problems.add(problemOf('completeness', 'store', 'store-missing', { file: store }))
    return done(problems, { log: undefined, records: 0, evidenceFiles: 0 })
  }
  const found = await seen(request, problems)
  // Somebody wrote while we read: what was seen is of two moments.
  return before !== shown() && problems.all().length > 0 ? verifyWorkspace(request) : done(problems, found)
}

/** Where checkpoints that were sent elsewhere are kept with what came back. */
export const anchorsIn = (log: string): string => join(log, 'anchors')
