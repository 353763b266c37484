import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isometric } from '../child.ts'
import { golden } from '../golden.ts'
import { isometricHere } from '../inside.ts'

const product = fileURLToPath(new URL('../../../../', import.meta.url))
const sound = readFileSync(join(product, 'constructs/firewall-rules/construct.yaml'), 'utf8')

vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-check-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(folder, name), text)
  return name
}
const checked = (...args: readonly string[]) => isometricHere(['check', ...args], { cwd: folder })

type Found = {
  readonly code: string
  readonly severity: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endColumn: number
}
const issuesIn = (out: string): readonly Found[] => (JSON.parse(out) as { readonly issues: readonly Found[] }).issues
const errorsIn = (out: string): readonly Found[] => issuesIn(out).filter(({ severity }) => severity === 'error')

/** A small construct over the catalogue's own tables, with one formula of each kind. */
const small = ({
  method = 'count(firewall rules[enabled])',
  unit = '',
  fn = 'share(used, total rules)',
  met = '"<= 5"',
  near = '"(5..9]"',
}) => `construct: small
language: 1
version: 1.0.0
title: Is it so?
type: performance
need: To know.
decision: Act.
evidence: [firewall rules, risks]
base measures:
  total rules:
    method: count(firewall rules)
  live risks:
    method: count(risks)
  used:
    method: ${method}${unit === '' ? '' : `\n    unit: ${unit}`}
derived measures:
  ratio: { function: "${fn}", unit: percent }
indicator:
  measure: used
  direction: lower is better
  criteria:
    - from: 2026-01-01
      met: ${met}
      near: ${near}
frequency: { collect: P1M, analyse: P1M, report: P3M, revise: P1Y, valid: P2Y }
`

describe('a defect', () => {
  // The text that must be underlined stands in the line that must be named.
  const defects: readonly (readonly [string, string, string, string])[] = [
    ['the mean of an ordinal', small({ method: 'mean(risks.level)' }), 'mean-of-ordinal', 'mean(risks.level)'],
    ['unlike units added', small({ fn: 'used + live risks' }), 'unit-mismatch', 'live risks'],
    ['an unknown column', small({ method: 'count(firewall rules[enabeld])' }), 'unknown-column', 'enabeld'],
    ['a criterion that overlaps another', small({ near: '"[5..9]"' }), 'overlapping-criteria', '[5..9]'],
    [
      'a formula that needs now()',
      small({ method: 'count(firewall rules[created at < now()])' }),
      'unsupported-now',
      'now()',
    ],
  ]
  test.each(defects)('%s', async (name, text, code, underlined) => {
    const file = written(`${name.replaceAll(/\W/g, '-')}.yaml`, text)
    const { exit, out } = await checked(file, '--json')
    expect(exit).toBe(1)
    const found = errorsIn(out).find((issue) => issue.code === code)
    expect(errorsIn(out).map((issue) => issue.code)).toContain(code)
    expect(found?.file).toBe(file)
    const line = text.split('\n')[(found?.line ?? 0) - 1] ?? ''
    expect(line.slice((found?.column ?? 0) - 1, (found?.endColumn ?? 0) - 1)).toContain(underlined)
  })
})

test('what is sound, out of the catalogue and back', async () => {
  const { out } = await isometric(['catalogue', 'firewall-rules', '--form', 'yaml'])
  expect(out).toBe(sound)
  const { exit, out: said } = await checked(written('f.yaml', out))
  expect([exit, said]).toEqual([0, '✓ 1 document, no problems\n'])
})

test('problems for people: file, line, column, the line and a caret', async () => {
  const broken = sound
    .replace('is border and enabled])', 'is bordr and enabled])')
    .replace('near: "[1..5]"', 'near: "[0..5]"')
  const { exit, out } = await checked(written('broken.yaml', broken))
  expect(exit).toBe(1)
  expect(out).toBe(golden(new URL('./golden/check.txt', import.meta.url), out))
})

test('the whole catalogue is sound', async () => {
  const { exit, out } = await checked('--json')
  expect(errorsIn(out)).toEqual([])
  expect(exit).toBe(0)
})

describe('files that are no documents', () => {
  const cases: readonly (readonly [string, () => string, number, string])[] = [
    ['missing', () => 'nothing.yaml', 2, 'document-unreadable'],
    ['Latin-1', () => written('latin.yaml', Uint8Array.of(0x63, 0x3a, 0x20, 0xe9)), 2, 'document-unreadable'],
    ['large', () => written('large.yaml', new Uint8Array(11_000_000).fill(0x61)), 2, 'document-unreadable'],
    ['empty', () => written('empty.yaml', ''), 1, 'empty-document'],
    ['cut short', () => written('cut.yaml', sound.slice(0, 200)), 1, ''],
  ]
  test.each(cases)('%s', async (_, make, code, issue) => {
    const { exit, out, err } = await checked(make(), '--json')
    expect(exit).toBe(code)
    expect(errorsIn(out).map((one) => one.code)).toEqual(expect.arrayContaining(issue === '' ? [] : [issue]))
    expect(err).toBe('')
  })
  test('one bad file does not hide what is wrong with another', async () => {
    const { exit, out } = await checked(
      'nothing.yaml',
      written('other.yaml', small({ method: 'count(firewall rules[enabeld])' })),
      '--json',
    )
    expect(exit).toBe(2)
    expect(errorsIn(out).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['document-unreadable', 'unknown-column']),
    )
  })
})

test('a construct and its contract, both of them mine', async () => {
  const contract = `contract: my rules\nentity: rule\ndescribes: state\ndelivers: full\nkey: [rule]\ncolumns:\n  rule: { type: text }\n  in use: { type: boolean }\n`
  const construct = small({ method: 'count(my rules[used today])' })
    .replace('firewall rules, risks', 'my rules')
    .replace('count(firewall rules)', 'count(my rules)')
    .replace('count(risks)', 'count(my rules)')
  const files = [written('my-rules.yaml', contract.replace('in use', 'used today')), written('mine.yaml', construct)]
  expect(errorsIn((await checked(...files, '--json')).out)).toEqual([])
  expect(errorsIn((await checked('mine.yaml', '--json')).out).map(({ code }) => code)).toContain('unknown-table')
})
