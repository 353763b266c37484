/** Rows of the store as the bytes that were hashed, one after the other, without being understood. */
import type { DatabaseSync } from 'node:sqlite'
import { digestOfText } from '../log/index.ts'
import type { RecordedTable } from '../store/index.ts'

/** A row: its number, the digest of its bytes, its own kind, and when it was known, where it says so. */
export type Read = {
  readonly number: number
  readonly digest: string
  readonly kind: string
  readonly knownAt: string | undefined
}

/** Rows in their order, of which one can look at the next before taking it. */
export type Rows = { readonly next: () => Read | undefined; readonly take: () => Read | undefined }

const columnsOf = (database: DatabaseSync, table: string): readonly string[] =>
  database
    .prepare(`pragma table_info("${table}")`)
    .all()
    .map((row) => String(row['name']))
    .toSorted()

const asText = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : typeof value === 'number' ? String(value) : 'null'

/** Written as `rowText` writes a row, whose columns need not be sorted anew each time. */
const writerOf = (columns: readonly string[]) => {
  const at = columns.indexOf('document')
  const names = columns.map((name) => `${JSON.stringify(name)}:`)
  return (values: readonly unknown[]): string => {
    const document = at < 0 ? undefined : values[at]
    let text = ''
    for (let i = 0; i < names.length; i++)
      if (i !== at || typeof document !== 'string')
        text += `${text === '' ? '{' : ','}${names[i] ?? ''}${asText(values[i])}`
    return typeof document === 'string' ? `${text}}\n${document}` : `${text}}`
  }
}

/** Rows of a table from a number on. */
export const rowsFrom = (database: DatabaseSync, table: RecordedTable, first: number): Rows => {
  const columns = columnsOf(database, table)
  const listed = columns.map((name) => `"${name}"`).join(', ')
  const statement = database.prepare(`select ${listed} from "${table}" where id >= ? order by id`)
  statement.setReturnArrays(true)
  const rows = statement.iterate(first)
  const write = writerOf(columns)
  const [id, kind, knownAt] = [columns.indexOf('id'), columns.indexOf('kind'), columns.indexOf('known_at')]
  const read = (): Read | undefined => {
    const { value, done } = rows.next()
    if (done === true || !Array.isArray(value)) return undefined
    const values: readonly unknown[] = value
    return {
      number: Number(values[id]),
      digest: digestOfText(write(values)),
      kind: kind < 0 ? table : `${table}/${String(values[kind])}`,
      knownAt: knownAt < 0 ? undefined : String(values[knownAt]),
    }
  }
  let held = read()
  return {
    next: () => held,
    take: () => {
      const taken = held
      held = read()
      return taken
    },
  }
}
