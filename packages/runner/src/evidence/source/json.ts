import { join } from 'node:path'
import { issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import type { SourceFormat } from '@isometric/core/construct'
import { EngineFailure } from '../../engine/index.ts'
import { fieldsOf, pointer, structureOf } from '../json-fields.ts'
import { nowhere, refused, type Field, type Reading, type ReadRequest, type Source } from '../reading.ts'
import { quoted } from '../sql-text.ts'
import { decoded, headOf, tailOf } from '../text/head.ts'
import { jsonFault, type JsonFault } from '../text/json-fault.ts'
import { blankLines } from '../text/rewrite.ts'
import { sound, type Sound } from '../text/sound.ts'

/** One step of the way to the records: names to follow, then each item of a list or each entry of an object. */
type Hop = { readonly names: readonly string[]; readonly each: 'item' | 'entry' }

/** @example hops('Results[].Vulnerabilities[]') //=> [{ names: ['Results'], each: 'item' }, { names: ['Vulnerabilities'], each: 'item' }] */
const hops = (path: string): readonly Hop[] => {
  const found: Hop[] = []
  let names: string[] = []
  for (const part of path.split('.').filter((one) => one !== '' && one !== '$')) {
    const list = part.endsWith('[]')
    const name = list ? part.slice(0, -2) : part
    if (name === '*') found.push({ names, each: 'entry' })
    else if (list) found.push({ names: name === '' ? names : [...names, name], each: 'item' })
    else {
      names = [...names, name]
      continue
    }
    names = []
  }
  return names.length === 0 ? found : [...found, { names, each: 'item' }]
}

/** A level of the way: its documents' column, how its fields are called, and the query that reaches it. */
type Level = { readonly column: string; readonly prefix: string; readonly from: string }

const level = (above: Level, hop: Hop, depth: number): Level => {
  const at = hop.names.length === 0 ? above.column : `json_extract(${above.column}, ${quoted(pointer(hop.names))})`
  const column = `j${depth}`
  // Where a list is expected, an object alone is its one item: many programs write a list of one so.
  const items = `CASE WHEN json_type(${at}) = 'OBJECT' THEN [${at}] ELSE json_extract(${at}, '$[*]') END`
  const each =
    hop.each === 'item'
      ? `unnest(${items}) AS ${column}`
      : `unnest(json_keys(${at})) AS k${depth}, unnest(json_extract(${at}, '$.*')) AS ${column}`
  const step = [...hop.names, ...(hop.each === 'entry' ? ['*'] : [])].join('.')
  return {
    column,
    prefix: above.prefix === '' ? step : step === '' ? above.prefix : `${above.prefix}.${step}`,
    from: `SELECT *, ${each} FROM (${above.from})`,
  }
}

const levelsOf = (root: Level, path: readonly Hop[]): readonly Level[] =>
  path.reduce<readonly Level[]>((levels, hop, i) => [...levels, level(levels.at(-1) ?? root, hop, i + 1)], [root])

/** Whether the first step leads anywhere; a later one may be missing because there is nothing to report. */
const firstMissing = (structure: unknown, hop: Hop | undefined): string | undefined => {
  let at = structure
  for (const name of hop?.names ?? []) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return name
    at = Object.entries(at).find(([key]) => key === name)?.[1]
  }
  return undefined
}

/** The records' own fields go first; what stands on the way keeps its path, the root's needs none. */
const allFields = async (
  request: ReadRequest,
  levels: readonly Level[],
  ofRoot: unknown,
): Promise<{ readonly fields: readonly Field[]; readonly empty: boolean }> => {
  const found: Field[] = []
  let empty = false
  for (const [i, { column, prefix, from }] of levels.entries()) {
    const last = i === levels.length - 1
    const structure = i === 0 ? ofRoot : await structureOf(request.engine, column, from)
    found.unshift(...fieldsOf(structure, column, last ? '' : prefix))
    empty = structure === null
    if (prefix.endsWith('*')) found.push({ name: prefix, sql: `k${i}` })
  }
  // A formula knows one field by a name, and so does “from”: the nearest.
  const nearest = new Map(found.toReversed().map((field) => [field.name, field]))
  return { fields: found.filter((field) => nearest.get(field.name) === field), empty }
}

