import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { canonical, type Json } from '@isometric/core/record'
import { issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import { sqlName, type Contract, type Mapping } from '@isometric/core/construct'
import type { Calendar, Snapshot } from '@isometric/core/term'
import { EngineFailure, type Engine } from '../engine/index.ts'
import { numberIn, textIn } from './answer.ts'
import { benchFor, cleared, emptied, found, stopOn, type Bench, type File } from './bench.ts'
import { storedAs } from './cell.ts'
import { contentDigest, fileDigest, part, textDigest } from './content.ts'
import { orFailed, type Failed } from './failed.ts'
import { rejectedByReason, rejectedIssues, writeRejected } from './faults.ts'
import { folderOf, settle } from './folder.ts'
import type { FormulaSql } from './formula.ts'
import { asOfFrom, coversOf, type AsOf } from './instants.ts'
import { keyContract, type Keys } from './keys.ts'
import { readManifest, snapshotOf, type Manifest, type StoredSnapshot } from './manifest.ts'
import { matched, wantedNames, type Matched } from './matched.ts'
import { placeIn } from './place.ts'
import { pseudonymise } from './pseudonym.ts'
import { checkQuality, type Quality } from './quality.ts'
import { quarantined } from './quarantine.ts'
import { nowhere, type Reading, type Source } from './reading.ts'
import { named, quoted } from './sql-text.ts'
import { recordsRead, silences } from './silence.ts'
import { sources } from './source/index.ts'
import { headOf } from './text/head.ts'
import { stagedTable, stageSql, type Stage } from './staged.ts'

/** Goes up when the same file would be stored differently. */
const collector = 'isometric-collect/2'

export const phases = ['reading', 'checking', 'writing'] as const
export type Phase = (typeof phases)[number]

export type CollectRequest = {
  readonly contract: Contract
  /** All contracts, because a reference to a person has that person's key. */
  readonly contracts: readonly Contract[]
  readonly file: string
  readonly mapping?: Mapping | undefined
  /** A local day or an instant; the clock where nothing is said. */
  readonly asOf?: string | undefined
  readonly covers?: Snapshot['covers'] | undefined
  readonly sourceName: string
  /** The workspace's folder of evidence. */
  readonly evidence: string
  readonly calendar: Calendar
  readonly now: string
  readonly keys: Keys
  readonly formulaSql: FormulaSql
  readonly memoryBytes?: number | undefined
  readonly threads?: number | undefined
  readonly onProgress?: ((bytesDone: number, bytesTotal: number, phase: Phase) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * `stored`: there is a snapshot, now or already. `quarantined`: the file was kept and nothing else changed.
 * `refused`: the request itself was wrong. `failed`: something outside did, a disk for one; what was known before still
 * is. The issues of a stored file are warnings and notices.
 */
export type Collected =
  | {
      readonly kind: 'stored'
      readonly known: boolean
      readonly snapshot: StoredSnapshot
      readonly manifest: Manifest
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'quarantined'
      readonly contract: string
      readonly path: string
      readonly issues: readonly Issue[]
    }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | Failed

/** Everything one collection knows while it runs. */
type Work = {
  readonly request: CollectRequest
  readonly engine: Engine
  readonly scratch: string
  readonly file: string
  readonly bytes: number
  readonly asOf: AsOf
}

/** A file found, read and understood, with nothing checked yet. */
type Understood = Work & Stage & { readonly statement: string; readonly issues: readonly Issue[] }

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

const personalIn =
  ({ contract, contracts }: CollectRequest) =>
  (match: Matched): string | undefined =>
    keyContract(match.column, contract, contracts)

/** Says every tenth of a second how far the engine is. */
const watched = async <T>({ engine, request, bytes }: Work, phase: Phase, act: () => Promise<T>): Promise<T> => {
  const { onProgress } = request
  if (onProgress === undefined) return act()
  onProgress(0, bytes, phase)
  const clock = setInterval(() => onProgress(Math.floor((engine.progress() ?? 0) * bytes), bytes, phase), 100)
  try {
    return await act()
  } finally {
    clearInterval(clock)
    onProgress(bytes, bytes, phase)
  }
}

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
  const statement = stageSql(stage, stagedTable)
  if (!statement.ok) return { kind: 'refused', issues: statement.issues }
  const issues = [...reading.issues, ...read.issues, ...matches.issues]
  return { ...work, ...stage, statement: statement.value, issues }
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
  const statement = stageSql(work, 'trial', trial.records)
  if (!statement.ok) return []
  const complaint = await complained(work.reading, () => work.engine.run(statement.value))
  if (complaint !== undefined) return [complaint]
  const { rows, rejected } = await countsOf(work.engine, 'trial')
  await work.engine.run('DROP TABLE trial')
  return rejected > rows * trial.rejected
    ? [issueOf('mostly-rejected', { rejected, rows, read: 'beginning' }, nowhere)]
    : []
}

/** Reads the file into the staged table. */
const staged = async (work: Understood): Promise<readonly Issue[]> => {
  const early = await tried(work)
  if (early.length > 0) return early
  const complaint = await complained(work.reading, () =>
    watched(work, 'checking', () => work.engine.run(work.statement)),
  )
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

type Checked = {
  readonly quality: Quality
  readonly rows: number
  readonly rejected: number
  readonly read: number
  readonly issues: readonly Issue[]
  readonly failed: readonly Issue[]
}

const checked = async (work: Understood): Promise<Checked> => {
  const { engine, reading } = work
  const read = await recordsRead(engine, work)
  const place = placeIn(engine, reading, read.records)
  const cut = await cutShort(work, place.text)
  if (cut.length > 0)
    return {
      quality: { failed: [], warned: [], rules: [] },
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

const rejectsIn = ({ scratch }: Work): string => join(scratch, 'rejects.ndjson')
const tableIn = ({ scratch }: Work): string => join(scratch, 'rows.parquet')

const timeColumn = ({ describes }: Contract): string | undefined =>
  describes.kind === 'events' ? describes.at : describes.kind === 'records' ? describes.from : undefined

/** Sorted by time, then key, then everything, so that the same rows always make the same file. */
const writeTable = async (work: Understood): Promise<void> => {
  const { engine, contract, matches, request } = work
  const personal = matches.flatMap((match, column) => {
    const key = personalIn(request)(match)
    return key === undefined ? [] : [{ column, key }]
  })
  const tables = await pseudonymise(engine, stagedTable, personal, request.keys)
  const columns = matches.map(
    ({ column }, i) => `${tables.has(i) ? `p${i}.pseudonym` : `s.v${i}`} AS ${named(sqlName(column.name))}`,
  )
  const joins = [...tables].map(([i, table]) => ` LEFT JOIN ${table} p${i} ON p${i}.plain = s.v${i}`)
  const time = timeColumn(contract)
  const order = [
    ...new Set([...(time === undefined ? [] : [time]), ...contract.key, ...matches.map(({ column }) => column.name)]),
  ]
  const present = order.filter((name) => matches.some(({ column }) => column.name === name))
  const by = present.map((name) => `${named(sqlName(name))} ASC NULLS FIRST`)
  const rows = `SELECT ${columns.join(', ')} FROM ${stagedTable} s${joins.join('')} WHERE s.faults IS NULL`
  await watched(work, 'writing', () =>
    engine.run(
      `COPY (SELECT * FROM (${rows}) ORDER BY ${by.join(', ')}) TO ${quoted(tableIn(work))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${part})`,
    ),
  )
}

/** When a staged row is, as SQL: a column of its own, or computed from others. */
const timeSql = ({ contract, matches, request }: Understood): string | undefined => {
  const column = contract.columns.find(({ name }) => name === timeColumn(contract))
  const at = matches.findIndex((match) => match.column.name === column?.name)
  if (column?.is === undefined) return at < 0 ? undefined : `v${at}`
  const cells = matches.map(({ column: { name, type } }, i) => ({ name, type, sql: `v${i}` }))
  const computed = request.formulaSql(column.is, cells, column.type)
  return computed.ok ? computed.value : undefined
}

/** What the rows say of themselves: the earliest event, and what a reader should be told. A record that begins later is planned; an event is a fault. */
const remarks = async (
  work: Understood,
): Promise<{ readonly earliest: string | null; readonly issues: readonly Issue[] }> => {
  const { engine, matches, contract, asOf } = work
  const time = contract.describes.kind === 'events' ? timeSql(work) : undefined
  const isDate = contract.columns.find(({ name }) => name === timeColumn(contract))?.type.kind === 'date'
  const limit = isDate ? `${quoted(asOf.day)}::DATE` : `${quoted(asOf.asOf)}::TIMESTAMP`
  const texts = matches.flatMap(({ column }, i) => (column.type.kind === 'text' ? [i] : []))
  const [row] = await engine.rows(
    `SELECT count(*) FILTER (rounded) AS rounded${time === undefined ? '' : `, min(${time}) AS earliest, count(*) FILTER (${time} > ${limit}) AS later`}${texts
      .map((i) => `, count(*) FILTER (regexp_matches(v${i}, '^\\s|\\s$')) AS e${i}`)
      .join('')} FROM ${stagedTable} WHERE faults IS NULL`,
  )
  const number = (name: string): number => (row?.[name] === undefined ? 0 : numberIn(row, name))
  const money = matches.find(({ column }) => column.type.kind === 'money')?.column.name ?? ''
  const issues = [
    ...(number('rounded') > 0 ? [issueOf('values-rounded', { column: money, rows: number('rounded') }, nowhere)] : []),
    ...(number('later') > 0
      ? [
          issueOf(
            'later-than-as-of',
            { column: timeColumn(contract) ?? '', rows: number('later'), asOf: asOf.asOf },
            nowhere,
          ),
        ]
      : []),
    ...texts.flatMap((i) =>
      number(`e${i}`) > 0
        ? [issueOf('blanks-kept', { column: matches[i]?.column.name ?? '', rows: number(`e${i}`) }, nowhere)]
        : [],
    ),
  ]
  return { earliest: textIn(row, 'earliest'), issues }
}

/** A document without the places its parts stand at: what it means, not how it was typed. */
const meaningOf = (value: unknown): Json => {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value
  if (Array.isArray(value)) return value.map(meaningOf)
  if (typeof value !== 'object') return null
  const entries = Object.entries(value).filter(
    ([key, item]) => key !== 'source' && key !== 'offsets' && item !== undefined,
  )
  return Object.fromEntries(entries.map(([key, item]) => [key, meaningOf(item)]))
}

const sha256 = (hex: string): string => `sha256:${hex}`

const written = async (work: Understood, result: Checked): Promise<Collected> => {
  const { request, contract, matches, mapping, asOf, engine } = work
  const remarked = await remarks(work)
  await writeTable(work)
  const covers = request.covers ?? coversOf(contract, remarked.earliest, asOf.until, request.calendar)
  const columns = matches.map(({ column }) => ({ name: sqlName(column.name), type: storedAs(column.type) }))
  const byReason = result.rejected === 0 ? [] : await rejectedByReason(engine, work)
  // What was turned away is part of what is known: the same rows after other rejections are another snapshot.
  const rejected = { total: result.rejected, byReason }
  const about = { contract: contract.name, columns, source: request.sourceName, asOf: asOf.asOf, covers, rejected }
  const digest = await contentDigest(engine, tableIn(work), columns, result.rows, about)
  const bytesDigest = await fileDigest(tableIn(work))
  const leftOut = result.read - result.rows - result.rejected
  const manifest: Manifest = {
    manifest: 1,
    digest: sha256(digest),
    file: `${bytesDigest}.parquet`,
    fileDigest: sha256(bytesDigest),
    contract: { name: contract.name, digest: sha256(textDigest(canonical(meaningOf(contract)))) },
    columns,
    source: {
      name: request.sourceName,
      digest: sha256(textDigest(canonical(mapping === undefined ? 'headers' : meaningOf(mapping)))),
    },
    collector,
    asOf: asOf.asOf,
    covers,
    collectedAt: request.now,
    rows: result.rows,
    rejected: {
      ...rejected,
      file: result.rejected === 0 ? null : `${digest}.rejects.ndjson`,
    },
    leftOut,
    quality: result.quality.rules,
    blind: mapping?.blind ?? null,
    origin: { file: basename(request.file), bytes: work.bytes },
  }
  const issues = [
    ...work.issues,
    ...result.issues,
    ...(leftOut > 0 ? [issueOf('rows-left-out', { rows: leftOut }, nowhere)] : []),
    ...remarked.issues,
  ]
  return stored(work, manifest, digest, issues)
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

/** The manifest comes last: before it the evidence is not known, with it all of it is. */
const stored = async (
  work: Understood,
  manifest: Manifest,
  digest: string,
  issues: readonly Issue[],
): Promise<Collected> => {
  const folder = folderOf(work.request.evidence, manifest.contract.name)
  const path = join(folder, `${digest}.json`)
  if (await exists(path)) {
    const before = await readManifest(path)
    const again = issueOf('already-known', { contract: manifest.contract.name }, nowhere)
    return {
      kind: 'stored',
      known: true,
      manifest: before,
      snapshot: snapshotOf(before, path),
      issues: [...issues, again],
    }
  }
  await settle(tableIn(work), join(folder, manifest.file))
  const rejects =
    manifest.rejected.file === null
      ? []
      : [
          issueOf(
            'rows-rejected',
            {
              rejected: manifest.rejected.total,
              rows: manifest.rows + manifest.rejected.total,
              file: join(folder, manifest.rejected.file),
            },
            nowhere,
          ),
        ]
  if (manifest.rejected.file !== null) await settle(rejectsIn(work), join(folder, manifest.rejected.file))
  const temporary = join(work.scratch, 'manifest.json')
  await writeFile(temporary, `${JSON.stringify(manifest, null, 2)}\n`)
  await settle(temporary, path)
  return {
    kind: 'stored',
    known: false,
    manifest,
    snapshot: snapshotOf(manifest, path),
    issues: [...issues, ...rejects],
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
