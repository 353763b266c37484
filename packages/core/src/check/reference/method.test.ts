import { describe, expect, test } from 'vitest'
import type { Excluded } from '../../term/index.ts'
import { measuredIn, shown, totalOf, type SmallWorld } from './small-world.ts'

/** Four rules and their hits in June; rule c has an unknown hit count, rule d no border flag. */
const world: SmallWorld = {
  contracts: {
    rules: {
      columns:
        'rule text, border boolean?, created on date, level low|medium|high?, cost number?, owner text?, score number, double number = score * 2, place rank = score, grade low|medium|high = if score > 2 then "high" else "low", late duration = created on - @"2026-01-01"',
      key: 'rule',
    },
    hits: { columns: 'rule text?, at instant, hits number?, took duration?', key: 'rule, at', describes: 'events at' },
    waivers: { columns: 'rule text, ends on date?', key: 'rule' },
  },
  tables: {
    rules: [
      {
        asOf: '2026-06-30',
        rows: `
          a | yes | 2026-01-10 | low    | 10 | x | 1
          b | yes | 2026-02-10 | medium | 20 |   | 2
          c | no  | 2026-03-10 | high   |    | y | 3
          d |     | 2026-04-10 |        | 40 |   | 4`,
      },
    ],
    hits: [
      {
        asOf: '2026-06-30',
        rows: `
          a | 2026-06-01T10:00:00 | 5 | PT1H
          a | 2026-06-02T10:00:00 | 0 | PT3H
          b | 2026-06-03T10:00:00 | 0 | PT2H
          c | 2026-06-04T10:00:00 |   |
            | 2026-06-05T10:00:00 | 7 | PT4H`,
      },
    ],
    waivers: [{ asOf: '2026-06-30', rows: 'a | 2026-07-01\nb |' }],
  },
  parameters: { window: { value: { kind: 'months', months: 1 } }, limit: { by: 'rule', values: { a: 10, b: 25 } } },
}

const total = (text: string): number | string | boolean => totalOf(world, text)
const excluded = (text: string): readonly Excluded[] | undefined =>
  measuredIn(world, text, ['2026-06'])['2026-06']?.['total']?.excluded

describe('filters and null', () => {
  test.each<[string, number]>([
    ['count(rules)', 4],
    ['count(rules[border])', 2],
    ['count(rules[not(border)])', 1],
    ['count(rules[border = null])', 1],
    ['count(rules[border != true])', 2],
    ['count(rules[owner != "x"])', 3],
    ['count(rules[owner = null])', 2],
    ['count(rules[cost > 15])', 2],
    ['count(rules[cost > 15 or border])', 3],
    ['count(rules[cost > 15 and border])', 1],
    ['count(rules[not(cost > 15)])', 1],
    ['count(rules[cost in [10..20)])', 1],
    ['count(rules[cost between 10 and 20])', 2],
    ['count(rules[cost in (10, 40)])', 2],
    ['count(rules[cost in (< 15, > 30)])', 2],
    ['count(rules[rule in ("a", "b", "z")])', 2],
    ['count(rules[border in (true) and cost = 10])', 1],
    ['count(rules[border][cost > 15])', 1],
    ['count(rules[if cost > 15 then true else border])', 3],
    ['count(rules[(if border then 1 else 2) = 1])', 2],
    ['count(rules[double = 4])', 1],
    ['count(rules[late > duration("P60D")])', 2],
  ])('%s = %i', (text, expected) => expect(total(text)).toBe(expected))

  test.each<[string, readonly Excluded[]]>([
    ['count(rules)', []],
    ['count(rules[cost > 15])', [{ why: 'unknown', rows: 1 }]],
    // a false, b true, c unknown and false, d true and unknown
    ['count(rules[cost > 15 and border])', [{ why: 'unknown', rows: 1 }]],
    // c unknown or false
    ['count(rules[cost > 15 or border])', [{ why: 'unknown', rows: 1 }]],
    ['count(rules[border][cost > 15])', [{ why: 'unknown', rows: 1 }]],
    // c at the first, d at the second
    ['count(rules[cost > 15][border])', [{ why: 'unknown', rows: 2 }]],
    ['sum(rules.cost)', [{ why: 'missing', rows: 1 }]],
    ['sum(rules[border != true].cost)', [{ why: 'missing', rows: 1 }]],
    ['mean(rules[cost > 15].cost)', [{ why: 'unknown', rows: 1 }]],
    // Only the outermost filters are told, not those inside conditions.
    ['count(rules[some h in hits[hits > 0] satisfies h.rule = rule])', []],
    ['count(for r in rules return r.cost)', [{ why: 'missing', rows: 1 }]],
    ['count((for r in rules return r.cost)[item > 15])', [{ why: 'unknown', rows: 1 }]],
    ['count(rules[border]) / count(rules[cost > 15])', [{ why: 'unknown', rows: 2 }]],
    ['count(rules[border]) / count(rules[not(border)])', [{ why: 'unknown', rows: 1 }]],
  ])('%s leaves out %j', (text, expected) => expect(excluded(text)).toEqual(expected))
})

