import { describe, expect, test } from 'vitest'
import type { Band, Card, Result, Status } from '../term/index.ts'
import { access, cost, firewall, policy, results, training } from '../../../../conformance/page/results.ts'
import {
  indicatorAnalysisDocument,
  indicatorAnalysisOf,
  indicatorSeries,
  indicatorTarget,
  seriesOf,
  totalsOf,
  type Point,
} from './index.ts'

const pointsOf = (card: Card) => seriesOf(totalsOf(results.filter(({ construct }) => construct === card.id)))

describe('places in an order', () => {
  const levels = (...values: readonly number[]) =>
    values.map((value, i): Point => {
      const { result } = pointsOf(firewall)[i] ?? { result: results[0] }
      if (result === undefined) throw new Error('There are results of a firewall.')
      return { result: { ...result, indicator: { ...result.indicator, value, unit: 'level' } }, earlier: [] }
    })
  const ordinal: Card = {
    ...firewall,
    indicator: { ...firewall.indicator, unit: 'level', direction: 'higher is better' },
  }
  const points = levels(0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4)

  test('have no mean, no limits and no line ahead, and are no counts (domain.md 6.2, 4)', () => {
    expect(indicatorSeries(points, ordinal).of).toBe('measurement')
    expect(indicatorAnalysisDocument(points, ordinal)).toMatchObject({
      model: 'run',
      limits: { upper: null, lower: null },
      interval: null,
      forecast: null,
      trend: { direction: 'up' },
    })
  })
  test('are judged by how often they were as they should be', () => {
    const words = indicatorAnalysisOf(points, ordinal)?.words
    expect(words?.assurance?.sentence).not.toMatch(/between/)
    expect(words?.figures.join(' ')).not.toMatch(/mean|truth/)
  })
})

describe('a source that fell silent', () => {
  const silent = [...pointsOf(access)].map((point, i, all) =>
    i < all.length - 2
      ? point
      : {
          ...point,
          result: { ...point.result, indicator: { ...point.result.indicator, value: null, status: 'stale' as const } },
        },
  )
  test('promises nothing, and says since when nothing is known (domain.md 6.2, 15)', () => {
    const words = indicatorAnalysisOf(silent, access)?.words
    expect(words?.assurance).toMatchObject({
      verdict: 'cannot tell',
      sentence: 'Cannot tell: the last period has no value, so nobody can say what comes.',
    })
    expect(words?.variation.sentence).toMatch(/ Nothing is known after [A-Z].*\.$/)
  })
})

describe('an indicator as a series', () => {
  test('a share brings the two numbers it divides', () => {
    const { of, points, bounds, direction } = indicatorSeries(pointsOf(access), access)
    expect([of, bounds, direction]).toEqual(['share', { lower: 0, upper: 1 }, 'higher'])
    expect(points.every(({ value, part = 0, whole = 1 }) => value === part / whole)).toBe(true)
  })
  test('periods have the names of the calendar, absences their reason, a new definition a break', () => {
    expect(indicatorSeries(pointsOf(firewall), firewall).points[0]?.period).toBe('2024-11')
    expect(indicatorSeries(pointsOf(training), training).points.filter(({ why }) => why === 'missing')).toHaveLength(2)
    const costs = indicatorSeries(pointsOf(cost), cost)
    expect([costs.of, costs.breaks.map((place) => costs.points[place]?.period)]).toEqual(['measurement', ['2026-01']])
  })
  test('a share of seconds is measured, not counted: chance does not move it second by second', () => {
    const measures = access.baseMeasures.map((measure) => ({ ...measure, unit: 's' }))
    const { of, points } = indicatorSeries(pointsOf(access), { ...access, baseMeasures: measures })
    expect(of).toBe('measurement')
    expect(points.every(({ value, part, whole }) => value !== null && part === undefined && whole === undefined)).toBe(
      true,
    )
  })
  test('a period that was never measured is a gap', () => {
    const points = pointsOf(firewall).filter((_, i) => i !== 3 && i !== 4)
    expect(indicatorSeries(points, firewall).points.flatMap(({ gap }) => gap ?? [])).toEqual([2])
  })
  test.each([
    [firewall, { at: 'most', value: 0 }],
    [access, { at: 'least', value: 0.9 }],
    [policy, { at: 'least', value: 0.8 }],
    [cost, { at: 'most', value: 25_000 }],
  ] as const)('$id has a target', (card, target) =>
    expect(indicatorTarget(pointsOf(card), card, indicatorSeries(pointsOf(card), card))).toEqual(target),
  )
})

