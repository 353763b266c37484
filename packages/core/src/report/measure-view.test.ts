import { describe, expect, test } from 'vitest'
import { access, firewall, results } from '../../../../conformance/page/results.ts'
import { indicatorSeries, measuresOf, seriesOf, totalsOf, viewedBy } from './index.ts'

const pointsOf = (id: string) => seriesOf(totalsOf(results.filter(({ construct }) => construct === id)))

describe('a measure in the place of the indicator', () => {
  const [first = ''] = measuresOf(access)
  const view = viewedBy(first, pointsOf(access.id), access)
  test('has its own values and unit, no direction and no criteria', () => {
    const { points, direction } = indicatorSeries(view.points, view.card)
    expect(points.map(({ value }) => value)).toEqual(pointsOf(access.id).map(({ result }) => result.measures[first]))
    expect(view.card.indicator.unit).toBe(access.baseMeasures[0]?.unit)
    expect([direction, view.card.criteria]).toEqual([null, []])
  })
  test('stays what it is where it is the indicator', () => {
    const points = pointsOf(firewall.id)
    expect(viewedBy(firewall.indicator.measure, points, firewall)).toEqual({ points, card: firewall })
  })
})
