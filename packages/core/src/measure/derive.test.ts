import { describe, expect, test } from 'vitest'
import { readFormula, type Formula, type Type, type Value } from '../formula/index.ts'
import type { Measurement, Reason } from '../term/index.ts'
import { deriveMeasures } from './derive.ts'
import type { MeasureRow } from './row.ts'

const names = ['a', 'b', 'c', 'm', 'delay', 'level', 'target', 'x', 'y']
const read = (text: string): Formula => {
  const outcome = readFormula(text, names)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues))
  return outcome.value
}

const number: Type = { kind: 'number', scale: 'ratio', unit: 'any' }
const types: Record<string, Type> = {
  a: number,
  b: number,
  c: number,
  m: number,
  x: number,
  y: number,
  delay: { kind: 'duration', of: 'days' },
  level: { kind: 'level', scale: 'ordinal', levels: ['low', 'medium', 'high'] },
}

type Shown = number | string | boolean | { readonly why: Reason }
const no = (why: Reason): Shown => ({ why })
const measurement = (shown: Shown): Measurement =>
  typeof shown === 'object'
    ? { kind: 'missing', why: shown.why, excluded: [] }
    : { kind: 'measured', value: shown, excluded: [] }
const shownOf = (found: Measurement | undefined): Shown | undefined =>
  found?.kind === 'measured' ? found.value : found === undefined ? undefined : { why: found.why }

const row = (period: number, values: Record<string, Shown>, group: MeasureRow['group'] = null): MeasureRow => ({
  period,
  group,
  measures: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, measurement(value)])),
})

const derived = (
  rows: readonly MeasureRow[],
  functions: Record<string, string>,
  parameters: Record<string, Value> = {},
): readonly MeasureRow[] =>
  deriveMeasures({
    rows,
    functions: Object.entries(functions).map(([name, text]) => ({ name, formula: read(text), unit: null })),
    types,
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }])),
  })

describe('one period', () => {
  test.each<[string, Record<string, Shown>, Shown]>([
    ['a + b', { a: 1, b: 2 }, 3],
    ['a / b', { a: 1, b: 4 }, 0.25],
    ['a / b', { a: 1, b: 0 }, no('zero-denominator')],
    ['a / b', { a: 0, b: 0 }, no('zero-denominator')],
    ['a / b', { a: no('no-data'), b: 0 }, no('no-data')],
    ['a / b', { a: no('aggregate-of-nothing'), b: no('no-data') }, no('no-data')],
    ['a / b', { a: no('aggregate-of-nothing'), b: 2 }, no('aggregate-of-nothing')],
    ['share(a, b)', { a: 3, b: 4 }, 0.75],
    ['share(a, b)', { a: 0, b: 4 }, 0],
    ['share(a, b)', { a: 0, b: 0 }, no('zero-denominator')],
    ['share(a, b)', { a: 5, b: 4 }, no('share-above-one')],
    ['share(a - c, b)', { a: 3, b: 4, c: 1 }, 0.5],
    ['1 - share(a, b)', { a: 1, b: 4 }, 0.75],
    ['1 - share(a, b)', { a: 1, b: 0 }, no('zero-denominator')],
    ['100 * (1 - (0.2 * a + 0.3 * b))', { a: 1, b: 1 }, 50],
    ['if a > 1 then b else c', { a: 2, b: 7, c: no('no-data') }, 7],
    ['if a > 1 then b else c', { a: 1, b: 7, c: no('stale') }, no('stale')],
    ['a = null', { a: no('no-data') }, no('no-data')],
    ['a > b', { a: 2, b: 1 }, true],
    ['delay / duration("P1D")', { delay: 43200 }, 0.5],
    ['delay + delay', { delay: 3600 }, 7200],
    ['sqrt(0 - a)', { a: 1 }, no('unknown-value')],
    ['a * target', { a: 2 }, 10],
  ])('%s of %j is %j', (text, values, expected) => {
    const [only] = derived([row(0, values)], { m: text }, { target: 5 })
    expect(shownOf(only?.measures['m'])).toEqual(expected)
  })

  test('a derived measure may use an earlier one, and its missing value goes on', () => {
    const rows = derived([row(0, { a: 1, b: 2, c: 0 })], { x: 'a / b', y: 'x * 4', m: 'y / c' })
    expect(['x', 'y', 'm'].map((name) => shownOf(rows[0]?.measures[name]))).toEqual([0.5, 2, no('zero-denominator')])
  })

  test('marks of the evidence go along', () => {
    const marked: Measurement = { kind: 'measured', value: 1, excluded: [], stale: true, reconstructed: true }
    const [only] = derived([{ period: 0, group: null, measures: { a: marked, b: measurement(2) } }], { m: 'a / b' })
    expect(only?.measures['m']).toEqual({
      kind: 'measured',
      value: 0.5,
      excluded: [],
      stale: true,
      reconstructed: true,
    })
  })
})

/** A series of m, and what a function says at each step. */
const series = (values: readonly (Shown | undefined)[], text: string, of = 'm'): readonly (Shown | undefined)[] => {
  const rows = values.flatMap((value, period) => (value === undefined ? [] : [row(period, { [of]: value })]))
  return derived(rows, { x: text }).map(({ measures }) => shownOf(measures['x']))
}
const short = no('series-too-short')

