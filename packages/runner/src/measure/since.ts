import { sqlName, type Contract } from '@isometric/core/construct'
import { mayMatterLate, ordered, type Since } from '@isometric/core/plan'
import { canonical } from '@isometric/core/record'
import type { Snapshot } from '@isometric/core/term'
import type { Engine, Row } from '../engine/index.ts'
import type { Answers } from '../store/index.ts'
import { semanticsVersion, sha256 } from './seal.ts'

/** From when on each snapshot of a table matters, and under which keys that is remembered. */
export type Sinces = {
  readonly since: Readonly<Record<string, readonly Since[]>>
  readonly keys: readonly string[]
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** One key for each snapshot, which covers all before it too. */
const keysOf = (contract: Contract, snapshots: readonly Snapshot[], timeZone: string): readonly string[] =>
  snapshots.map((_, ordinal) =>
    sha256(
      canonical([
        'since',
        semanticsVersion,
        timeZone,
        sha256(contract.source.text),
        snapshots.slice(0, ordinal + 1).map(({ digest, source, asOf }) => [digest, source, asOf]),
      ]),
    ),
  )

const always: Since = { any: null, ends: null }

const sinceIn = (document: string): Since => {
  try {
    const value: unknown = JSON.parse(document)
    if (typeof value !== 'object' || value === null || !('any' in value) || !('ends' in value)) return always
    const { any, ends } = value
    return typeof any === 'string' && typeof ends === 'string' ? { any, ends } : always
  } catch {
    return always
  }
}

const never = "TIMESTAMP 'infinity'"

/** A moment of a row; a date is where its day begins in the zone. */
const momentSql = (contract: Contract, column: string, row: string, timeZone: string): string => {
  const name = `CAST(${row}.${quoted(sqlName(column))} AS TIMESTAMP)`
  const isDate = contract.columns.find((each) => each.name === column)?.type.kind === 'date'
  return isDate ? `timezone('UTC', timezone(${text(timeZone)}, ${name}))` : name
}

/**
 * From when on a delivery matters: every row of it is compared with the version known before. What is new or otherwise
 * than before matters from the earlier beginning on; where only the end is another, from the earlier end on.
 */
const sinceSql = (contract: Contract, ordinal: number, timeZone: string): string => {
  const { describes } = contract
  const table = `evidence.${quoted(sqlName(contract.name))}`
  const keys = contract.key.map((name) => quoted(sqlName(name)))
  const begins = describes.kind === 'events' ? describes.at : describes.kind === 'records' ? describes.from : ''
  const ends = describes.kind === 'records' ? describes.to : undefined
  const begun = (row: string): string =>
    `coalesce(${momentSql(contract, begins, row, timeZone)}, TIMESTAMP '-infinity')`
  const ended = (row: string): string =>
    ends === undefined ? never : `coalesce(${momentSql(contract, ends, row, timeZone)}, ${never})`
  const others = contract.columns
    .filter(({ name, is }) => is === undefined && name !== ends && !contract.key.includes(name))
    .map(({ name }) => quoted(sqlName(name)))
  const differs = (names: readonly string[]): string =>
    names.length === 0 ? 'FALSE' : names.map((name) => `o.${name} IS DISTINCT FROM n.${name}`).join(' OR ')
  const same = keys.map((key) => `o.${key} IS NOT DISTINCT FROM n.${key}`).join(' AND ')
  const earlier = `least(${begun('o')}, ${begun('n')})`
  const otherwise = `CASE WHEN o._snapshot IS NULL THEN ${begun('n')} WHEN ${differs(others)} THEN ${earlier} `
  const end = ends === undefined ? [] : [quoted(sqlName(ends))]
  const told = (sql: string): string => `strftime(coalesce(min(${sql}), ${never}), '%Y-%m-%dT%H:%M:%SZ')`
  return `WITH n AS MATERIALIZED (SELECT * FROM ${table} WHERE _snapshot = ${ordinal}),
o AS (SELECT b.* FROM ${table} AS b SEMI JOIN n ON ${keys.map((key) => `b.${key} IS NOT DISTINCT FROM n.${key}`).join(' AND ')} WHERE b._snapshot < ${ordinal} QUALIFY row_number() OVER (PARTITION BY ${keys.map((key) => `b.${key}`).join(', ')} ORDER BY b._snapshot DESC) = 1)
SELECT ${told(`${otherwise}WHEN ${differs(end)} THEN ${earlier} END`)} AS "any", ${told(`${otherwise}WHEN ${differs(end)} THEN least(${ended('o')}, ${ended('n')}) END`)} AS ends
FROM n LEFT JOIN o ON ${same}`
}

/** What is beyond all times a period can have, or before them. */
const instantOf = (cell: Row[string] | undefined): string | null =>
  typeof cell !== 'string' || cell.startsWith('-') ? null : cell === 'infinity' ? '9999-12-31T23:59:59Z' : cell

/**
 * Looks, for snapshots that came since the last time, from when on they matter. The first time there is nothing to be
 * spared, and nothing is looked for.
 */
export const sincesOf = async (
  engine: Engine,
  contracts: readonly Contract[],
  stored: Readonly<Record<string, readonly Snapshot[]>>,
  timeZone: string,
  answers: Answers | undefined,
): Promise<Sinces> => {
  const since: Record<string, readonly Since[]> = {}
  const every: string[] = []
  for (const contract of answers === undefined ? [] : contracts.filter(mayMatterLate)) {
    const snapshots = ordered(stored[contract.name] ?? [])
    const keys = keysOf(contract, snapshots, timeZone)
    const known = answers?.known(keys) ?? new Map<string, string>()
    const isFirst = known.size === 0
    const found: Since[] = []
    for (const [ordinal, key] of keys.entries()) {
      const document = known.get(key)
      if (document !== undefined || isFirst || ordinal === 0) {
        found.push(document === undefined ? always : sinceIn(document))
        continue
      }
      const [row] = await engine.rows(sinceSql(contract, ordinal, timeZone))
      found.push({ any: instantOf(row?.['any']), ends: instantOf(row?.['ends']) })
    }
    since[contract.name] = found
    every.push(...keys)
    answers?.remember(new Map(keys.map((key, i) => [key, JSON.stringify(found[i] ?? always)])))
  }
  return { since, keys: every }
}
