import { expect, test } from 'vitest'
import { documentSchemas, jsonSchemaOf, type DocumentKind } from '../packages/core/src/construct/index.ts'
import { filesOfGit, textOf } from './tree.ts'

type Entry = {
  readonly term: string
  readonly name: string
  /** A field of the name, where the word has no type of its own. */
  readonly field: string | undefined
  /** The file that exports it; none for what is not built yet. */
  readonly file: string | undefined
  readonly key: string
}

/** Rows of the form | term | meaning | [`Name`](file) or [`Name.field`](file) or `Name` (later) | key |. */
const entries: readonly Entry[] = textOf('GLOSSARY.md')
  .split('\n')
  .flatMap((line) => {
    const [, term = '', , code = '', key] = line.split('|').map((cell) => cell.trim())
    const [, built, builtField, file, later] =
      /^(?:\[`(\w+)(?:\.(\w+))?`\]\((\S+)\)|`(\w+)` \(later\))$/.exec(code) ?? []
    const name = built ?? later
    return name === undefined || key === undefined ? [] : [{ term, name, field: builtField, file, key }]
  })

const sources = filesOfGit('packages/*.ts', 'packages/*.tsx').filter((path) => !/\.test\.tsx?$/.test(path))

/** What a file declares under a name, to the next thing it exports; undefined where it exports no such name. */
const declarationIn = (path: string, name: string): string | undefined =>
  textOf(path)
    .split(/^(?=export )/m)
    .find((part) => new RegExp(`^export (?:declare )?(?:type|const|interface|class|function) ${name}\\b`).test(part))

const isDeclared = ({ name, field, file = '' }: Entry): boolean => {
  const declaration = sources.includes(file) ? declarationIn(file, name) : undefined
  return declaration !== undefined && (field === undefined || new RegExp(`readonly ${field}\\??:`).test(declaration))
}

const ofStandard = [
  'analytical model',
  'attribute',
  'base measure',
  'data',
  'decision criteria',
  'derived measure',
  'indicator',
  'information need',
  'measure',
  'measurement',
  'measurement function',
  'measurement method',
  'measurement results',
  'object',
  'scale',
  'unit of measurement',
  'validation',
  'verification',
]

test('every row of the tables of terms is understood', () => {
  const rows = textOf('GLOSSARY.md')
    .split('\n')
    .filter((line) => /^\| .*`\w/.test(line))
  expect(entries.map(({ term }) => term)).toEqual(rows.map((row) => row.split('|')[1]?.trim()))
})

test('the 18 terms of the standard come first', () => {
  expect(entries.slice(0, ofStandard.length).map(({ term }) => term)).toEqual(ofStandard)
})

test('a word stands once', () => {
  const terms = entries.map(({ term }) => term)
  expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([])
})

test('what the glossary names is exported by the file it links to', () => {
  expect(entries.filter((entry) => entry.file !== undefined && !isDeclared(entry))).toEqual([])
})

test('a name or field that is not there is noticed', () => {
  const [first] = entries.filter(({ file }) => file !== undefined)
  expect(first).toBeDefined()
  expect(first && isDeclared({ ...first, name: 'Kpi' })).toBe(false)
  expect(first && isDeclared({ ...first, field: 'kpi' })).toBe(false)
})

test('what the glossary puts off is not built yet: else take "(later)" away', () => {
  const later = entries.filter(({ file }) => file === undefined)
  expect(later.filter(({ name }) => sources.some((path) => declarationIn(path, name) !== undefined))).toEqual([])
})

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** Every key that may stand somewhere in a document of a kind. */
const keysOf = (schema: Schema): readonly string[] => {
  const values = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
  const below = [...Object.values(schema.properties ?? {}), ...values, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return [
    ...Object.keys(schema.properties ?? {}),
    ...[...below, ...(schema.items === undefined ? [] : [schema.items])].flatMap(keysOf),
  ]
}

const keys = new Set(
  Object.keys(documentSchemas).flatMap((kind) =>
    keysOf(jsonSchemaOf(kind as DocumentKind) as Schema).map((key) => `\`${key}\` of a ${kind}`),
  ),
)

test('the keys it names are keys of documents', () => {
  expect(entries.filter(({ key }) => key !== '–' && !keys.has(key))).toEqual([])
})
