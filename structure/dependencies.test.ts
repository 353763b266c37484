import { expect, test } from 'vitest'
import { filesOfGit, textOf } from './tree.ts'

type Manifest = Readonly<Partial<Record<'dependencies' | 'optionalDependencies', Readonly<Record<string, string>>>>>

const runtime = filesOfGit('package.json', 'packages/*/package.json').flatMap((path) => {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(textOf(path)) as Manifest
  return Object.entries({ ...dependencies, ...optionalDependencies }).filter(
    ([name]) => !name.startsWith('@isometric/'),
  )
})

test('each dependency of the running product says what we would otherwise write', () => {
  const told = textOf('docs/decisions/dependencies.md')
  expect(runtime.map(([name]) => name).filter((name) => !told.includes(`\`${name}\``))).toEqual([])
})

test('each is pinned to one version', () => {
  expect(runtime.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})
