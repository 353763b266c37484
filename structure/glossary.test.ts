import { expect, test } from 'vitest'
import { filesOfGit, textOf } from './tree.ts'

type Entry = { readonly term: string; readonly name: string; readonly later: boolean }

/** Rows of the form | term | meaning | `Name` | or, for what is not built yet, | term | meaning | `Name` (later) |. */
const entries: readonly Entry[] = textOf('GLOSSARY.md')
  .split('\n')
  .flatMap((line) => {
    const [, term, , code] = line.split('|').map((cell) => cell.trim())
    const name = /^`(\w+)`( \(later\))?$/.exec(code ?? '')
    return term === undefined || name?.[1] === undefined ? [] : [{ term, name: name[1], later: name[2] !== undefined }]
  })

const exported = new Set(
  filesOfGit('packages/*.ts', 'packages/*.tsx')
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .flatMap((path) => [
      ...textOf(path).matchAll(/^export (?:declare )?(?:type|const|interface|class|function) (\w+)/gm),
    ])
    .map((match) => match[1]),
)

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

test('the 18 terms of the standard are in the glossary', () => {
  const terms = entries.map(({ term }) => term)
  expect(ofStandard.filter((term) => !terms.includes(term))).toEqual([])
})

test('what the glossary names is exported by the code', () => {
  expect(entries.filter(({ name, later }) => !later && !exported.has(name))).toEqual([])
})

test('what the glossary puts off is not built yet: else take "(later)" away', () => {
  expect(entries.filter(({ name, later }) => later && exported.has(name))).toEqual([])
})
