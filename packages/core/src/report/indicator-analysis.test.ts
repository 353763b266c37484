import { describe, expect, test } from 'vitest'
import type { Card, Result } from '../term/index.ts'
import { access, cost, firewall, policy, results, training } from '../../../../conformance/page/results.ts'
import {
  indicatorAnalysisDocument,
  indicatorAnalysisOf,
  indicatorSeries,
  indicatorTarget,
  seriesOf,
  totalsOf,
} from './index.ts'

const pointsOf = (card: Card) => seriesOf(totalsOf(results.filter(({ construct }) => construct === card.id)))

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
  test('a period that was never measured is a gap', () => {
    const points = pointsOf(firewall).filter((_, i) => i !== 3 && i !== 4)
    expect(indicatorSeries(points, firewall).points.flatMap(({ gap }) => gap ?? [])).toEqual([2])
  })
  test.each([
    [firewall, { at: 'most', value: 0 }],
    [access, { at: 'least', value: 0.9 }],
    [policy, { at: 'least', value: 0.8 }],
    [cost, { at: 'most', value: 25_000 }],
  ] as const)('$id has a target', (card, target) => expect(indicatorTarget(pointsOf(card), card)).toEqual(target))
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
