import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { EngineFailure, type Engine, type Failure, type Limits, type Parameter, type Row } from '../engine.ts'
import { rowsFrom } from './cell.ts'

/** Nothing is fetched or loaded on its own: the three extensions we use are linked in. */
const options = (limits: Limits): Record<string, string> => ({
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  ...(limits.memoryBytes === undefined ? {} : { memory_limit: `${Math.floor(limits.memoryBytes / 1024)}KiB` }),
  ...(limits.threads === undefined ? {} : { threads: String(limits.threads) }),
  temp_directory: limits.tempFolder ?? '',
})

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** After this no statement can change a setting: text from a construct runs inside these walls (language.md 9). */
const settle = async (connection: DuckDBConnection, limits: Limits): Promise<void> => {
  const only = [...(limits.only ?? []), ...(limits.tempFolder === undefined ? [] : [limits.tempFolder])]
  const walls =
    limits.only === undefined
      ? []
      : [
          `SET allowed_paths = [${only.map(literal).join(', ')}]`,
          `SET allowed_directories = [${only.map(literal).join(', ')}]`,
          'SET enable_external_access = false',
        ]
  // Spilled rows may hold personal values before they are pseudonymised: they are enciphered with a key that never
  // leaves the process. The engine calls its built-in cipher unsafe because its random numbers are not of
  // cryptographic quality; the better one is a download, and this product downloads nothing.
  const spills = ['SET force_mbedtls_unsafe = true', 'SET temp_file_encryption = true']
  const always = ["SET TimeZone = 'UTC'", ...spills, 'SET enable_progress_bar = true']
  for (const statement of [
    ...always,
    'SET enable_progress_bar_print = false',
    ...walls,
    'SET lock_configuration = true',
  ])
    await connection.run(statement)
}

const kinds: readonly (readonly [pattern: RegExp, kind: Failure])[] = [
  [/^INTERRUPT/i, 'interrupted'],
  [/max_temp_directory_size|No space left/i, 'disk'],
  [/^Out of Memory/i, 'memory'],
  [/^IO Error|^Permission Error/i, 'file'],
  [
    /^Invalid Input Error: (CSV Error|The CSV Parser|Malformed JSON|File .*Parquet|No magic bytes)|Parquet|TProtocolException|JSON/i,
    'input',
  ],
]

const failure = (thrown: unknown): EngineFailure => {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new EngineFailure(kinds.find(([pattern]) => pattern.test(message))?.[1] ?? 'statement', message)
}

const orFailure = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (thrown) {
    throw failure(thrown)
  }
}

async function* batches(connection: DuckDBConnection, sql: string): AsyncIterable<readonly Row[]> {
  const result = await orFailure(() => connection.stream(sql))
  const names = result.deduplicatedColumnNames()
  for (;;) {
    const chunk = await orFailure(() => result.fetchChunk())
    if (chunk === null || chunk.rowCount === 0) return
    yield rowsFrom(names, chunk.getRows())
  }
}

/** DuckDB inside the process, over files; it holds nothing of its own (`:memory:`). */
export const duckdb = async (limits: Limits): Promise<Engine> => {
  const instance = await orFailure(() => DuckDBInstance.create(':memory:', options(limits)))
  const connection = await orFailure(() => instance.connect())
  await orFailure(() => settle(connection, limits))
  const values = (parameters: readonly Parameter[] | undefined) =>
    parameters === undefined ? undefined : [...parameters]
  return {
    name: 'duckdb',
    run: (sql, parameters) => orFailure(async () => void (await connection.run(sql, values(parameters)))),
    rows: (sql, parameters) =>
      orFailure(async () => {
        const read = await connection.runAndReadAll(sql, values(parameters))
        return rowsFrom(read.deduplicatedColumnNames(), read.getRows())
      }),
    stream: (sql) => batches(connection, sql),
    progress: () => (connection.progress.percentage < 0 ? null : connection.progress.percentage / 100),
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