describe('levels are ordered by their scale, not their spelling', () => {
  test.each<[string, number | string]>([
    ['count(rules[level >= "medium"])', 2],
    ['count(rules[level < "medium"])', 1],
    ['count(rules[level in ["low".."medium"]])', 2],
    ['count(rules[level = "high"])', 1],
    ['min(rules.level)', 'low'],
    ['max(rules.level)', 'high'],
    ['median(rules.level)', 'medium'],
    ['median(rules[level < "high"].level)', 'low'],
    ['median(rules.place)', 2],
    ['median(for r in rules return min(rules[rule = r.rule].place))', 2],
    ['percentile(rules.place, 90)', 4],
    ['percentile(rules.place, 25)', 1],
    ['percentile(rules.place, 0)', 1],
    ['median(rules.score)', 2.5],
    ['max(rules.grade)', 'high'],
    ['count(rules[grade >= "high"])', 2],
  ])('%s = %s', (text, expected) => expect(total(text)).toBe(expected))
})

/** To 12 digits: sums of doubles differ in the last. */
const rounded = (value: number | string | boolean): number | string | boolean =>
  typeof value === 'number' ? Number(value.toPrecision(12)) : value

describe('aggregates', () => {
  test.each<[string, number | string | boolean]>([
    ['sum(rules.cost)', 70],
    ['mean(rules.cost)', 70 / 3],
    ['min(rules.cost)', 10],
    ['max(rules.cost)', 40],
    ['median(rules.cost)', 20],
    ['median(rules.score)', 2.5],
    ['percentile(rules.score, 0)', 1],
    ['percentile(rules.score, 25)', 1.75],
    ['percentile(rules.score, 90)', 3.7],
    ['percentile(rules.score, 100)', 4],
    ['stddev(rules.score)', Math.sqrt(5 / 3)],
    ['product(rules.score)', 24],
    ['mode(rules[score > 1].score)', 2],
    ['count(distinct values(hits.rule))', 3],
    ['count(rules.owner)', 2],
    ['all(rules[border != null].border)', false],
    ['any(rules.border)', true],
    ['sum(hits.took)', 36000],
    ['mean(hits.took) / duration("PT1H")', 2.5],
    ['median(hits.took) / duration("PT1H")', 2.5],
    ['max(hits.took) - min(hits.took)', 10800],
    ['count(rules[border]) / count(rules)', 0.5],
    ['count(rules) + 2 * count(waivers)', 8],
    ['-count(rules)', -4],
    ['if count(rules) > 3 then 1 else 0', 1],
    ['count(rules) > 3', true],
    ['floor(mean(rules.cost))', 23],
    ['max(count(rules), count(waivers))', 4],
    ['max(rules[cost in [10..20)].created on)', '2026-01-10'],
    ['sum(concatenate(rules.score, rules[border].cost))', 40],
  ])('%s = %s', (text, expected) => {
    expect(rounded(total(text))).toBe(rounded(expected))
  })

  /** Observed nothing is zero; an average of nothing is not. */
  test.each<[string, number | string]>([
    ['count(rules[score > 9])', 0],
    ['sum(rules[score > 9].cost)', 0],
    ['sum(hits[hits > 9].took)', 0],
    ['sum(hits[hits > 9].took) / duration("PT1H")', 0],
    ['sum(hits[hits > 9].took) + sum(hits.took)', 36000],
    ['mean(rules[score > 9].cost)', 'aggregate-of-nothing'],
    ['min(rules[score > 9].cost)', 'aggregate-of-nothing'],
    ['max(rules[score > 9].cost)', 'aggregate-of-nothing'],
    ['median(rules[score > 9].cost)', 'aggregate-of-nothing'],
    ['stddev(rules[score > 9].cost)', 'aggregate-of-nothing'],
    ['stddev(rules[score > 3].cost)', 'aggregate-of-nothing'],
    ['percentile(rules[score > 9].cost, 90)', 'aggregate-of-nothing'],
    ['mean(rules[cost = null].cost)', 'aggregate-of-nothing'],
    ['1 + mean(rules[score > 9].cost)', 'aggregate-of-nothing'],
    ['count(rules) / count(rules[score > 9])', 'zero-denominator'],
    ['1 + count(rules) / count(rules[score > 9])', 'zero-denominator'],
    ['(count(rules) / count(rules[score > 9])) > 1', 'zero-denominator'],
    ['if count(rules) / count(rules[score > 9]) > 1 then 1 else 2', 'zero-denominator'],
    ['sum(rules.score) / count(waivers)', 5],
  ])('%s is %s', (text, expected) => expect(total(text)).toBe(expected))
})

