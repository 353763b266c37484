/** What was checked becomes a snapshot: sorted, pseudonymised, written, named by its content, known by its manifest. */
import { stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { canonical, type Json } from '@isometric/core/record'
import { issueOf, type Issue } from '@isometric/core/issue'
import { sqlName, type Contract } from '@isometric/core/construct'
import { numberIn, textIn } from './answer.ts'
import { emptied } from './bench.ts'
import { storedAs } from './cell.ts'
import { contentDigest, fileDigest, rowGroup, textDigest } from './content.ts'
import { hasPlainEdges } from './edge.ts'
import { rejectedByReason } from './faults.ts'
import { folderOf, settle } from './folder.ts'
import { coversOf } from './instants.ts'
import { readManifest, snapshotOf, type Manifest } from './manifest.ts'
import { pseudonymise } from './pseudonym.ts'
import { evidenceRecord } from './recorded.ts'
import { nowhere } from './reading.ts'
import { named, quoted } from './sql-text.ts'
import { stagedTable } from './staged.ts'
import { personalIn, watched, rejectsIn, type Collected, type Work, type Understood, type Checked } from './work.ts'

/** Goes up when the same file would be stored differently. */
const collector = 'isometric-collect/3'

const tableIn = ({ scratch }: Work): string => join(scratch, 'rows.parquet')

const timeColumn = ({ describes }: Contract): string | undefined =>
  describes.kind === 'events' ? describes.at : describes.kind === 'records' ? describes.from : undefined

/** Sorted by time, then key, then everything where keys come again, so that the same rows always make the same file. */
const writeTable = async (work: Understood, keyed: boolean): Promise<void> => {
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
  const rest = keyed ? [] : matches.map(({ column }) => column.name)
  const order = [...new Set([...(time === undefined ? [] : [time]), ...contract.key, ...rest])]
  const present = order.filter((name) => matches.some(({ column }) => column.name === name))
  const by = present.map((name) => `${named(sqlName(name))} ASC NULLS FIRST`)
  const rows = `SELECT ${columns.join(', ')} FROM ${stagedTable} s${joins.join('')} WHERE s.faults IS NULL`
  await watched(work, 'writing', () =>
    engine.run(
      `COPY (SELECT * FROM (${rows}) ORDER BY ${by.join(', ')}) TO ${quoted(tableIn(work))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroup})`,
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
      .map(
        (i) =>
          `, count(CASE WHEN ${hasPlainEdges(`v${i}`)} THEN NULL WHEN regexp_matches(v${i}, '^\\s|\\s$') THEN 1 END) AS e${i}`,
      )
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

export const written = async (work: Understood, result: Checked): Promise<Collected> => {
  const { request, contract, matches, mapping, asOf, engine } = work
  const remarked = await remarks(work)
  await writeTable(work, result.quality.keyed)
  const covers = request.covers ?? coversOf(contract, remarked.earliest, asOf.until, request.calendar)
  const columns = matches.map(({ column }) => ({ name: sqlName(column.name), type: storedAs(column.type) }))
  const byReason = result.rejected === 0 ? [] : await rejectedByReason(engine, work)
  // What was turned away is part of what is known: the same rows after other rejections are another snapshot.
  const rejected = { total: result.rejected, byReason }
  const about = { contract: contract.name, columns, source: request.sourceName, asOf: asOf.asOf, covers, rejected }
  await emptied(engine)
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

/** The manifest comes last, after the record of it: before them the evidence is not known, with them all of it is. */
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
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  await writeFile(temporary, text)
  const listed = manifest.rejected.file === null ? undefined : join(folder, manifest.rejected.file)
  await work.request.record?.(await evidenceRecord(path, text, manifest, listed))
  await settle(temporary, path)
  return {
    kind: 'stored',
    known: false,
    manifest,
    snapshot: snapshotOf(manifest, path),
    issues: [...issues, ...rejects],
  }
}
