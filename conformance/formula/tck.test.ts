import { existsSync, readFileSync } from 'node:fs'
import { jsonOf, tryFormula, valueOfTyped, type Value } from '@isometric/core/formula'
import { describe, expect, it } from 'vitest'
import { readCases, type Answer, type Case } from './case.ts'
import { excuseFor, excuses } from './excused.ts'
import { scoreOf, shortfalls, verdictOn, type Score } from './score.ts'

const answer = ({ id, expression, inputs }: Case): Answer => {
  const values = Object.entries(inputs).map(([name, typed]): readonly [string, Value] => [
    name,
    valueOfTyped(typed) ?? null,
  ])
  const { value, type, issues } = tryFormula(expression, Object.fromEntries(values))
  return { id, value: jsonOf(value), type, issues }
}

const cases = readCases()
const scoreFile = new URL('score.json', import.meta.url)
const committed = existsSync(scoreFile) ? (JSON.parse(readFileSync(scoreFile, 'utf8')) as Score) : undefined

describe.skipIf(cases === undefined)('the DMN TCK, where its cases are here', () => {
  const verdicts = (cases ?? []).map((asked) => ({ asked, verdict: verdictOn(asked, answer(asked)) }))
  it('passes as many as were committed, fails none', () => {
    expect(verdicts.filter(({ verdict }) => verdict.kind === 'failed').map(({ asked }) => asked.expression)).toEqual([])
    expect(shortfalls(scoreOf(verdicts.map(({ verdict }) => verdict)), committed)).toEqual([])
  })
  it.each(excuses)('needs the excuse for $expression', ({ suite, expression }) =>
    expect(
      verdicts.some(
        ({ asked, verdict }) =>
          asked.suite === suite &&
          asked.expression === expression &&
          excuseFor(asked) !== undefined &&
          verdict.kind === 'excused',
      ),
    ).toBe(true),
  )
})

describe('a score', () => {
  const asked: Case = {
    id: '1',
    suite: 's',
    expression: 'x',
    inputs: {},
    expected: { type: 'decimal', value: '0.3333333333' },
    error: false,
  }
  const given = (value: Answer['value'], ...codes: readonly string[]): Answer => ({
    id: '1',
    value,
    type: null,
    issues: codes.map((code) => ({ code })),
  })
  it.each([
    [{}, given(1 / 3), 'value'],
    [{}, given(0.3334), 'failed'],
    [{}, given(null, 'unknown-name'), 'failed'],
    [{}, given(null, 'unsupported-now'), 'out of scope'],
    [{ expected: { type: 'null' } }, given(null, 'wrong-type'), 'refusal'],
    [{ expected: { type: 'null' } }, given(null), 'value'],
    [{ expected: { type: 'null' } }, given(1), 'failed'],
    [{ expected: { type: 'duration', value: 'P26M' } }, given('P2Y2M'), 'value'],
    [{ expected: { type: 'list', items: [{ type: 'decimal', value: '1' }] } }, given([1]), 'value'],
    [{ expected: { type: 'list', items: [{ type: 'decimal', value: '1' }] } }, given([1, 2]), 'failed'],
    [{ expected: { type: 'date', value: '2026-01-31' } }, { ...given('2026-01-31'), type: 'text' }, 'failed'],
  ])('judges %j answered by %j: %s', (change, answered, kind) =>
    expect(verdictOn({ ...asked, ...change }, answered).kind).toBe(kind),
  )
  it('says what it falls short of', () => {
    const bad: Score = {
      cases: 100,
      passedByValue: 50,
      passedByRefusal: 10,
      outOfScope: { 'unsupported-now': 30 },
      excused: { x: 5 },
      failed: 5,
    }
    expect(shortfalls(bad, { ...bad, passedByValue: 60, excused: {} })).toHaveLength(5)
  })
})