describe('some, every, for', () => {
  test.each<[string, number]>([
    ['count(rules[some h in hits satisfies h.rule = rule])', 3],
    ['count(rules[some h in hits satisfies h.rule = rule and h.hits > 0])', 1],
    ['count(rules[not(some h in hits satisfies h.rule = rule and h.hits > 0)])', 2],
    ['count(rules[every h in hits satisfies h.rule != rule])', 1],
    ['count(rules[every h in hits[rule = "a"] satisfies h.hits >= 0])', 4],
    ['count(rules[every h in hits[hits > 99] satisfies h.hits = 0])', 4],
    ['count(rules[some h in hits, w in waivers satisfies h.rule = rule and w.rule = h.rule])', 2],
    ['sum(for h in hits return h.hits)', 12],
    ['count(for r in rules, h in hits[rule = r.rule] return h)', 4],
    ['sum(for r in rules return sum(hits[rule = r.rule].hits))', 5],
    ['count((for r in rules return sum(hits[rule = r.rule].hits))[item = 0])', 3],
    ['count((for r in rules return count(hits[rule = r.rule]))[item = 0])', 1],
    ['max(for v in distinct values(hits.rule) return count(hits[rule = v]))', 2],
    ['sum(for i in 1..3 return i * 2)', 12],
    ['sum(for r in rules return if r.border then 1 else 10)', 12],
    ['mean(for r in rules return max(0, r.cost))', 70 / 4],
    ['count(for r in rules[border] return r)', 2],
  ])('%s = %f', (text, expected) => expect(total(text)).toBeCloseTo(expected, 12))

  test('a row’s division by zero, and its aggregate of nothing, are left out and told', () => {
    expect(total('mean(for r in rules return r.score / count(hits[rule = r.rule]))')).toBeCloseTo(
      (1 / 2 + 2 + 3) / 3,
      12,
    )
    expect(excluded('mean(for r in rules return r.score / count(hits[rule = r.rule]))')).toEqual([
      { why: 'missing', rows: 1 },
    ])
    expect(total('mean(for r in rules return max(hits[rule = r.rule].hits))')).toBe(2.5)
    expect(excluded('mean(for r in rules return max(hits[rule = r.rule].hits))')).toEqual([{ why: 'missing', rows: 2 }])
  })
  test('rows of a sum of nothing count as zero', () => {
    expect(total('mean(for r in rules return sum(hits[rule = r.rule].hits))')).toBe(5 / 4)
    expect(total('median(for r in rules return sum(hits[rule = r.rule].took))')).toBe(3600)
  })
})

