import { hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/**
 * What engines answered before, by a key that covers everything the answer depends on. It is no part of the record:
 * whoever deletes the file only makes the next run longer, and a file that cannot be read is begun anew.
 */
export type Answers = {
  readonly known: (keys: readonly string[]) => ReadonlyMap<string, string>
  readonly remember: (found: ReadonlyMap<string, string>) => void
  /** Forgets every answer that is not among these. */
  readonly keepOnly: (keys: ReadonlySet<string>) => void
  readonly close: () => void
}

const schema =
  'create table if not exists answer (key text primary key, document text not null, seal text not null) strict, without rowid'

/** A bit that turns over on a disk must not become a number. */
const sealOf = (key: string, document: string): string => hash('sha256', `${key} ${document}`)

const opened = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file)
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = normal')
    database.exec(schema)
    database.prepare('select key, document, seal from answer limit 1').get()
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

const anew = (file: string): DatabaseSync => {
  for (const path of [file, `${file}-wal`, `${file}-shm`]) rmSync(path, { force: true })
  return opened(file)
}

const openOrAnew = (file: string): DatabaseSync | undefined => {
  try {
    return opened(file)
  } catch {
    try {
      return anew(file)
    } catch {
      return undefined
    }
  }
}

/** All of it or nothing; what could not be remembered is asked again, and must not end the run. */
const together = (database: DatabaseSync, act: () => void): void => {
  try {
    database.exec('begin immediate')
    act()
    database.exec('commit')
  } catch {
    if (database.isTransaction) database.exec('rollback')
  }
}

/** Opens the answers in a file, and makes it where there is none; undefined where that cannot be. */
export const openAnswers = (file: string): Answers | undefined => {
  const database = openOrAnew(file)
  if (database === undefined) return undefined
  const find = database.prepare('select document, seal from answer where key = ?')
  const add = database.prepare('insert or replace into answer (key, document, seal) values (?, ?, ?)')
  return {
    known: (keys) =>
      new Map(
        keys.flatMap((key) => {
          const { document, seal } = find.get(key) ?? {}
          return typeof document === 'string' && seal === sealOf(key, document) ? [[key, document] as const] : []
        }),
      ),
    remember: (found) =>
      together(database, () => {
        for (const [key, document] of found) add.run(key, document, sealOf(key, document))
      }),
    keepOnly: (keys) =>
      together(database, () => {
        const all = database.prepare('select key from answer').all()
        const forget = database.prepare('delete from answer where key = ?')
        for (const { key } of all) if (typeof key === 'string' && !keys.has(key)) forget.run(key)
      }),
    close: () => database.close(),
  }
}