const whyOf = (fault: JsonFault | undefined): string => {
  if (fault === undefined) return 'its texts or brackets cannot be read'
  const line = `line ${fault.line.toLocaleString('en-GB')}`
  if (fault.kind === 'sign')
    return `on ${line}, column ${fault.column}, “${fault.found.slice(0, 40)}” stands where ${fault.expected} is expected`
  const { open } = fault
  return open === undefined
    ? `it ends on ${line} in the middle of a value`
    : `it ends on ${line}, and what opens with ${open.sign} on line ${open.line.toLocaleString('en-GB')} is not closed: it was cut short`
}

const damaged = (fault: JsonFault | undefined): Issue =>
  issueOf('file-damaged', { format: 'JSON', why: whyOf(fault) }, nowhere)

/** What the engine says of a file names bytes of one of its records; people look for a line. */
const damage = async (message: string, file: string): Promise<Issue | undefined> => {
  if (/maximum_object_size/.test(message))
    return issueOf('file-damaged', { format: 'JSON', why: 'it is one document too large to read at once' }, nowhere)
  return /JSON/.test(message) ? damaged(await jsonFault(file)) : undefined
}

/** A document is read at once; one that leaves no memory for anything else is not. */
const largest = 2 ** 30

const opened = async (
  request: ReadRequest,
  format: Extract<SourceFormat, { readonly kind: 'json' }>,
  text: Sound,
): Promise<Outcome<Reading>> => {
  const first = text.head.trimStart()[0]
  if (first === undefined) return refused(issueOf('file-empty', { file: request.file }, nowhere))
  if (first !== '{' && first !== '[')
    return refused(issueOf('file-damaged', { format: 'JSON', why: `it begins with “${first}”` }, nowhere))
  // A list that is cut short behind a comma is whole to the engine.
  const isSuspect = first === '[' && !(await tailOf(text.file)).trimEnd().endsWith(']')
  const fault = isSuspect ? await jsonFault(text.file) : undefined
  if (fault !== undefined) return refused(damaged(fault))
  const size = Math.max(16 * 2 ** 20, Math.min(largest, request.bytes * 2))
  const shape = first === '[' ? 'array' : 'unstructured'
  const root = {
    column: 'j0',
    prefix: '',
    from: `SELECT json AS j0 FROM read_json_objects(${quoted(text.file)}, format = '${shape}', maximum_object_size = ${size})`,
  }
  const path = hops(format.rows ?? '')
  // A list at the top is gone through anyway.
  const below = shape === 'array' && path[0]?.names.length === 0 && path[0].each === 'item' ? path.slice(1) : path
  const ofRoot = await structureOf(request.engine, 'j0', root.from)
  const missing = firstMissing(ofRoot, below[0])
  const levels = levelsOf(root, below)
  const leaf = levels.at(-1) ?? root
  const { fields, empty } = await allFields(request, levels, ofRoot)
  const value: Reading = {
    from: `SELECT row_number() OVER () AS record, * FROM (${leaf.from})`,
    fields,
    fault: `CASE WHEN json_type(${leaf.column}) <> 'OBJECT' THEN 'not-a-record' END`,
    unit: 'record',
    openEnd: false,
    sparse: true,
    ...(empty ? { empty } : {}),
    complaint: (message) => damage(message, text.file),
    issues: text.issues,
  }
  if (missing !== undefined && fields.length > 0)
    return refused(issueOf('rows-not-found', { path: format.rows ?? '', at: missing }, nowhere))
  return { ok: true, value, issues: [] }
}

/** The text from a line on, where the engine would stumble over those before it. */
const afterLines = async (lines: number, text: Sound, { scratch }: ReadRequest): Promise<Sound> => {
  if (lines === 0) return text
  const file = join(scratch, 'after-lines.json')
  await blankLines(text.file, lines, file)
  return { ...text, file, mark: 0, head: decoded(await headOf(file), { name: 'utf-8', mark: 0, sure: true }) }
}

const read = async (request: ReadRequest, format: SourceFormat): Promise<Outcome<Reading>> => {
  if (format.kind !== 'json') throw new Error(`a ${format.kind} file was given to the reader of JSON`)
  const whole = await sound(request, undefined)
  if (!whole.ok) return whole
  const text = await afterLines(format.skip ?? 0, whole.value, request)
  try {
    return await opened(request, format, text)
  } catch (thrown) {
    const isInput = thrown instanceof EngineFailure && thrown.kind === 'input'
    const issue = isInput ? await damage(thrown.message, text.file) : undefined
    if (issue === undefined) throw thrown
    return refused(issue)
  }
}

/** One JSON document, or several; `rows` is the way to the records in it. */
export const json: Source = {
  kind: 'json',
  endings: ['.json'],
  begins: (head) => /^\s*[[{]/.test(head.toString('latin1')),
  read,
}
