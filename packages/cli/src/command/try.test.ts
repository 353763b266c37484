import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isometric } from '../child.ts'
import { isometricHere } from '../inside.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-try-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const tried = (args: readonly string[], input = '') => isometricHere(['try', ...args], { cwd: folder, input })

describe('a formula', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['1 + 2 * 3', 0, '7  number\n'],
    ['"a" + "b"', 0, 'ab  text\n'],
    ['@"2026-01-31" + duration("P1M")', 0, '2026-02-28  date\n'],
    ['1 < null', 0, 'null (unknown)\n'],
  ]
  test.each(cases)('%s', async (formula, exit, out) => {
    expect(await tried([formula])).toMatchObject({ exit, out, err: '' })
  })
  test('with an error is underlined, and the answer is no', async () => {
    const { exit, out } = await tried(['sum([1, 2]) + foo(1)'])
    expect(exit).toBe(1)
    expect(out.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^formula:1:15 error unknown-function /),
      '  1 │ sum([1, 2]) + foo(1)',
      '    │               ^^^',
    ])
  })
  test('over values of a file, plain and typed', async () => {
    const context = { day: { type: 'date', value: '2026-06-30' }, counts: [1, 2, 4], 'my unit': { head: 'Ada' } }
    writeFileSync(join(folder, 'context.json'), JSON.stringify(context))
    const { exit, out } = await tried(['day.month + sum(counts)', '--context', 'context.json', '--json'])
    expect([exit, JSON.parse(out)]).toEqual([0, { value: 13, type: 'number', scale: 'ratio', unit: null, issues: [] }])
    expect((await tried(['my unit.head', '--context', 'context.json'])).out).toBe('Ada  text\n')
  })
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['x', '--context', 'nothing.json'], 'nothing.json cannot be read: there is no such file'],
    [[], '“try” needs a formula'],
    [['x', '--batch', '-'], '“try --batch” does not know what to do with “x”'],
    [['--batch', 'nothing.ndjson'], 'nothing.ndjson cannot be read: there is no such file'],
  ]
  test.each(wrong)('%j is a wrong request', async (args, sentence) => {
    const { exit, err } = await tried(args)
    expect(exit).toBe(2)
    expect(err).toContain(sentence)
  })
})

describe('a batch', () => {
  const line = (id: unknown, expression: string, inputs = {}): string => JSON.stringify({ id, expression, inputs })
  test('is a line out for every line in, in their order', async () => {
    const lines = [line('a', '1 + 1'), '', line(2, 'x + 1', { x: { type: 'decimal', value: '41' } }), line('c', '1 +')]
    writeFileSync(join(folder, 'batch.ndjson'), `${lines.join('\r\n')}\n`)
    const { exit, out } = await tried(['--batch', 'batch.ndjson'])
    const answers = out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as { id: unknown; value: unknown; issues: { code: string }[] })
    expect(exit).toBe(0)
    expect(answers.map(({ id, value }) => [id, value])).toEqual([
      ['a', 2],
      [2, 42],
      ['c', null],
    ])
    expect(answers[2]?.issues.map(({ code }) => code)).toEqual(['formula-syntax'])
    expect(await tried(['--batch', '-', '--json'], lines.join('\n'))).toMatchObject({ out })
  })
  test('a line that cannot be read is answered too, and the exit code says so', async () => {
    const { exit, out } = await tried(
      ['--batch', '-'],
      `nonsense\n${line('b', '2')}\n{"id": 3}\n${line(4, 'x', { x: { type: 'date', value: 'soon' } })}`,
    )
    const answers = out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as { id: unknown; value: unknown; issues: { code: string }[] })
    expect(exit).toBe(2)
    expect(answers.map(({ id, value, issues }) => [id, value, issues[0]?.code])).toEqual([
      [null, null, 'line-unreadable'],
      ['b', 2, undefined],
      [3, null, 'line-unreadable'],
      [4, null, 'input-unreadable'],
    ])
  })
  test('2,000 formulas have a line each', async () => {
    const many = Array.from({ length: 2000 }, (_, n) => line(n, `sum(for i in 1..10 return i * ${n})`)).join('\n')
    const { out } = await isometric(['try', '--batch', '-'], { input: many })
    expect(out.split('\n')).toHaveLength(2001)
    expect(JSON.parse(out.split('\n')[7] ?? '')).toMatchObject({ value: 385 })
  })
})
