import { issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import type { SourceFormat } from '@isometric/core/construct'
import { EngineFailure } from '../../engine/index.ts'
import { textIn } from '../answer.ts'
import { nowhere, refused, type Reading, type ReadRequest, type Source } from '../reading.ts'
import { named, quoted } from '../sql-text.ts'

const damaged = (message: string): Issue =>
  issueOf(
    'file-damaged',
    {
      format: 'Parquet',
      why: (message.split('\n')[0] ?? message).replace(/^[A-Za-z ]*Error: /, '').replace(/[. ]+$/, ''),
    },
    nowhere,
  )

const isNested = (type: string): boolean => /^(STRUCT|MAP|UNION)|\[\]$|\[\d+\]$/.test(type)

/** Everything becomes text and is read again by the contract's type: nothing is lost, and one set of rules decides. */
const asText = (name: string, type: string): string =>
  isNested(type) ? `CAST(to_json(${named(name)}) AS VARCHAR)` : `CAST(${named(name)} AS VARCHAR)`

const read = async (request: ReadRequest, format: SourceFormat): Promise<Outcome<Reading>> => {
  if (format.kind !== 'parquet') throw new Error(`a ${format.kind} file was given to the reader of Parquet`)
  const table = `read_parquet(${quoted(request.file)})`
  try {
    const columns = await request.engine.rows(`DESCRIBE SELECT * FROM ${table}`)
    const value: Reading = {
      from: `SELECT row_number() OVER () AS record, * FROM ${table}`,
      inOrder: `SELECT * FROM ${table}`,
      fields: columns.map((row) => {
        const name = textIn(row, 'column_name') ?? ''
        const type = textIn(row, 'column_type') ?? ''
        return { name, sql: asText(name, type), ...(type === 'VARCHAR' ? {} : { native: { sql: named(name), type } }) }
      }),
      fault: 'NULL::VARCHAR',
      unit: 'record',
      openEnd: false,
      complaint: async (message) => damaged(message),
      issues: [],
    }
    return { ok: true, value, issues: [] }
  } catch (thrown) {
    if (thrown instanceof EngineFailure && thrown.kind === 'input') return refused(damaged(thrown.message))
    throw thrown
  }
}

/** Apache Parquet. A time in it without a zone is local, like everywhere. */
export const parquet: Source = {
  kind: 'parquet',
  endings: ['.parquet'],
  begins: (head) => head.subarray(0, 4).toString('latin1') === 'PAR1',
  read,
}
