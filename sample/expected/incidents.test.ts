/** Incidents: what they cost, how long they took, what was learnt. Published examples, rebuilt as states by hand: an oracle that the simulator did not make. */
import { describe, expect, test } from 'vitest'
import type { Action } from '../actions.ts'
import type { Incident } from '../incidents.ts'
import { expectedOf } from './index.ts'
import { at, base, june, many, on, quarter } from './worked.ts'

describe('incidents', () => {
  const incident = (id: string, detected: number, more: Partial<Incident> = {}): Incident => ({
    id,
    category: 'malware',
    unit: 'Sales',
    severity: 'low',
    detected,
    reported: detected,
    costs: [],
    ...more,
  })
  const costing = (euros: number) => ({
    costs: [{ kind: 'response' as const, versions: [{ on: on('2026-06-01'), cents: euros * 100 }] }],
  })

  test('a month begins and ends at local midnight', () => {
    const incidents = [
      incident('before', Date.parse('2026-05-31T21:59:00Z')),
      incident('first', Date.parse('2026-05-31T22:00:00Z')),
      incident('last', Date.parse('2026-06-30T21:59:00Z'), { category: 'phishing' }),
      incident('after', Date.parse('2026-06-30T22:00:00Z')),
    ]
    const { total, groups } = june('incident-trend', { incidents })
    expect(total['incidents found']).toBe(2)
    expect([groups['malware'], groups['phishing']].map((one) => one?.['incidents found'])).toEqual([1, 1])
  })

  test('10, 12, 8, 10, 14 and 16 a month keep a pace of 1.2857, and of 1.5 against the four before', () => {
    const months = ['01', '02', '03', '04', '05', '06']
    const incidents = [10, 12, 8, 10, 14, 16].flatMap((count, month) =>
      many(count, (n) => incident(`${month}-${n}`, at(`2026-${months[month]}-15`))),
    )
    const { total } = june('incident-trend', { incidents })
    expect(total).toEqual({ 'incidents found': 16, pace: 15 / (70 / 6), 'pace against before': 1.5 })
  })

  test('1,200 and 800 and 15,000 cost 17,000', () => {
    const incidents = [1200, 800, 15_000].map((euros) => incident(String(euros), at('2026-05-05'), costing(euros)))
    expect(quarter('incident-cost', { incidents: [...incidents, incident('free', at('2026-05-05'))] }).total).toEqual({
      'incidents found': 4,
      'costed incidents': 3,
      'total cost': 17_000,
      'low total': 17_000,
      'high total': 17_000,
      'mean cost': 1_700_000 / 3 / 100,
      'median cost': 1200,
      'largest cost': 15_000,
      'uncosted incidents': 1,
      'cost per incident': 1_700_000 / 3 / 100,
    })
  })

  test('the last version of a cost counts, and an estimate has two ends', () => {
    const versions = [
      { on: on('2026-05-10'), cents: 90_000, estimate: { low: 70_000, high: 120_000 } },
      { on: on('2026-06-20'), cents: 80_000 },
    ]
    const costs = (count: number) => [{ kind: 'legal' as const, versions: versions.slice(0, count) }]
    const [early, late] = [1, 2].map(
      (count) =>
        quarter('incident-cost', { incidents: [incident('i', at('2026-05-05'), { costs: costs(count) })] }).total,
    )
    expect([early?.['low total'], early?.['total cost'], early?.['high total']]).toEqual([700, 900, 1200])
    expect([late?.['low total'], late?.['total cost'], late?.['high total']]).toEqual([800, 800, 800])
  })

  test('without incidents there is nothing to add up', () => {
    expect(quarter('incident-cost', {}).total).toMatchObject({
      'total cost': null,
      'median cost': null,
      'largest cost': null,
    })
  })
})

test('incident-resolution: 1 of 3, 2 of 10 and 3 of 40 are late', () => {
  const incident = (category: string, n: number, hours: number | undefined): Incident => {
    const detected = at('2026-06-10')
    const resolved = hours === undefined ? {} : { resolved: detected + hours * 3_600_000 }
    return {
      id: `${category}${n}`,
      category,
      unit: '',
      severity: 'low',
      detected,
      reported: detected,
      costs: [],
      ...resolved,
    }
  }
  const some = (category: string, count: number, late: number, target: number) =>
    many(count, (n) => incident(category, n, n === 0 ? undefined : n < late ? target + 1 : target))
  const incidents = [...some('phishing', 3, 1, 48), ...some('malware', 10, 2, 48), ...some('lost device', 40, 3, 72)]
  const { total, groups } = june('incident-resolution', { incidents })
  expect(total).toMatchObject({
    'late incidents': 6,
    'unresolved late incidents': 3,
    'targets missed': 6,
    'targets due': 53,
  })
  const late = ['phishing', 'malware', 'lost device'].map((name) => groups[name]?.['late incidents'])
  expect(late).toEqual([1, 2, 3])
})

test('incident-learning: 6 of 24, and tokens do not count', () => {
  const incidents = many(24, (n): Incident => ({
    id: `i${n}`,
    category: 'phishing',
    unit: 'Sales',
    severity: 'medium',
    detected: at('2026-02-01'),
    reported: at('2026-02-01'),
    closed: at('2026-03-01'),
    costs: [],
  }))
  const answer = (n: number, more: Partial<Action> = {}): Action => ({
    id: `a${n}`,
    kind: 'improvement',
    origin: 'incident',
    originRecord: `i${n}`,
    criticality: 'low',
    planned: on('2026-02-15'),
    due: on('2026-09-30'),
    begun: on('2026-02-20'),
    standby: false,
    ...more,
  })
  const actions = [
    ...many(6, (n) => answer(n)),
    answer(6, { done: on('2026-02-15') }),
    answer(7, { cancelled: on('2026-06-30') }),
  ]
  const { total } = expectedOf('incident-learning', { ...base, incidents, actions }, '2026-01-01', '2026-07-01')
  expect(total).toMatchObject({ 'closed incidents': 24, 'learnt from': 6, 'token answers': 2, 'learning share': 0.25 })
})
