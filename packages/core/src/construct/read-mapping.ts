import { issueOf, type Issue, type Outcome } from '../issue/index.ts'
import { nameIssues, sharedNames } from './name.ts'
import { formulaIfAny, wordAt } from './place.ts'
import type { MappedColumn, Mapping, SourceFormat } from './programme.ts'
import { timeZoneIssues } from './read-programme.ts'
import { readAs, type Reader } from './reader.ts'
import { allSaid, repeatedEntries, saidOf } from './reference.ts'
import { formats, mappingSchema, type WrittenMapping } from './schema/index.ts'
import { entriesOf, entryAt, nodeAt, type Entry, type Node } from './tree.ts'

const checkColumn = ({ key, keySpan, value }: Entry): readonly Issue[] => {
  const of = `The column “${key}”`
  const from = entryAt(value, 'from')
  const is = entryAt(value, 'is')
  const source =
    from === undefined && is === undefined && value.kind === 'map'
      ? [issueOf('missing-one-of', { of, keys: ['from', 'is'] }, keySpan)]
      : from !== undefined && is !== undefined
        ? [issueOf('conflicting-keys', { of, keys: ['from', 'is'] }, is.keySpan)]
        : []
  return [...source, ...timeZoneIssues(nodeAt(value, ['time zone']))]
}

const checkFormat = (root: Node): readonly Issue[] => {
  const format = nodeAt(root, ['format'])
  const [one, other] = entriesOf(format)
  if (format?.kind !== 'map') return []
  if (one === undefined)
    return [
      issueOf('missing-one-of', { of: '“format”', keys: formats }, entryAt(root, 'format')?.keySpan ?? format.span),
    ]
  return other === undefined
    ? []
    : [issueOf('conflicting-keys', { of: '“format”', keys: [one.key, other.key] }, other.keySpan)]
}

const problemOf = (pattern: string): string | undefined => {
  try {
    return new RegExp(pattern, 'u').source === '' ? 'it is empty' : undefined
  } catch (problem) {
    return problem instanceof Error ? (problem.message.split(': ').at(-1) ?? problem.message) : 'it cannot be read'
  }
}
const checkPattern = (root: Node): readonly Issue[] =>
  saidOf(nodeAt(root, ['format', 'csv', 'pattern'])).flatMap(({ text, span }) => {
    const problem = problemOf(text)
    return problem === undefined ? [] : [issueOf('bad-pattern', { pattern: text, problem }, span)]
  })

const check = (root: Node, text: string): readonly Issue[] => {
  const columns = nodeAt(root, ['columns'])
  const declared = entriesOf(columns).map(({ key, keySpan }) => ({ name: key, what: 'a column', span: keySpan }))
  const isEmpty = columns?.kind === 'map' && declared.length === 0
  return [
    ...(isEmpty
      ? [
          issueOf(
            'too-few',
            { of: '“columns”', expected: 'at least one column' },
            entryAt(root, 'columns')?.keySpan ?? columns.span,
          ),
        ]
      : []),
    ...declared.flatMap(({ name, span }) => nameIssues(name, span)),
    ...sharedNames(text, declared),
    ...entriesOf(columns).flatMap(checkColumn),
    ...checkFormat(root),
    ...checkPattern(root),
    ...repeatedEntries('“header”', allSaid(nodeAt(root, ['format', 'csv', 'header']))),
  ]
}

const formatOf = (written: WrittenMapping['format']): SourceFormat => {
  if (typeof written === 'string') return { kind: written }
  if (written.csv !== undefined) return { kind: 'csv', ...written.csv }
  if (written.json !== undefined) return { kind: 'json', ...written.json }
  return { kind: written.ndjson === undefined ? 'parquet' : 'ndjson' }
}

const listed = (texts: string | readonly string[]): readonly string[] => (typeof texts === 'string' ? [texts] : texts)

const columnOf = (root: Node, name: string, written: WrittenMapping['columns'][string]): MappedColumn => {
  const path = ['columns', name]
  const is = formulaIfAny(root, [...path, 'is'])
  const values = Object.entries(written.values ?? {}).map(
    ([from, to]) => [from, to === null ? null : wordAt(root, [...path, 'values', from])] as const,
  )
  return {
    column: name,
    ...(written.from === undefined ? {} : { from: wordAt(root, [...path, 'from']) }),
    ...(is === undefined ? {} : { is }),
    ...(written.values === undefined ? {} : { values: Object.fromEntries(values) }),
    ...(written.format === undefined ? {} : { format: listed(written.format) }),
    ...(written['time zone'] === undefined ? {} : { timeZone: written['time zone'] }),
    ...(written.empty === undefined ? {} : { empty: listed(written.empty) }),
  }
}

const mappingReader: Reader<typeof mappingSchema, Mapping> = {
  kind: 'mapping',
  schema: mappingSchema,
  check,
  build: (written, root, source) => {
    const where = formulaIfAny(root, ['where'])
    return {
      kind: 'mapping',
      name: written.mapping,
      contract: written.contract,
      format: formatOf(written.format),
      ...(where === undefined ? {} : { where }),
      columns: Object.entries(written.columns).map(([name, column]) => columnOf(root, name, column)),
      ...(written.blind === undefined ? {} : { blind: written.blind }),
      source,
    }
  },
}

/** A source's mapping from its text. */
export const readMapping = (name: string, text: string): Outcome<Mapping> => readAs(mappingReader, name, text)
