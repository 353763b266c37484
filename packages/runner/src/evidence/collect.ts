import { mkdtemp, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import type { Mapping } from '@isometric/core/construct'
import { EngineFailure, type Engine } from '../engine/index.ts'
import { numberIn } from './answer.ts'
import { benchFor, cleared, emptied, found, stopOn, type Bench, type File } from './bench.ts'
import { orFailed } from './failed.ts'
import { rejectedIssues, writeRejected } from './faults.ts'
import { asOfFrom, type AsOf } from './instants.ts'
import { matched, wantedNames, type Matched } from './matched.ts'
import { placeIn } from './place.ts'
import { checkQuality } from './quality.ts'
import { quarantined } from './quarantine.ts'
import { nowhere, type Reading, type Source } from './reading.ts'
import { recordsRead, silences } from './silence.ts'
import { sources } from './source/index.ts'
import { headOf } from './text/head.ts'
import { stagedTable, stageSql, trialSql } from './staged.ts'
import {
  personalIn,
  watched,
  rejectsIn,
  type CollectRequest,
  type Collected,
  type Work,
  type Understood,
  type Checked,
} from './work.ts'
import { written } from './written.ts'

const kept = async ({ request, file, scratch }: Work, issues: readonly Issue[]): Promise<Collected> => ({
  kind: 'quarantined',
  contract: request.contract.name,
  path: await quarantined(
    { ...request, file, scratch, contract: request.contract.name, source: request.sourceName },
    issues,
  ),
  issues,
})

/** What is wrong with a mapping is not the file's fault: the file is left where it is. */
const ofTheMapping = new Set(['encoding-unknown', 'pattern-unusable'])
const ofTheFile = new Set(['column-missing', 'column-twice', 'source-column-missing'])

const refusedOrKept = (work: Work, issues: readonly Issue[]): Promise<Collected> | Collected =>
  issues.some(({ code }) => ofTheFile.has(code)) ? kept(work, issues) : { kind: 'refused', issues }

/** Runs what reads the file; the engine's complaint about the file is a value, any other is thrown. */
const complained = async (reading: Reading, act: () => Promise<void>): Promise<Issue | undefined> => {
  try {
    await act()
    return undefined
  } catch (thrown) {
    const issue =
      thrown instanceof EngineFailure && thrown.kind === 'input' ? await reading.complaint(thrown.message) : undefined
    if (issue === undefined) throw thrown
    return issue
  }
}

/** A mapping says how a file is written; else its name does, else its first bytes. */
const sourceOf = async (file: string, mapping: Mapping | undefined): Promise<Source | undefined> => {
  if (mapping !== undefined) return sources.find(({ kind }) => kind === mapping.format.kind)
  const ending = extname(file).toLowerCase()
  const known = sources.find(({ endings }) => endings.includes(ending))
  if (known !== undefined) return known
  const head = await headOf(file, 1024)
  return sources.find(({ begins }) => begins(head))
}

const understood = async (work: Work): Promise<Understood | Collected> => {
  const { request, engine, scratch, file, bytes } = work
  const { contract, mapping, formulaSql } = request
  const source = await sourceOf(file, mapping)
  if (source === undefined) {
    const known = sources.flatMap(({ endings }) => endings)
    return { kind: 'refused', issues: [issueOf('format-unknown', { file: request.file, known }, nowhere)] }
  }
  const read = await source.read(
    {
      file,
      bytes,
      wanted: wantedNames(contract, mapping),
      engine,
      scratch,
      onBytes: (done) => {
        if (request.signal?.aborted === true) throw new EngineFailure('interrupted', 'The collection was stopped.')
        request.onProgress?.(done, bytes, 'reading')
      },
    },
    mapping?.format ?? { kind: source.kind },
  )
  if (!read.ok)
    return read.issues.some(({ code }) => ofTheMapping.has(code))
      ? { kind: 'refused', issues: read.issues }
      : kept(work, read.issues)
  const reading = read.value
  const matches = matched(contract, mapping, reading, request.calendar.timeZone, formulaSql)
  if (!matches.ok) return refusedOrKept(work, matches.issues)
  const personal = (match: Matched): boolean => personalIn(request)(match) !== undefined
  const stage = { reading, matches: matches.value, contract, mapping, personal, formulaSql }
  const statements = stageSql(stage, 'many')
  if (!statements.ok) return { kind: 'refused', issues: statements.issues }
  const issues = [...reading.issues, ...read.issues, ...matches.issues]
  return { ...work, ...stage, issues }
}

/** A file far too large to be a mistake worth reading to its end is judged by its beginning. */
const trial = { above: 32 * 2 ** 20, records: 100_000, rejected: 0.9 }

const countsOf = async (
  engine: Engine,
  table: string,
): Promise<{ readonly rows: number; readonly rejected: number }> => {
  const [row] = await engine.rows(`SELECT count(*) AS n, count(faults) AS rejected FROM ${table}`)
  return { rows: numberIn(row, 'n'), rejected: numberIn(row, 'rejected') }
}

const tried = async (work: Understood): Promise<readonly Issue[]> => {
  if (work.bytes <= trial.above) return []
  const statement = trialSql(work, 'trial', trial.records)
  if (!statement.ok) return []
  const complaint = await complained(work.reading, () => work.engine.run(statement.value))
  if (complaint !== undefined) return [complaint]
  const { rows, rejected } = await countsOf(work.engine, 'trial')
  await work.engine.run('DROP TABLE trial')
  return rejected > rows * trial.rejected
    ? [issueOf('mostly-rejected', { rejected, rows, read: 'beginning' }, nowhere)]
    : []
}

const read = async (work: Understood, threads: 'one' | 'many'): Promise<Issue | undefined> => {
  const statements = stageSql(work, threads)
  if (!statements.ok) throw new Error('what could be compiled cannot be any more')
  return complained(work.reading, async () => {
    for (const statement of statements.value) await work.engine.run(statement)
  })
}

/** Reads the file into the staged table. What is wrong with it is told as one thread meets it: in its order. */
const staged = async (work: Understood): Promise<readonly Issue[]> => {
  const early = await tried(work)
  if (early.length > 0) return early
  const complaint = await watched(work, 'checking', async () => (await read(work, 'many')) && (await read(work, 'one')))
  return complaint === undefined ? [] : [complaint]
}

/** A file without a last line end may end in the middle of a record. */
const cutShort = async (work: Understood, place: (record: number) => Promise<string>): Promise<readonly Issue[]> => {
  if (!work.reading.openEnd) return []
  const [row] = await work.engine.rows(
    `SELECT record FROM ${stagedTable} WHERE record = (SELECT max(record) FROM ${stagedTable}) AND list_any_value(list_transform(faults, lambda f: f.r)) IN ('too-few-fields', 'not-json')`,
  )
  return row === undefined ? [] : [issueOf('file-truncated', { place: await place(numberIn(row, 'record')) }, nowhere)]
}

const checked = async (work: Understood): Promise<Checked> => {
  const { engine, reading } = work
  const read = await recordsRead(engine, work)
  const place = placeIn(engine, reading, read.records)
  const cut = await cutShort(work, place.text)
  if (cut.length > 0)
    return {
      quality: { failed: [], warned: [], rules: [], keyed: false },
      rows: 0,
      rejected: 0,
      read: read.records,
      issues: [],
      failed: cut,
    }
  const quality = await checkQuality(engine, place, work)
  const { rows, rejected } = await countsOf(engine, stagedTable)
  const examples = rejected === 0 ? [] : await rejectedIssues(engine, place, work)
  if (rejected > 0) await writeRejected(engine, place, work, rejectsIn(work))
  const mostly = rejected * 2 > rows ? [issueOf('mostly-rejected', { rejected, rows, read: 'all' }, nowhere)] : []
  return {
    quality,
    rows: rows - rejected,
    rejected,
    read: read.records,
    issues: [...examples, ...quality.warned, ...(await silences(engine, place, work, read))],
    failed: [...quality.failed, ...mostly],
  }
}

const collected = async (work: Work): Promise<Collected> => {
  const known = await understood(work)
  if ('kind' in known) return known
  const unread = await staged(known)
  if (unread.length > 0) return kept(work, unread)
  const result = await checked(known)
  if (result.failed.length > 0) return kept(work, [...known.issues, ...result.issues, ...result.failed])
  return written(known, result)
}

/** One file on the bench, which is left as it was found. */
const onBench = async (bench: Bench, request: CollectRequest, { asOf, ...file }: Prepared): Promise<Collected> => {
  const scratch = await mkdtemp(join(bench.scratch, 'file-'))
  const stopping = stopOn(request.signal, bench.engine)
  try {
    await emptied(bench.engine)
    return await collected({
      request: { ...request, evidence: bench.evidence },
      engine: bench.engine,
      scratch,
      ...file,
      asOf,
    })
  } finally {
    stopping.end()
    await rm(scratch, { recursive: true, force: true })
  }
}

type Prepared = File & { readonly asOf: AsOf }
const prepared = async (request: CollectRequest): Promise<Outcome<Prepared>> => {
  const asOf = asOfFrom(request.asOf, request.now, request.calendar)
  if (!asOf.ok) return asOf
  const file = await found(request.file)
  return file.ok ? { ok: true, value: { ...file.value, asOf: asOf.value }, issues: [] } : file
}

/**
 * Collects one file after the other on one engine, which takes as long to open as a small file to collect. All are for
 * the same workspace. The engine may read the files of this run and nothing else outside of the evidence, and forgets
 * each before the next. What fails outside ends the run: the next file would fail as well.
 */
export async function* collectAll(requests: readonly CollectRequest[]): AsyncGenerator<Collected, void, void> {
  const [first] = requests
  if (first === undefined) return
  const files: Outcome<Prepared>[] = []
  for (const request of requests) files.push(await prepared(request))
  const readable = files.flatMap((file) => (file.ok ? [file.value.file] : []))
  const bench = readable.length === 0 ? undefined : await orFailed(first.evidence, () => benchFor(first, readable))
  if (bench !== undefined && 'kind' in bench) return yield bench
  let done = false
  try {
    for (const [nth, request] of requests.entries()) {
      const file = files[nth]
      done = false
      const one: Collected =
        bench === undefined || file?.ok !== true
          ? { kind: 'refused', issues: file?.issues ?? [] }
          : await orFailed(bench.evidence, () => onBench(bench, request, file.value))
      done = one.kind !== 'failed'
      yield one
      if (!done) return
    }
  } finally {
    if (bench !== undefined) await cleared(bench, !done)
  }
}

/**
 * Turns a file into an immutable snapshot (architecture.md 4): read → map → check types and levels → quality rules →
 * pseudonymise → sort → write → record. Everything happens in the engine; no row is ever a value of this process.
 */
export const collect = async (request: CollectRequest): Promise<Collected> => {
  for await (const one of collectAll([request])) return one
  throw new Error('a collection gave no answer')
}
