import { describe, expect, test } from 'vitest'
import type { Card, Group, Reason, Result } from '../term/index.ts'
import { access, firewall, results as fixtures } from '../../../../conformance/page/results.ts'
import { comparisonOf, type Comparison } from './index.ts'

const [first] = fixtures
if (first === undefined) throw new Error('no results')

const shares: Card = { ...access, by: ['unit'] }
const counts: Card = { ...firewall, by: ['unit'] }

const month = (n: number): Result['period'] => {
  const start = (at: number): string => `${2025 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
  return { start: start(n), end: start(n + 1) }
}

type Told = { readonly n: number; readonly unit?: string; readonly hidden?: true; readonly version?: string }

const resultOf = (card: Card, told: Told, measures: Result['measures']): Result => {
  const group: Group = told.unit === undefined ? {} : { unit: told.unit }
  const reasons: Record<string, Reason> = told.hidden === true ? { [card.indicator.measure]: 'suppressed' } : {}
  const { measure, unit } = card.indicator
  const indicator = { measure, unit, value: measures[measure] ?? null, interval: null, status: 'met' as const }
  const version = told.version ?? card.version
  return {
    ...first,
    construct: card.id,
    period: month(told.n),
    group,
    measures,
    reasons,
    indicator,
    version,
    notes: [],
  }
}

/** Systems reviewed of systems. */
const share = (n: number, unit: string | undefined, part: number, whole: number, rest: Partial<Told> = {}): Result =>
  resultOf(
    shares,
    { n, ...(unit === undefined ? {} : { unit }), ...rest },
    rest.hidden === true
      ? { 'systems reviewed': null, systems: null, 'reviewed share': null }
      : { 'systems reviewed': part, systems: whole, 'reviewed share': part / whole },
  )
const count = (n: number, unit: string | undefined, value: number): Result =>
  resultOf(counts, { n, ...(unit === undefined ? {} : { unit }) }, { 'unused rules': value })

const plain = (texts: readonly string[] | undefined): readonly string[] =>
  (texts ?? []).map((text) => text.replaceAll('\u00a0', ' '))
const given = (comparison: Comparison | null): Comparison => {
  if (comparison === null) throw new Error('nothing to compare')
  return comparison
}

describe('periods', () => {
  test('48 of 80 and then 56 of 70: the limits that Newcombe published, and what they come to', () => {
    const { periods } = given(comparisonOf([share(0, undefined, 48, 80), share(1, undefined, 56, 70)], shares))
    expect(plain(periods.map(({ sentence }) => sentence))).toEqual([
      'Compared with January 2025 (60 %): 20 percentage points more (95 %: from 5.2 to 33.4 percentage points more); better by more than chance alone explains.',
    ])
  })
  test('the period before and a year before, each told once', () => {
    const course = Array.from({ length: 14 }, (_, n) => share(n, undefined, 50, 100))
    const { periods } = given(comparisonOf(course, shares))
    expect(plain(periods.map((each) => `${each.title}: ${each.sentence}`))).toEqual([
      'the period before: The same as in January 2026: 50 %.',
      'a year before: The same as in February 2025: 50 %.',
    ])
  })
  test('a period without a value is not compared', () => {
    const gap = share(1, undefined, 0, 1, { hidden: true })
    const { periods } = given(comparisonOf([share(0, undefined, 5, 10), gap, share(2, undefined, 6, 10)], shares))
    expect(periods.map(({ period }) => period)).toEqual(['January 2025'])
  })
  test('another definition is no earlier value of the same thing', () => {
    const older = share(0, undefined, 5, 10, { version: '0.9.0' })
    const { periods, moved } = given(comparisonOf([older, share(1, undefined, 6, 10)], shares))
    expect(periods[0]?.difference.verdict).toBeNull()
    expect(periods[0]?.sentence).toContain('because the definition changed in between')
    expect(moved[0]?.why).toContain('The definition changed')
  })
  test('nothing known, nothing compared', () =>
    expect(comparisonOf([share(0, undefined, 0, 1, { hidden: true })], shares)).toBeNull())
})

describe('what moved a value', () => {
  /**
   * A: 40 of 50 (80 %), then 30 of 50 (60 %). B: 10 of 50 (20 %), then 25 of 100 (25 %). Whole: 50 of 100, then 55 of 150.
   * Kitagawa: weights 1/2, 1/2, then 1/3, 2/3. Within A (−20 points) × 5/12 = −8.33, within B (+5) × 7/12 = +2.92: −5.42.
   * Mix: A −1/6 × (70 % − 43.33 %) = −4.44; B +1/6 × (22.5 % − 43.33 %) = −3.47: −7.92. Together −13.33.
   */
  const before = [share(0, undefined, 50, 100), share(0, 'a', 40, 50), share(0, 'b', 10, 50)]
  const after = [share(1, undefined, 55, 150), share(1, 'a', 30, 50), share(1, 'b', 25, 100)]
  test('a share: by group, and by what goes on within groups and by their sizes', () => {
    const [moved] = given(comparisonOf([...before, ...after], shares)).moved
    expect(moved?.groups.map(({ key, rate, mix }) => [key, rate?.toFixed(6), mix?.toFixed(6)])).toEqual([
      ['unit=a', (((-20 / 100) * 5) / 12).toFixed(6), ((-1 / 6) * (0.7 - 13 / 30)).toFixed(6)],
      ['unit=b', (((5 / 100) * 7) / 12).toFixed(6), ((1 / 6) * (0.225 - 13 / 30)).toFixed(6)],
    ])
    expect(moved?.change).toBeCloseTo(55 / 150 - 0.5, 12)
    expect(plain(moved?.sentences)).toEqual([
      'It fell by 13.3 percentage points since January 2025: a −12.78, b −0.56.',
      'What goes on within groups made −5.4 percentage points of it, and groups growing or shrinking −7.9 percentage points.',
    ])
  })
  test('a count: by how much each group changed; one that appears counts whole', () => {
    const course = [count(0, undefined, 10), count(0, 'a', 7), count(0, 'b', 3)]
    const next = [count(1, undefined, 12), count(1, 'a', 2), count(1, 'b', 4), count(1, 'c', 6)]
    const [moved] = given(comparisonOf([...course, ...next], counts)).moved
    expect(moved?.groups.map(({ key, before: from, after: to, change }) => [key, from, to, change])).toEqual([
      ['unit=c', null, 6, 6],
      ['unit=a', 7, 2, -5],
      ['unit=b', 3, 4, 1],
    ])
    expect(plain(moved?.sentences)).toEqual(['It rose by 2 rules since January 2025: c +6, a −5, b +1.'])
  })
  test('what cancels out is told', () => {
    const course = [count(0, undefined, 10), count(0, 'a', 7), count(0, 'b', 3)]
    const next = [count(1, undefined, 10), count(1, 'a', 5), count(1, 'b', 5)]
    const [moved] = given(comparisonOf([...course, ...next], counts)).moved
    expect(moved?.sentences).toEqual(['The same as in January 2025, because b +2 and a −2 cancel out.'])
  })
  test('groups that do not add up to the whole are not told', () => {
    const course = [count(0, undefined, 9), count(0, 'a', 7), count(0, 'b', 3)]
    const next = [count(1, undefined, 10), count(1, 'a', 5), count(1, 'b', 5)]
    const [moved] = given(comparisonOf([...course, ...next], counts)).moved
    expect([moved?.groups, moved?.why]).toEqual([[], expect.stringContaining('do not add up')])
  })
  test('groups that are hidden are told together, where rows are counted once each', () => {
    const counted: Card = {
      ...shares,
      baseMeasures: shares.baseMeasures.map((each) => ({ ...each, formula: 'count(systems[reviewed])' })),
    }
    const hidden = [share(1, undefined, 55, 150), share(1, 'a', 30, 50), share(1, 'b', 0, 1, { hidden: true })]
    const [moved] = given(comparisonOf([...before, ...hidden], counted)).moved
    expect(moved?.groups.map(({ name }) => name)).toContain('groups that are not shown')
    expect(moved?.groups.reduce((sum, { change }) => sum + change, 0)).toBeCloseTo(55 / 150 - 0.5, 12)
    const distinct = {
      ...counted,
      baseMeasures: counted.baseMeasures.map((each) => ({ ...each, formula: 'count(distinct values(systems.owner))' })),
    }
    expect(given(comparisonOf([...before, ...hidden], distinct)).moved[0]?.why).toContain('Some groups are hidden')
  })
  test('a group by itself has no groups', () => {
    const found = given(comparisonOf([...before, ...after], shares, 'unit=a'))
    expect([found.moved, found.units, found.periods.length]).toEqual([[], null, 1])
  })
})

describe('groups beside each other', () => {
  const groups = (parts: readonly (readonly [string, number, number])[]): readonly Result[] => [
    share(
      0,
      undefined,
      parts.reduce((sum, [, part]) => sum + part, 0),
      parts.reduce((sum, [, , whole]) => sum + whole, 0),
    ),
    ...parts.map(([unit, part, whole]) => share(0, unit, part, whole)),
  ]
  test('small groups with extreme shares are as chance lets them; a large one far away is not', () => {
    // Together 295 of 403 = 73.2 %. 3 of 3 happens in 39 of 100; 55 of 100 is 4.1 standard deviations below.
    const { units } = given(
      comparisonOf(
        groups([
          ['tiny', 3, 3],
          ['a', 79, 100],
          ['b', 79, 100],
          ['c', 79, 100],
          ['d', 55, 100],
        ]),
        shares,
      ),
    )
    expect(units?.rows.map(({ name, place }) => [name, place])).toEqual([
      ['d', 'below outer'],
      ['tiny', 'inside'],
      ['a', 'inside'],
      ['b', 'inside'],
      ['c', 'inside'],
    ])
    expect(plain(units?.sentences)).toEqual([
      '1 of 5 groups differs by more than chance from what all have together (73.2 %): d (55 of 100 systems, 55 %, worse).',
    ])
  })
  test('the edges reach from the smallest group to the largest, and widen towards the smallest', () => {
    const { units } = given(
      comparisonOf(
        groups([
          ['a', 10, 20],
          ['b', 200, 400],
        ]),
        shares,
      ),
    )
    const edges = units?.edges ?? []
    expect([edges[0]?.whole, edges.at(-1)?.whole]).toEqual([20, 400])
    const widths = edges.map(({ outer }) => outer.upper - outer.lower)
    expect(widths[0]).toBeGreaterThan(3 * (widths.at(-1) ?? 0))
  })
  test('groups that are hidden stay so, and are counted', () => {
    const all = [
      ...groups([
        ['a', 50, 100],
        ['b', 52, 100],
      ]),
      share(0, 'c', 0, 1, { hidden: true }),
    ]
    const { units } = given(comparisonOf(all, shares))
    expect(units?.rows.map(({ name }) => name).toSorted()).toEqual(['a', 'b'])
    expect(units?.sentences.at(-1)).toBe('One group is hidden, because it would show persons.')
  })
  test('counts that are of nothing are not compared', () => {
    const all = [count(0, undefined, 10), count(0, 'a', 9), count(0, 'b', 1)]
    expect(given(comparisonOf(all, counts)).units).toBeNull()
  })
})