const verdictsOf = (card: Card) => {
  const words = indicatorAnalysisOf(pointsOf(card), card)?.words
  return [words?.variation.verdict, words?.assurance?.verdict, words?.model]
}

describe('both verdicts in words', () => {
  // 36 unused rules fell to 9 in two years, month by month: far below the early level, and not at 0 next month.
  test('fewer unused rules are better', () =>
    expect(verdictsOf(firewall)).toEqual(['improving', 'will miss', 'XmR chart']))
  test('shares of a hundred systems near 77 % do not reach 90 %', () =>
    expect(verdictsOf(access)).toEqual(['no signal', 'will miss', 'p chart']))
  test('the sentences begin with their verdict and speak in the unit', () => {
    const words = indicatorAnalysisOf(pointsOf(cost), cost)?.words
    expect(words?.variation.sentence).toMatch(/^No signal: the latest values lie around EUR\u00A0[\d,]+, between EUR/)
    expect(words?.assurance?.sentence).toMatch(/^Hit and miss: .*the target is at most EUR\u00A025,000\.$/)
    expect(words?.notes).toContain('From January 2026 on there is a new definition; limits begin anew there.')
  })
  test('in numbers, as analyse gives them', () =>
    expect(indicatorAnalysisDocument(pointsOf(access), access)).toMatchObject({
      model: 'p',
      variation: 'no signal',
      assurance: { verdict: 'will miss' },
    }))
  const withValue = (value: string | boolean): readonly Result[] =>
    results
      .filter(({ construct }) => construct === firewall.id)
      .map((result) => ({ ...result, indicator: { ...result.indicator, value } }))
  test('levels and truth values have no course', () => {
    expect(indicatorAnalysisOf(seriesOf(totalsOf(withValue('high'))), firewall)).toBeNull()
    expect(indicatorAnalysisOf(seriesOf(totalsOf(withValue(true))), firewall)).toBeNull()
    expect(indicatorAnalysisOf([], firewall)).toBeNull()
  })
})

/** The policies, with other criteria and what they come to. */
const wanting = (met: readonly Band[], direction: Card['indicator']['direction']): Card => ({
  ...policy,
  indicator: { ...policy.indicator, direction },
  criteria: [{ from: '2020-01-01', met: 'as the bands say', near: null, bands: { met, near: [] } }],
})
const range = (from: number | null, to: number | null): Band => ({ from, to, fromIncluded: true, toIncluded: true })

const valued = (values: readonly number[], statusOf: (value: number) => Status) =>
  pointsOf(policy)
    .slice(-values.length)
    .map(({ result, earlier }, i) => {
      const value = values[i] ?? 0
      const indicator = { ...result.indicator, value, status: statusOf(value) }
      const measures = Object.fromEntries(Object.keys(result.measures).map((name) => [name, null]))
      return { earlier, result: { ...result, indicator, measures: { ...measures, [indicator.measure]: value } } }
    })

/** Mean 0.80, nine steps that sum to 0.08: limits 0.80 ± 3 · (0.08 / 9) / 1.128 = 0.776 to 0.824. */
const around80 = [0.8, 0.81, 0.8, 0.79, 0.8, 0.79, 0.8, 0.81, 0.8, 0.8]

const assuredFor = (card: Card, statusOf: (value: number) => Status, values = around80) => {
  const assurance = indicatorAnalysisOf(valued(values, statusOf), card)?.words.assurance
  return [assurance?.verdict, assurance?.sentence.replaceAll('\u00a0', ' ')]
}
const isWithin =
  (from: number, to: number) =>
  (value: number): Status =>
    value >= from && value <= to ? 'met' : 'not met'

