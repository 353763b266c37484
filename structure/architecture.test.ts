import { expect, test } from 'vitest'
import { filesOfGit, textOf } from './tree.ts'
import { coreOrder, runnerOrder } from './walls.ts'

const text = textOf('ARCHITECTURE.md')
const files = filesOfGit('.')

/** Names of the folders right under a folder. */
const foldersIn = (parent: string): readonly string[] => [
  ...new Set(
    files
      .filter((path) => path.startsWith(parent) && path.slice(parent.length).includes('/'))
      .map((path) => path.slice(parent.length).split('/')[0] ?? ''),
  ),
]

/** Everything in code spans of the page. */
const spans = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
const isNamed = (name: string): boolean => spans.some((span) => span === name || span === `${name}/`)

test('every folder has its place on the page', () => {
  const folders = [
    ...foldersIn('').filter((name) => !name.startsWith('.') && !['packages', 'conformance'].includes(name)),
    ...foldersIn('packages/').map((name) => `packages/${name}`),
    ...foldersIn('conformance/').map((name) => `conformance/${name}`),
    ...foldersIn('packages/core/src/'),
    ...foldersIn('packages/runner/src/'),
  ]
  expect(folders.length).toBeGreaterThan(25)
  expect(folders.filter((name) => !isNamed(name))).toEqual([])
})

test('every path it names is there', () => {
  const isThere = (path: string): boolean => files.some((file) => file === path || file.startsWith(`${path}/`))
  const paths = spans.filter((span) => /^(packages|conformance|structure)\/[\w./-]+$/.test(span))
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => !isThere(path))).toEqual([])
})

test('the orders it tells are those of the walls', () => {
  const told = (order: readonly string[]): string => order.map((name) => `\`${name}\``).join(' ')
  expect(text).toContain(told(coreOrder))
  expect(text).toContain(told(runnerOrder))
  const table = [...text.matchAll(/^\| `(\w+)` \| /gm)].map((match) => match[1])
  expect(table).toEqual([...coreOrder])
})
