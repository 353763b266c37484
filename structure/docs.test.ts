import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../packages/core/src/construct/index.ts'
import { catalogue } from '../packages/core/src/issue/index.ts'
import { madeDocs } from './docs.ts'
import { filesOfGit, root, textOf } from './tree.ts'

const made = madeDocs()

describe('what is made from the code is as committed: if not, npm run docs', () => {
  test.each([...made])('%s', (path, text) => {
    expect(textOf(path)).toBe(text)
  })
})

test('every construct has its page, and no page is left of one that is gone', () => {
  const ids = filesOfGit('constructs/*/construct.yaml', 'constructs/*/construct.md').map(
    (path) => path.split('/')[1] ?? '',
  )
  const pages = ids.map((id) => `docs/constructs/${id}.md`)
  const others = ['docs/constructs/README.md', 'docs/constructs/mended.md']
  expect(pages.filter((path) => !made.has(path))).toEqual([])
  expect(filesOfGit('docs/constructs/*.md')).toEqual([...pages, ...others].toSorted())
})

/** Codes named in the first cell of a table row. */
const codesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1] ?? '')

test('the issues in the docs are those of the catalogue', () => {
  expect(codesIn(textOf('docs/language/issues.md'))).toEqual(Object.keys(catalogue).toSorted())
})

test('every sentence can be said, ends, and leaves nothing unsaid', () => {
  const sentences = textOf('docs/language/issues.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  expect(sentences.filter((line) => !/[.!?)”›] \|$/.test(line) || /undefined|\[object|NaN/.test(line))).toEqual([])
})

/** The code files as modules: a code defined twice would silently take the place of the first. */
const definitions = async (): Promise<readonly { readonly code: string; readonly file: string }[]> => {
  const files = filesOfGit('packages/core/src/issue/code/*.ts').filter((file) => !/entry\.ts$|\.test\.ts$/.test(file))
  const modules = await Promise.all(
    files.map(async (file) => ({ file, lists: (await import(`${root}/${file}`)) as Record<string, object> })),
  )
  return modules.flatMap(({ file, lists }) =>
    Object.values(lists).flatMap((list) => Object.keys(list).map((code) => ({ code, file }))),
  )
}

test('every code is defined once, in a file the catalogue lists', async () => {
  const codes = (await definitions()).map(({ code }) => code)
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([])
  expect(codes.toSorted()).toEqual(Object.keys(catalogue).toSorted())
})

const examples = filesOfGit('docs/language/*.md', 'docs/guide/*.md').flatMap((path) =>
  [...textOf(path).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
    .map((match) => match[1] ?? '')
    .filter((text) => !text.startsWith('#'))
    .map((text) => ({ path, text })),
)

test.each(examples)('the example in $path is sound', ({ text }) => {
  expect(readDocument('example.yaml', text)).toMatchObject({ ok: true, issues: [] })
})

const freeTexts = filesOfGit('docs/language/*.md').flatMap((path) =>
  [...textOf(path).matchAll(/^````markdown\n([\s\S]*?)^````$/gm)].map((match) => ({ path, text: match[1] ?? '' })),
)

test.each(freeTexts)('the free text in $path is sound', ({ text }) => {
  expect(readDocument('example.md', text)).toMatchObject({ ok: true, issues: [] })
})
test('there is a free text', () => expect(freeTexts).toHaveLength(1))

test('each kind of document has an example', () => {
  const described = examples.filter(({ path }) => path.startsWith('docs/language/'))
  const kinds = new Set(described.map(({ text }) => text.split(':')[0] ?? ''))
  expect([...kinds].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'construct',
    'contract',
    'decisions',
    'mapping',
    'organisation',
    'scenario',
  ])
})

/** What people are told to type: the verb after `npx isometric` and its options. */
const commandsIn = (path: string): readonly (readonly [path: string, verb: string])[] =>
  [...textOf(path).matchAll(/^(?:\$ )?npx isometric(?: --workspace \S+)? ([a-z]+)/gm)].map((match) => [
    path,
    match[1] ?? '',
  ])

test('every command that people are told to type is one', () => {
  const verbs = filesOfGit('packages/cli/src/command/*.ts').map((path) => basename(path, '.ts'))
  const told = ['README.md', ...filesOfGit('docs/*.md')].flatMap(commandsIn)
  expect(told.length).toBeGreaterThan(10)
  expect(told.filter(([, verb]) => !verbs.includes(verb))).toEqual([])
})

test('the README fits a screen', () => {
  expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(60)
})
