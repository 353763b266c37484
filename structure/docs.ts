/**
 * The parts of documents that are made from the code: JSON Schemas, tables of keys, issues and functions, the score of
 * the formulas in the README, and the pages of constructs. In: nothing. Out: path → text. `npm run docs` writes them; `docs.test.ts` finds them as written.
 */
import {
  documentSchemas,
  jsonSchemaOf,
  reservedWords,
  type DocumentKind,
} from '../packages/core/src/construct/index.ts'
import { functions } from '../packages/core/src/formula/function/index.ts'
import { catalogue } from '../packages/core/src/issue/index.ts'
import { passed, type Score } from '../conformance/formula/score.ts'
import { constructPages } from './construct-pages.ts'
import { textOf } from './tree.ts'

export const kinds = Object.keys(documentSchemas).map((kind) => kind as DocumentKind)

// ── JSON Schemas ────────────────────────────────────────────────────────────────────────────────────────────────────

const schemaFiles = (): readonly (readonly [path: string, text: string])[] =>
  kinds.map((kind) => [`docs/language/schema/${kind}.json`, `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`])

// ── tables of keys ──────────────────────────────────────────────────────────────────────────────────────────────────

type Schema = {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly const?: string | number | boolean
  readonly enum?: readonly string[]
  readonly format?: string
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

const branches = (schema: Schema): readonly Schema[] =>
  [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter((branch) => branch.deprecated !== true)
const withBranches = (schema: Schema): readonly Schema[] =>
  branches(schema).length === 0 ? [schema] : branches(schema)
const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
const valuesOf = (schema: Schema): Schema | undefined =>
  typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined

const scalarNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  null: 'nothing',
}

/** What a key takes, in a few words. */
const takes = (schema: Schema): string => {
  if (schema.title !== undefined) return schema.title
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ')
  if (schema.items !== undefined) return `list: ${takes(schema.items)}`
  if (schema.format === 'date' || schema.format === 'duration') return schema.format
  const values = valuesOf(schema)
  if (values !== undefined) return values.title === undefined ? 'names with keys' : `names, each with ${values.title}`
  if (schema.properties !== undefined) return 'keys'
  const either = branches(schema)
  if (
    either.some(
      (branch) =>
        branch.type === 'string' &&
        branch.title === undefined &&
        branch.enum === undefined &&
        branch.const === undefined,
    )
  )
    return 'text'
  return either.length > 0 ? unique(either.map(takes)).join(', or ') : (scalarNames[schema.type ?? ''] ?? 'anything')
}

type Row = { readonly path: string; readonly required: boolean; readonly takes: string; readonly says: string }

/** A key that several forms of the same thing have (columns of every type) is one row. */
const rowsOf = (schema: Schema, path: string): readonly Row[] => {
  const forms = withBranches(schema).filter((form) => form.properties !== undefined)
  const keys = unique(forms.flatMap((form) => Object.keys(form.properties ?? {})))
  return keys.flatMap((key) => {
    const found = forms.flatMap((form) => form.properties?.[key] ?? [])
    const [first = {}] = found
    const row: Row = {
      path: `${path}${key}`,
      required: forms.every((form) => form.required?.includes(key) === true),
      takes: unique(found.map(takes)).join(', '),
      says: first.description ?? '',
    }
    return [row, ...rowsBelow(first, row.path)]
  })
}
const rowsBelow = (schema: Schema, path: string): readonly Row[] =>
  withBranches(schema).flatMap((form) => {
    const values = valuesOf(form)
    return [
      ...(form.properties === undefined ? [] : rowsOf(form, `${path}.`)),
      ...(values === undefined ? [] : rowsOf(values, `${path}.…`.concat('.'))),
      ...(form.items === undefined ? [] : rowsOf(form.items, `${path}[].`)),
    ]
  })

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const keysOf = (kind: DocumentKind): string =>
  table(
    ['key', 'needed', 'takes', 'meaning'],
    rowsOf(jsonSchemaOf(kind) as Schema, '').map((row) => [
      `\`${row.path}\``,
      row.required ? 'yes' : '',
      row.takes,
      row.says,
    ]),
  )

// ── issues and functions ────────────────────────────────────────────────────────────────────────────────────────────

/** Stands for a parameter of a sentence: its name in angle quotes, whether the sentence takes a text or a list. */
const placeholders = (asList: boolean): Readonly<Record<string, unknown>> =>
  new Proxy({}, { get: (_, name) => (asList ? [`‹${String(name)}›`] : `‹${String(name)}›`) })

const sentenceOf = (sentence: (parameters: never) => string): string => {
  const say = sentence as (parameters: unknown) => string
  try {
    return say(placeholders(true))
  } catch {
    return say(placeholders(false)) // a sentence that changes its text
  }
}

const issues = (): string =>
  table(
    ['code', 'severity', 'what it says'],
    Object.entries(catalogue)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { severity, sentence }]) => [`\`${code}\``, severity, sentenceOf(sentence)]),
  )

const callOf = (name: string, parameters: readonly string[]): string => `\`${name}(${parameters.join(', ')})\``
const functionTable = (): string =>
  table(
    ['function', 'defined in', 'example', 'gives'],
    functions
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, parameters, clause, examples }) => [
        parameters.map((form) => callOf(name, form)).join(', '),
        clause === 'ours' ? 'here' : `DMN ${clause}`,
        examples[0] === undefined ? '' : `\`${examples[0][0]}\``,
        examples[0] === undefined ? '' : `\`${examples[0][1]}\``,
      ]),
  )

// ── the score of the formulas ───────────────────────────────────────────────────────────────────────────────────────

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)

const feelScore = (): string => {
  const score = JSON.parse(textOf('conformance/formula/score.json')) as Score
  const whole = (count: number): string => count.toLocaleString('en-GB')
  const share = ((100 * passed(score)) / score.cases).toFixed(1)
  const rest = `${whole(total(score.outOfScope))} are out of scope, ${whole(total(score.excused))} are excused with a reason, ${whole(score.failed)} fail`
  return `Formulas against the ${whole(score.cases)} FEEL cases of the DMN Technology Compatibility Kit: ${whole(passed(score))} pass (${share} %), ${rest}.`
}

// ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const parts: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(kinds.map((kind) => [`${kind} keys`, () => keysOf(kind)])),
  issues,
  functions: functionTable,
  'feel score': feelScore,
  'reserved words': () => reservedWords.map((word) => `\`${word}\``).join(', '),
}

/** A page with every part between `<!-- made: x -->` and `<!-- end -->` made anew. */
const remade = (path: string): string =>
  textOf(path).replace(
    /(<!-- made: ([a-z ]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (whole, head: string, part: string, end: string) => {
      const made = parts[part]
      return made === undefined ? whole : `${head}\n${made()}\n\n${end}`
    },
  )

const pages = [
  ...['contract', 'construct', 'programme', 'mapping', 'scenario', 'decision', 'names', 'issues', 'functions'].map(
    (page) => `docs/language/${page}.md`,
  ),
  'README.md',
]

export const madeDocs = (): ReadonlyMap<string, string> =>
  new Map([...schemaFiles(), ...pages.map((path) => [path, remade(path)] as const), ...constructPages()])
