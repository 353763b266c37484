import { check } from '@isometric/core/check'
import { printedFreeText, printedYaml, readConstruct, type Construct } from '@isometric/core/construct'
import { readCatalogue } from '@isometric/runner/catalogue'
import { describe, expect, test } from 'vitest'

/** Printing and reading again gives the construct, in either form (language.md 8). */
const catalogue = await readCatalogue()
const constructs = Object.values(catalogue.constructs)

/** What a construct says, without the places it says it at. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => key !== 'offsets' && key !== 'source')
  return Object.fromEntries(kept.map(([key, each]) => [key, plain(each)]))
}

const readBack = (name: string, text: string): Construct => {
  const outcome = readConstruct(name, text)
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}

const forms = [
  ['construct.yaml', printedYaml],
  ['construct.md', printedFreeText],
] as const

test('there are constructs in both forms', () => {
  const endings = constructs.map(({ source }) => source.name.split('.').at(-1))
  expect(new Set(endings)).toEqual(new Set(['yaml', 'md']))
})

describe.each(forms)('%s', (name, print) => {
  test.each(constructs.map((construct) => ({ id: construct.id, construct })))('$id', ({ construct }) => {
    const again = readBack(name, print(construct))
    expect(plain(again)).toEqual(plain(construct))
    expect(print(again)).toBe(print(construct))
    const said = (one: Construct): readonly string[] => check(one, catalogue.contracts).issues.map(({ code }) => code)
    expect(said(again).toSorted()).toEqual(said(construct).toSorted())
  })
})
