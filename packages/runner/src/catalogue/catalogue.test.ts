import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { programmeReferences } from '@isometric/core/construct'
import type { Issue } from '@isometric/core/issue'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCatalogue, readOwnProgramme } from './index.ts'

let product: string
let workspace: string
beforeEach(async () => {
  product = await mkdtemp(join(tmpdir(), 'isometric-product-'))
  workspace = await mkdtemp(join(tmpdir(), 'isometric-workspace-'))
})
afterEach(async () => {
  await rm(product, { recursive: true })
  await rm(workspace, { recursive: true })
})

const put = async (folder: string, files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

const contract = (name: string, more = ''): string =>
  `contract: ${name}\nentity: row\ndescribes: state\nkey: [k]\ncolumns: { k: { type: text${more} } }\n`
const construct = (id: string, title = 'How many?'): string => `construct: ${id}
language: 1
version: 1.0.0
title: ${title}
type: performance
need: To know.
decision: To act.
parameters: { limit: { value: 1 }, target: { by: kind, values: { a: 1 } }, own: { by: k, values: { a: 1 } } }
evidence: [rules]
base measures: { number of rules: { method: count(rules) } }
indicator: { measure: number of rules, direction: lower is better, criteria: [{ from: 2026-01-01, met: 0 }] }
frequency: { analyse: P1M }
`
const mapping = (name: string, of = 'rules'): string =>
  `mapping: ${name}\ncontract: ${of}\nformat: csv\ncolumns: { k: { from: a } }\n`

/** Issues with their files shortened, and the characters they stand at. */
const told = (issues: readonly Issue[], texts: ReadonlyMap<string, string>): readonly string[] =>
  issues.map(({ code, document = '', span }) => {
    const file = document.replace(`${product}/`, '').replace(`${workspace}/`, 'w:')
    return `${code} ${file} ${texts.get(document)?.slice(span.from, span.to) ?? ''}`.trim()
  })

test('documents are found by name, and those of a workspace stand over those of the product', async () => {
  await put(product, {
    'contracts/rules.yaml': contract('rules'),
    'contracts/assets.yaml': contract('assets'),
    'contracts/notes.txt': 'not a document',
    'constructs/a-one/construct.yaml': construct('a-one'),
    'constructs/a-two/construct.yaml': construct('a-two'),
    'constructs/a-two/evidence/rules.csv': 'k\n',
    'constructs/README.md': 'not a construct',
  })
  await put(workspace, {
    'contracts/own.yaml': contract('own'),
    'constructs/a-two/construct.yaml': construct('a-two', 'How many of ours?'),
    'mappings/palo.yaml': mapping('palo'),
  })
  const { contracts, constructs, mappings, issues, texts } = await readCatalogue(workspace, product)
  expect(issues).toEqual([])
  expect(Object.keys(contracts)).toEqual(['assets', 'rules', 'own'])
  expect(Object.values(constructs).map(({ id, title }) => [id, title])).toEqual([
    ['a-one', 'How many?'],
    ['a-two', 'How many of ours?'],
  ])
  expect(Object.keys(mappings)).toEqual(['palo'])
  expect(texts.get(join(workspace, 'mappings/palo.yaml'))).toBe(mapping('palo'))
  expect(Object.keys((await readCatalogue(undefined, product)).contracts)).toEqual(['assets', 'rules'])
})

const freeText = (id: string): string => `---
construct: ${id}
language: 1
version: 1.0.0
type: performance
evidence: [rules]
indicator: { measure: many, direction: lower is better, criteria: [{ from: 2026-01-01, met: 0 }] }
frequency: { analyse: P1M }
---

# How many?

**Need.** To know.

| symbol | method |
| --- | --- |
| many | \`count(rules)\` |
`

test('a construct may be written as free text', async () => {
  await put(product, {
    'contracts/rules.yaml': contract('rules'),
    'constructs/a-one/construct.md': freeText('a-one'),
    'constructs/a-two/construct.md': freeText('a-two'),
    'constructs/a-two/construct.yaml': construct('a-two'),
  })
  const { constructs, issues, texts } = await readCatalogue(undefined, product)
  expect(Object.keys(constructs)).toEqual(['a-one', 'a-two'])
  expect(told(issues, texts)).toEqual(['duplicate-document constructs/a-two/construct.md a-two'])
})

describe('what is wrong is told, and the rest is read', () => {
  test.each<readonly [why: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    [
      'a bad document',
      { 'contracts/a.yaml': contract('rules').replace('entity', 'entiti') },
      ['missing-key contracts/a.yaml contract', 'unknown-key contracts/a.yaml entiti'],
    ],
    [
      'a document in the wrong folder',
      { 'contracts/a.yaml': mapping('a') },
      ['wrong-document contracts/a.yaml mapping'],
    ],
    [
      'one name twice',
      { 'contracts/a.yaml': contract('rules'), 'contracts/b.yaml': contract('Rules') },
      ['duplicate-document contracts/b.yaml Rules'],
    ],
    [
      'a construct in a folder of another name',
      { 'constructs/a-one/construct.yaml': construct('a-two') },
      ['misplaced-document constructs/a-one/construct.yaml a-two'],
    ],
    [
      'a mapping in a file of another name',
      { 'contracts/r.yaml': contract('rules'), 'mappings/a.yaml': mapping('b') },
      ['misplaced-document mappings/a.yaml b'],
    ],
    [
      'a contract nobody wrote',
      { 'contracts/a.yaml': contract('rules', ', of: rulez') },
      ['unknown-table contracts/a.yaml rulez'],
    ],
    [
      'a part of nothing',
      { 'contracts/a.yaml': contract('rules').replace('describes: state', 'describes: { part: { of: assets } }') },
      ['unknown-table contracts/a.yaml assets'],
    ],
    [
      'a sample of nothing',
      { 'contracts/a.yaml': `${contract('rules')}sample of: assets\n` },
      ['unknown-table contracts/a.yaml assets'],
    ],
    ['a mapping of nothing', { 'mappings/a.yaml': mapping('a', 'hits') }, ['unknown-contract mappings/a.yaml hits']],
    ['a folder where a file should be', { 'contracts/a.yaml/x': '' }, ['file-unreadable contracts/a.yaml']],
  ])('%s', async (_, files, expected) => {
    await put(product, { 'contracts/people.yaml': contract('people'), ...files })
    const { contracts, issues, texts } = await readCatalogue(undefined, product)
    expect(told(issues, texts)).toEqual(expected)
    expect(Object.keys(contracts)).toContain('people')
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may not be read', async () => {
    await put(product, { 'contracts/a.yaml': contract('rules') })
    await chmod(join(product, 'contracts'), 0)
    const { issues } = await readCatalogue(undefined, product)
    await chmod(join(product, 'contracts'), 0o700)
    expect(issues.map(({ code, message }) => `${code} ${message.slice(-30)}`)).toEqual([
      'file-unreadable  this user may not read it.'.trimStart(),
    ])
  })
})

