import { describe, expect, test } from 'vitest'
import { totalOf, type SmallSnapshot, type SmallWorld } from './small-world.ts'

type Case = readonly [what: string, snapshots: readonly SmallSnapshot[], expected: number | string]
const spans = (...covers: readonly (readonly [string | null, string])[]): readonly SmallSnapshot[] =>
  covers.map((span, i) => ({ asOf: span[1].slice(0, 10), covers: span, rows: `${i} | 2026-06-15` }))

describe('events: the spans together must cover the period', () => {
  const world = (snapshots: readonly SmallSnapshot[], timeZone = 'UTC'): SmallWorld => ({
    contracts: { t: { columns: 'id text, at date', key: 'id', describes: 'events at', delivers: 'changes' } },
    tables: { t: snapshots },
    timeZone,
  })
  test.each<Case>([
    ['one span', spans(['2026-06-01', '2026-07-01']), 1],
    ['from the beginning of time', spans([null, '2026-08-01']), 1],
    ['to the last second of the last day', spans(['2026-06-01', '2026-06-30T23:59:59Z']), 1],
    ['to two seconds before the end', spans(['2026-06-01', '2026-06-30T23:59:58Z']), '~1'],
    ['two spans that touch', spans(['2026-06-01', '2026-06-15'], ['2026-06-15', '2026-07-01']), 2],
    ['two that touch by a second', spans([null, '2026-06-14T23:59:59Z'], ['2026-06-15', '2026-07-01']), 2],
    ['two that overlap, the later listed first', spans(['2026-06-10', '2026-07-01'], ['2026-05-01', '2026-06-20']), 2],
    ['a gap in the middle', spans(['2026-06-01', '2026-06-10'], ['2026-06-12', '2026-07-01']), '~2'],
    ['the beginning is missing', spans(['2026-06-02', '2026-07-01']), '~1'],
    ['the end is missing', spans(['2026-06-01', '2026-06-30']), '~1'],
    ['nothing of it', spans(['2026-04-01', '2026-06-01']), 'no-data'],
    ['not even by the second before', spans([null, '2026-05-31T23:59:59Z']), 'no-data'],
    ['only what follows', spans(['2026-07-01', '2026-08-01']), 'no-data'],
    ['none at all', [], 'no-data'],
  ])('%s', (_, snapshots, expected) => expect(totalOf(world(snapshots), 'count(t)')).toBe(expected))

  test('only the period is asked for, not how far a window reaches back', () => {
    expect(totalOf(world(spans(['2026-06-01', '2026-07-01'])), 'count(recent(t, duration("P1Y")))')).toBe(1)
    expect(totalOf(world(spans(['2026-06-01', '2026-07-01'])), 'count(ever(t))')).toBe(1)
  })
  test('an as-of of the last day covers the last day where the organisation is', () => {
    const auckland = world([{ asOf: '2026-06-30', rows: '1 | 2026-06-15' }], 'Pacific/Auckland')
    expect(totalOf(auckland, 'count(t)')).toBe(1)
  })
})

describe('records and parts: the newest picture must not be too old', () => {
  const snapshot = (asOf: string, source = 'one'): SmallSnapshot => ({ asOf, source, rows: 'a | 2026-01-01' })
  const world = (snapshots: readonly SmallSnapshot[], tolerance = 'P1M'): SmallWorld => ({
    contracts: { t: { columns: 'id text, since on date', key: 'id', describes: 'records since on' } },
    tables: { t: snapshots },
    tolerance,
  })
  test.each<Case>([
    ['of the last day', [snapshot('2026-06-30')], 1],
    ['of the first day', [snapshot('2026-06-01')], 1],
    ['of later', [snapshot('2026-12-31')], 1],
    ['of the day before', [snapshot('2026-05-31')], 'no-data'],
    ['the newest of several', [snapshot('2026-05-31'), snapshot('2026-06-10')], 1],
    ['none at all', [], 'no-data'],
  ])('%s', (_, snapshots, expected) => expect(totalOf(world(snapshots), 'count(t)')).toBe(expected))

  test('within the period, but older than tolerated, is stale', () => {
    expect(totalOf(world([snapshot('2026-06-22')], 'P7D'), 'count(t)')).toBe('~1')
    expect(totalOf(world([snapshot('2026-06-24')], 'P7D'), 'count(t)')).toBe(1)
    expect(totalOf(world([snapshot('2026-06-30')], 'P0D'), 'count(t)')).toBe(1)
    expect(totalOf(world([snapshot('2026-06-29')], 'P0D'), 'count(t)')).toBe('~1')
  })
  test('within the tolerance, but before the period, is covered', () => {
    expect(totalOf(world([snapshot('2026-05-20')], 'P3M'), 'count(t)')).toBe(1)
  })

  const parts = (lines: readonly SmallSnapshot[], parents: readonly SmallSnapshot[]): SmallWorld => ({
    contracts: {
      parents: { columns: 'parent text, since on date', key: 'parent', describes: 'records since on' },
      lines: { columns: 'parent text > parents, n number', key: 'parent, n', describes: 'part parents' },
    },
    tables: { lines, parents },
  })
  test('a part needs pictures of its own, and its parent some', () => {
    const [line, parent] = [
      { asOf: '2026-06-30', rows: 'p | 1' },
      { asOf: '2026-06-30', rows: 'p | 2026-01-01' },
    ]
    expect(totalOf(parts([line], [parent]), 'count(lines)')).toBe(1)
    expect(totalOf(parts([{ ...line, asOf: '2026-04-30' }], [parent]), 'count(lines)')).toBe('no-data')
    expect(totalOf(parts([line], []), 'count(lines)')).toBe('no-data')
  })
})

describe('every mention counts', () => {
  const world = (state: readonly SmallSnapshot[], events: readonly SmallSnapshot[]): SmallWorld => ({
    contracts: {
      s: { columns: 'id text', key: 'id' },
      e: { columns: 'id text, at date', key: 'id', describes: 'events at' },
    },
    tables: { s: state, e: events },
  })
  const good: readonly SmallSnapshot[] = [{ asOf: '2026-06-30', rows: 'a' }]
  const old: readonly SmallSnapshot[] = [{ asOf: '2026-05-20', rows: 'a' }]
  const method = 'count(s[not(some x in e satisfies x.id = id)])'
  test.each<[string, SmallWorld, number | string]>([
    ['all covered', world(good, [{ asOf: '2026-06-30', rows: '' }]), 1],
    ['nothing observed is not zero: the events of a condition have no data', world(good, []), 'no-data'],
    ['partly covered', world(good, [{ asOf: '2026-06-20', rows: '' }]), '~1'],
    ['no data tells more than stale', world(old, []), 'no-data'],
    ['too old tells more than partly', world(old, [{ asOf: '2026-06-20', rows: '' }]), 'stale'],
    ['no data comes before a zero denominator', world([{ asOf: '2026-06-30', rows: '' }], []), 'no-data'],
  ])('%s', (what, given, expected) => {
    const text = what.includes('denominator') ? 'count(e) / count(s)' : method
    expect(totalOf(given, text)).toBe(expected)
  })
})
