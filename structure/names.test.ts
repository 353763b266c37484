import { expect, test } from 'vitest'
import { filesOfGit, textOf } from './tree.ts'

const vague = ['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'data', 'info']

test('no file or folder has a name that says nothing', () => {
  const nameless = filesOfGit('packages/').filter((path) =>
    path.split('/').some((part) => vague.includes(part.replace(/\..*$/, '').toLowerCase())),
  )
  expect(nameless).toEqual([])
})

test('source files are named in kebab-case', () => {
  const named = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|browser\.test|config))?\.(ts|tsx|js|css)$/
  const files = filesOfGit('packages/*.ts', 'packages/*.tsx', 'packages/*.js', 'packages/*.css')
  expect(files.filter((path) => !named.test(path.split('/').at(-1) ?? ''))).toEqual([])
})

test('each folder of core says first what it is for', () => {
  const silent = filesOfGit('packages/core/src/*/index.ts').filter((path) => !textOf(path).startsWith('/**'))
  expect(silent).toEqual([])
})

test('core asks nobody for the time', () => {
  const clock = /\bnew Date\(\s*\)|(?<!new )\bDate\(\)|\bTemporal\.Now\b|resolvedOptions\(\)\.timeZone/
  const files = filesOfGit('packages/core/src/*.ts').filter((path) => !path.endsWith('.test.ts'))
  expect(files.filter((path) => clock.test(textOf(path)))).toEqual([])
})