describe('traps of the scope', () => {
  test('in an inner filter a bare name is the inner row’s: the trap answers 0, whoever is compared', () => {
    expect(total('count(rules[sum(hits[rule = rule].hits) = 0])')).toBe(0)
    expect(total('count((for r in rules return sum(hits[rule = r.rule].hits))[item = 0])')).toBe(3)
  })
  test('in a condition of some, a bare name is the filtered row’s', () => {
    expect(total('count(rules[some w in waivers satisfies w.rule = rule])')).toBe(2)
  })
  test('`in` binds tighter than `and`', () => {
    expect(total('count(rules[score in [1..3] and border])')).toBe(2)
    expect(total('count(rules[border and score in (2, 3)])')).toBe(1)
    expect(total('count(rules[score in (1) or score in (4)])')).toBe(2)
  })
  test('a parameter with a value per level is that of the row', () => {
    expect(total('count(rules[cost <= limit])')).toBe(2)
    expect(excluded('count(rules[cost <= limit])')).toEqual([{ why: 'unknown', rows: 2 }])
  })
})

/** Null hit rules and null rules: joined by value they would match, as rows they do not. */
describe('columns of two rows match only when both are known', () => {
  const nulls: SmallWorld = {
    contracts: { left: { columns: 'id text, x text?', key: 'id' }, right: { columns: 'id text, x text?', key: 'id' } },
    tables: { left: [{ asOf: '2026-06-30', rows: 'a | p\nb |' }], right: [{ asOf: '2026-06-30', rows: 'c | p\nd |' }] },
  }
  test.each<[string, number]>([
    ['count(left[some r in right satisfies r.x = x])', 1],
    ['count(left[not(some r in right satisfies r.x = x)])', 1],
    ['count(left[every r in right satisfies r.x != x])', 1],
    ['count(for l in left, r in right[x = l.x] return r)', 1],
    ['count(left[x in right.x])', 1],
    ['count(left[some r in left satisfies r.x = x])', 1],
    // A value is no row: null is a value like others.
    ['sum(for v in distinct values(left.x) return count(right[x = v]))', 2],
    ['count(left[x = null])', 1],
  ])('%s = %i', (text, expected) => expect(totalOf(nulls, text)).toBe(expected))
})

describe('references', () => {
  const shop: SmallWorld = {
    contracts: {
      assets: { columns: 'asset text, zone text?, owner text > people', key: 'asset' },
      people: { columns: 'person text, unit text', key: 'person' },
      findings: { columns: 'finding text, asset text? > assets, score number', key: 'finding' },
    },
    tables: {
      assets: [{ asOf: '2026-06-30', rows: 's1 | dmz | p1\ns2 | | p2' }],
      people: [{ asOf: '2026-06-30', rows: 'p1 | it\np2 | hr' }],
      findings: [{ asOf: '2026-06-30', rows: 'f1 | s1 | 5\nf2 | s2 | 6\nf3 | s9 | 7\nf4 | | 8' }],
    },
  }
  test.each<[string, number]>([
    ['count(findings[asset.zone = "dmz"])', 1],
    ['count(findings[asset.zone = null])', 3],
    ['count(findings[asset.owner.unit = "hr"])', 1],
    ['sum(for f in findings[asset.zone != null] return f.score)', 5],
    ['count(distinct values(findings.asset))', 3],
    ['count(distinct values(findings.asset.zone))', 1],
    ['count(for f in findings return f.asset.owner.unit)', 2],
  ])('%s = %i', (text, expected) => expect(totalOf(shop, text)).toBe(expected))
})

test('a measurement tells its rows', () => {
  const rowsOf = (text: string): number | undefined => {
    const found = measuredIn(world, text, ['2026-06'])['2026-06']?.['total']
    return found?.kind === 'measured' ? found.rows : undefined
  }
  expect(rowsOf('count(rules[border])')).toBe(2)
  expect(rowsOf('mean(rules.cost)')).toBe(3)
  expect(rowsOf('count(rules) / count(waivers)')).toBeUndefined()
  expect(shown(undefined)).toBe('none')
})
