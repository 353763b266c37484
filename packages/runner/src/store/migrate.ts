import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Issue } from '@isometric/core/issue'
import { issueAt } from './failure.ts'
import { writing, type Access } from './sqlite.ts'

/** Stands in the file's header, so that another program's database is not taken for ours. */
const applicationId = 0x27004

const folder = new URL('./migration/', import.meta.url)

/** `0001-results.sql` brings schema 0 to schema 1, and so on. */
const migrations: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()

/** The schema this version reads and writes. */
export const schemaVersion = migrations.length

const headerNumber = (database: DatabaseSync, pragma: 'user_version' | 'application_id'): number => {
  const value = database.prepare(`pragma ${pragma}`).get()?.[pragma]
  return typeof value === 'number' ? value : 0
}

export const isEmpty = (database: DatabaseSync): boolean =>
  database.prepare('select count(*) as n from sqlite_schema').get()?.['n'] === 0

const apply = (database: DatabaseSync, from: number): void => {
  for (const name of migrations.slice(from)) database.exec(readFileSync(new URL(name, folder), 'utf8'))
  database.exec(`pragma user_version = ${schemaVersion}; pragma application_id = ${applicationId};`)
}

const problemWith = (database: DatabaseSync, file: string, access: Access): Issue | undefined => {
  const found = headerNumber(database, 'user_version')
  const ours = headerNumber(database, 'application_id') === applicationId
  if (!ours && !isEmpty(database)) return issueAt(file, 'store-not-ours', { file })
  if (found > schemaVersion) return issueAt(file, 'store-newer', { file, found, known: schemaVersion })
  if (access === 'read' && ours && found < schemaVersion) {
    return issueAt(file, 'store-older', { file, found, known: schemaVersion })
  }
  return undefined
}

/**
 * Brings a store up to this version's schema, all of it or nothing, while no other process can; or says why not.
 * SQLite takes the schema and the header's numbers back with the transaction.
 */
export const migrate = (database: DatabaseSync, file: string, access: Access): Issue | undefined => {
  const problem = problemWith(database, file, access)
  if (problem !== undefined) return problem
  if (access === 'write') database.exec(writing)
  if (headerNumber(database, 'user_version') === schemaVersion) return undefined
  database.exec('begin exclusive')
  try {
    apply(database, headerNumber(database, 'user_version'))
    database.exec('commit')
  } catch (thrown) {
    database.exec('rollback')
    throw thrown
  }
  return undefined
}

/** The schema as SQLite has it: committed as `schema.sql`, so that a change of it can be reviewed. */
export const schemaOf = (database: DatabaseSync): string =>
  database
    .prepare(
      "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by tbl_name, type = 'table' desc, name",
    )
    .all()
    .map((row) => `${String(row['sql'])};\n`)
    .join('\n')

/** How a database differs from what this version makes, in tables and in the numbers of its header; undefined: not at all. */
export const schemaProblem = (database: DatabaseSync): string | undefined => {
  const sound = new DatabaseSync(':memory:')
  try {
    migrate(sound, ':memory:', 'write')
    if (schemaOf(database) !== schemaOf(sound)) return 'its tables, indexes or triggers are not those it was made with'
    const numbers = ['user_version', 'application_id'] as const
    return numbers.every((name) => headerNumber(database, name) === headerNumber(sound, name))
      ? undefined
      : 'the numbers in its header are not those it was made with'
  } finally {
    sound.close()
  }
}