describe('series', () => {
  test.each<[string, readonly (Shown | undefined)[], readonly Shown[]]>([
    ['previous(m)', [1, 2, 3], [short, 1, 2]],
    ['previous(m, 2)', [1, 2, 3], [short, short, 1]],
    ['m / previous(m)', [2, 4, 0, 3], [short, 2, 0, no('zero-denominator')]],
    ['previous(m)', [1, undefined, 3], [short, short]],
    ['previous(m)', [1, no('no-data'), 3], [short, no('no-data'), short].map((v, i) => (i === 1 ? 1 : v))],
    ['change(m)', [1, 3, 2], [short, 2, -1]],
    ['change(m)', [1, no('no-data'), 2, 5], [short, no('no-data'), short, 3]],
    ['mean(last(m, 2)) / mean(last(m, 3))', [2, 4, 6], [short, short, 1.25]],
    ['sum(last(m, 2))', [1, undefined, 3, 4], [short, short, 7]],
    ['max(last(m, 3))', [5, 1, 2, 3], [short, short, 5, 3]],
    ['rising(m, 2)', [1, 2, 3, 3, 4], [short, short, true, false, false]],
    ['rising(m, 1)', [1, 2, 1, 1], [short, true, false, false]],
    ['rising(m, 1)', [0.1 + 0.2, 0.3], [short, false]],
    ['steady(m, 1)', [0.1 + 0.2, 0.3, 0.4], [short, true, false]],
    ['falling(m, 2)', [3, 2, 1, 1], [short, short, true, false]],
    ['falling(m, 2)', [1, 0, 0, 0], [short, short, true, true]],
    ['falling(m, 2)', [0, 0, 1], [short, short, false]],
    ['falling(m, 2)', [3, undefined, 1, 0], [short, short, short]],
    ['not(falling(m, 1))', [1, 2], [short, true]],
    ['m + 0', [1, undefined, 3], [1, 3]],
  ])('%s over %j is %j', (text, values, expected) => expect(series(values, text)).toEqual(expected))

  test('durations stay durations', () => {
    expect(series([60, 90], 'change(delay)', 'delay')).toEqual([short, 30])
    expect(series([60, 90], 'previous(delay) + duration("PT1S")', 'delay')).toEqual([short, 61])
  })
  test('levels rise by their order, not their spelling', () => {
    expect(series(['low', 'medium', 'high', 'low'], 'rising(level, 1)', 'level')).toEqual([short, true, true, false])
  })
  test('a derived measure has a series too', () => {
    const rows = derived([row(0, { a: 1, b: 2 }), row(1, { a: 2, b: 2 })], { x: 'share(a, b)', y: 'change(x)' })
    expect(rows.map(({ measures }) => shownOf(measures['y']))).toEqual([short, 0.5])
  })
  test('the order of the rows does not matter', () => {
    const rows = derived([row(1, { m: 5 }), row(0, { m: 3 })], { x: 'change(m)' })
    expect(rows.map(({ period, measures }) => [period, shownOf(measures['x'])])).toEqual([
      [0, short],
      [1, 2],
    ])
  })
})

describe('groups', () => {
  const dmz = { zone: 'dmz' }
  test('each group has its own series, and so has the total', () => {
    const rows = derived(
      [
        row(0, { m: 1 }),
        row(1, { m: 4 }),
        row(0, { m: 1 }, dmz),
        row(1, { m: 2 }, dmz),
        row(1, { m: 2 }, { zone: null }),
      ],
      { x: 'change(m)' },
    )
    expect(rows.map(({ group, period, measures }) => [group, period, shownOf(measures['x'])])).toEqual([
      [null, 0, short],
      [null, 1, 3],
      [dmz, 0, short],
      [dmz, 1, 1],
      [{ zone: null }, 1, short],
    ])
  })
  test('what needs a measure of the total only is in the total only', () => {
    const rows = derived([row(0, { a: 1, b: 2 }), row(0, { a: 1 }, dmz)], { x: 'a / b', y: 'a + 1', m: 'change(b)' })
    expect(rows.map(({ measures }) => Object.keys(measures))).toEqual([
      ['a', 'b', 'x', 'y', 'm'],
      ['a', 'y'],
    ])
  })
  test('a parameter may have a value per level; the total has none', () => {
    const rows = deriveMeasures({
      rows: [row(0, { a: 6 }), row(0, { a: 6 }, dmz), row(0, { a: 6 }, { zone: 'lan' })],
      functions: [{ name: 'x', formula: read('a / target'), unit: null }],
      types,
      parameters: { target: { by: 'zone', values: { dmz: 3 } } },
    })
    expect(rows.map(({ measures }) => shownOf(measures['x']))).toEqual([no('unknown-value'), 2, no('unknown-value')])
  })
})

describe('samples', () => {
  const sampled = (text: string, samples: Record<string, number | null>): Measurement | undefined =>
    derived([{ ...row(0, { a: 81, b: 263 }), samples }], { x: text })[0]?.measures['x']
  test('a share of a sample has an interval', () => {
    const found = sampled('share(a, b)', { b: null })
    expect(found).toMatchObject({ value: 81 / 263, rows: 263, interval: { sample: 263, level: 0.95 } })
    expect(found?.kind === 'measured' && found.interval?.lower).toBeCloseTo(0.255289, 6)
  })
  test('what is left of it has it turned round', () => {
    const found = sampled('1 - share(a, b)', { b: null })
    expect(found?.kind === 'measured' && found.interval?.upper).toBeCloseTo(1 - 0.255289, 6)
    expect(found?.kind === 'measured' && found.interval?.lower).toBeCloseTo(1 - 0.36621, 6)
  })
  test('a census has none', () =>
    expect(sampled('share(a, b)', {})).toEqual({ kind: 'measured', value: 81 / 263, rows: 263, excluded: [] }))
})