describe('criteria that are no single limit', () => {
  test.each<readonly [string, readonly Band[], Card['indicator']['direction'], (value: number) => Status]>([
    ['will meet', [range(70, 90)], 'inside is better', isWithin(0.7, 0.9)],
    ['hit and miss', [range(70, 80)], 'inside is better', isWithin(0.7, 0.8)],
    ['will miss', [range(85, 95)], 'inside is better', isWithin(0.85, 0.95)],
    ['will meet', [range(0, 50), range(75, 85)], 'inside is better', isWithin(0.75, 0.85)],
    ['will miss', [range(0, 77), range(83, null)], 'inside is better', isWithin(0.83, 1)],
    ['hit and miss', [range(79, 81)], 'inside is better', isWithin(0.79, 0.81)],
    // Of a higher share that is too high the upper end counts as well.
    ['will miss', [range(20, 60)], 'higher is better', isWithin(0.2, 0.6)],
    ['will meet', [range(60, 100)], 'higher is better', isWithin(0.6, 1)],
  ])('%s: %j, %s', (verdict, met, direction, statusOf) => {
    expect(assuredFor(wanting(met, direction), statusOf)[0]).toBe(verdict)
  })
  test('the sentence says the range in the words of the criteria', () => {
    const [, sentence] = assuredFor(wanting([range(70, 90)], 'inside is better'), isWithin(0.7, 0.9))
    expect(sentence).toBe(
      'Will meet the target: if nothing changes, the values will lie between 77.6 % and 82.4 %; the target is from 70 to 90 %.',
    )
  })
  test('above a limit that all values lie on is not met', () => {
    const above: Band = { from: 80, to: null, fromIncluded: false, toIncluded: false }
    const same = Array.from({ length: 10 }, () => 0.8)
    expect(assuredFor(wanting([above], 'higher is better'), () => 'not met', same)[0]).toBe('will miss')
    expect(assuredFor(wanting([range(80, null)], 'higher is better'), () => 'met', same)[0]).toBe('will meet')
  })
})

/** A condition on more than the value: how often it was met while nothing happened. Exact limits of the binomial. */
describe('criteria on several numbers', () => {
  const card: Card = {
    ...policy,
    criteria: [{ from: '2020-01-01', met: 'reviewed share > 70 and overdue = 0', near: null }],
  }
  const long = [...around80, ...around80]
  const metWhere = (place: (i: number) => boolean) => {
    let i = 0
    return (): Status => (place(i++) ? 'met' : 'near')
  }
  test('met in all of 20: at least 86 % of the time, by 0.05 ^ (1 / 20)', () => {
    expect(assuredFor(card, () => 'met', long)).toEqual([
      'will meet',
      'Will meet the target: the criteria were met in all of the last 20 periods, and nothing has changed since then.',
    ])
  })
  test('met in none of 20', () => expect(assuredFor(card, () => 'not met', long)[0]).toBe('will miss'))
  test('met in 10 of 20', () => {
    expect(
      assuredFor(
        card,
        metWhere((i) => i % 2 === 0),
        long,
      )[0],
    ).toBe('hit and miss')
  })
  test('met in 19 of 20: the limit is 78.4 %; in 18 of 20: 71.7 %', () => {
    // Clopper and Pearson, one-sided 95 %: 0.7839 and 0.7174.
    expect(
      assuredFor(
        card,
        metWhere((i) => i !== 3),
        long,
      )[0],
    ).toBe('will meet')
    expect(
      assuredFor(
        card,
        metWhere((i) => i !== 3 && i !== 9),
        long,
      )[0],
    ).toBe('hit and miss')
  })
  test('met in all of 10: it may be chance, since 0.75 ^ 10 is more than 0.05', () => {
    expect(assuredFor(card, () => 'met')).toEqual([
      'cannot tell',
      'Cannot tell: the criteria were met in all of the last 10 periods, which may be chance; 11 alike would decide.',
    ])
  })
  test('where a total is judged by its worst group, its own value does not say what is met', () => {
    const worst = wanting([range(70, null)], 'higher is better')
    expect(assuredFor(worst, () => 'not met', long)[0]).toBe('will miss')
  })
})