const programme = (lines: string): string => `organisation: Example\ntime zone: UTC\n${lines}\n`

test('the same name in another spelling does not stand over one of the product', async () => {
  await put(product, { 'contracts/rules.yaml': contract('rules') })
  await put(workspace, { 'contracts/rules.yaml': contract('Rules') })
  const { issues, texts } = await readCatalogue(workspace, product)
  expect(told(issues, texts)).toEqual(['duplicate-document w:contracts/rules.yaml Rules'])
})

test('the catalogue of the product is sound', async () => {
  const { contracts, constructs, issues } = await readCatalogue()
  expect(issues.map(({ document = '', message }) => `${document} ${message}`)).toEqual([])
  expect(Object.keys(contracts)).toContain('firewall rules')
  expect(Object.keys(constructs)).toContain('firewall-rules')
})

test('a workspace without a programme is told so', async () => {
  expect(await readOwnProgramme(workspace)).toMatchObject({
    ok: false,
    issues: [{ code: 'file-unreadable', document: join(workspace, 'isometric.yaml') }],
  })
})

test.each<readonly [lines: string, expected: readonly string[]]>([
  ['adopts: { a-one: }', []],
  ['adopts: { a-one: { parameters: { limit: 2 } } }', []],
  ['sources: [{ contract: rules, name: x, path: x.csv, mapping: palo }]', []],
  ['adopts: { a-won: }', ['unknown-construct w:isometric.yaml a-won']],
  ['adopts: { a-draft: }', ['adopted-without-decision w:isometric.yaml a-draft']],
  ['adopts: { a-one: { parameters: { limits: 2 } } }', ['unknown-parameter w:isometric.yaml limits']],
  ['adopts: { a-one: { parameters: { target: 2 } } }', ['parameter-per-level w:isometric.yaml 2']],
  ['adopts: { a-one: { parameters: { target: { values: { a: 2 } } } } }', []],
  ['adopts: { a-one: { parameters: { target: { values: { lw: 2 } } } } }', ['unknown-level w:isometric.yaml lw']],
  ['adopts: { a-one: { parameters: { own: { values: { lost device: 2 } } } } }', []],
  [
    'adopts: { a-one: { parameters: { limit: { values: { low: 2 } } } } }',
    ['parameter-of-one-value w:isometric.yaml values'],
  ],
  [
    'adopts: { a-one: { parameters: { trget: { values: { low: 2 } } } } }',
    ['unknown-parameter w:isometric.yaml trget'],
  ],
  ['sources: [{ contract: rulez, name: x, path: x.csv }]', ['unknown-contract w:isometric.yaml rulez']],
  ['sources: [{ contract: rules, name: x, path: x.csv, mapping: pallo }]', ['unknown-mapping w:isometric.yaml pallo']],
  [
    'sources: [{ contract: people, name: x, path: x.csv, mapping: palo }]',
    ['mapping-of-another w:isometric.yaml palo'],
  ],
])('a programme names what is there: %s', async (lines, expected) => {
  await put(product, {
    'contracts/rules.yaml': contract('rules'),
    'contracts/people.yaml': contract('people'),
    'constructs/a-one/construct.yaml': construct('a-one'),
    'constructs/a-draft/construct.yaml': construct('a-draft').replace('decision: To act.\n', ''),
  })
  await put(workspace, { 'mappings/palo.yaml': mapping('palo'), 'isometric.yaml': programme(lines) })
  const read = await readOwnProgramme(workspace)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'))
  const issues = programmeReferences(read.value, await readCatalogue(workspace, product))
  expect(told(issues, new Map([[read.value.source.name, read.value.source.text]]))).toEqual(expected)
})
