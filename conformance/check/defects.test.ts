/**
 * The checker on published definitions as they were published: each defect is told at its place, and none of them is in
 * our catalogue. In: constructs with one defect each. Out: one test a defect, one a construct.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '@isometric/core/check'
import { readConstruct, readContract, type Contract } from '@isometric/core/construct'
import { positionAt } from '@isometric/core/issue'
import { readCatalogue } from '@isometric/runner/catalogue'
import { describe, expect, test } from 'vitest'
import { defectFolder, defects } from './defects.ts'

const contractFolder = join(import.meta.dirname, 'contracts')

const contracts: Readonly<Record<string, Contract>> = Object.fromEntries(
  readdirSync(contractFolder).map((file) => {
    const read = readContract(file, readFileSync(join(contractFolder, file), 'utf8'))
    if (!read.ok) throw new Error(`${file}: ${read.issues.map(({ message }) => message).join(' ')}`)
    return [read.value.name, read.value]
  }),
)

type Told = { readonly code: string; readonly line: number; readonly column: number; readonly at: string }

const told = (file: string): { readonly text: string; readonly issues: readonly Told[] } => {
  const text = readFileSync(join(defectFolder, file), 'utf8')
  const read = readConstruct(file, text)
  if (!read.ok) throw new Error(`${file}: ${read.issues.map(({ message }) => message).join(' ')}`)
  const issues = check(read.value, contracts).issues.map(({ code, span }) => ({
    code,
    ...positionAt(text, span.from),
    at: text.slice(span.from, span.to),
  }))
  return { text, issues }
}

describe('each defect is told where it stands, and nothing else', () => {
  test.each(defects)('$defect of $form: $code', ({ case: file, code, at }) => {
    const { text, issues } = told(file)
    const { line, column } = positionAt(text, text.lastIndexOf(at))
    expect(new Set(issues.map((issue) => JSON.stringify(issue)))).toEqual(
      new Set([JSON.stringify({ code, line, column, at })]),
    )
  })

  test('each of the sixteen has a case, and each case an entry', () => {
    const register = Array.from({ length: 16 }, (_, i) => `D${i + 1}`)
    const named = new Set(defects.map(({ defect }) => defect))
    expect(register.filter((defect) => !named.has(defect))).toEqual([])
    const files = readdirSync(defectFolder).filter((file) => file !== 'expected.yaml')
    expect(files.toSorted()).toEqual(defects.map((each) => each.case).toSorted())
  })
})

const catalogue = await readCatalogue()

describe('our own constructs have none of them', () => {
  test.each(Object.values(catalogue.constructs))('$id', (construct) => {
    const { issues } = check(construct, catalogue.contracts)
    const serious = issues.filter(({ severity }) => severity !== 'notice')
    expect(serious.map(({ code, message }) => `${code}: ${message}`)).toEqual([])
  })
})
