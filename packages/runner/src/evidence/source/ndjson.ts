import { issueOf, type Outcome } from '@isometric/core/issue'
import type { SourceFormat } from '@isometric/core/construct'
import { fieldsOf, structureOf } from '../json-fields.ts'
import { nowhere, refused, type Reading, type ReadRequest, type Source } from '../reading.ts'
import { lineTable } from '../text/line-table.ts'
import { sound } from '../text/sound.ts'

const read = async (request: ReadRequest, format: SourceFormat): Promise<Outcome<Reading>> => {
  if (format.kind !== 'ndjson') throw new Error(`a ${format.kind} file was given to the reader of NDJSON`)
  const text = await sound(request, undefined)
  if (!text.ok) return text
  if (text.value.head.trim() === '') return refused(issueOf('file-empty', { file: request.file }, nowhere))
  // Lines are read as they are, so that one broken line is one rejected row and not a broken file.
  const from = `SELECT record, line, CASE WHEN json_valid(line) THEN line::JSON END AS j FROM (${lineTable(text.value.file, 0)}) WHERE trim(line) <> ''`
  const structure = await structureOf(request.engine, 'j', `SELECT j FROM (${from}) WHERE j IS NOT NULL`)
  const value: Reading = {
    from,
    fields: fieldsOf(structure, 'j', ''),
    fault: `CASE WHEN j IS NULL THEN 'not-json' WHEN json_type(j) <> 'OBJECT' THEN 'not-a-record' END`,
    faultText: 'line',
    unit: 'line',
    openEnd: !text.value.endsWithLineEnd,
    sparse: true,
    ...(structure === null ? { empty: true } : {}),
    complaint: async (message) =>
      /Maximum line size/i.test(message) ? issueOf('line-too-long', { place: 'some line' }, nowhere) : undefined,
    issues: text.value.issues,
  }
  return { ok: true, value, issues: [] }
}

/** A JSON document on every line. */
export const ndjson: Source = { kind: 'ndjson', endings: ['.ndjson', '.jsonl'], begins: () => false, read }
