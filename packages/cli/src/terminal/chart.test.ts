import type { ChartPoint, ChartSeries } from '@isometric/core/report'
import type { Status } from '@isometric/core/term'
import { describe, expect, test } from 'vitest'
import { golden } from '../golden.ts'
import { chartText } from './chart.ts'
import { widthOf, type Paint } from './index.ts'

const plain: Paint = (_ink, text) => text

const monthAt = (n: number): string => new Date(Date.UTC(2024, 6 + n, 1)).toISOString().slice(0, 10)
const point = (
  n: number,
  value: number | null,
  status: Status,
  interval: ChartPoint['interval'] = null,
): ChartPoint => ({
  start: monthAt(n),
  end: monthAt(n + 1),
  value,
  status: value === null ? 'no data' : status,
  label: '',
  interval,
  restated: false,
  limits: null,
})

const base: ChartSeries = {
  question: 'Are all border firewall rules still needed?',
  measure: 'unused rules',
  unit: 'rules',
  form: 'bar',
  share: false,
  whole: true,
  points: [],
  criteria: [
    { from: '2024-07-01', to: null, met: [{ from: 0, to: 0 }], near: [{ from: 1, to: 5 }], label: 'met: 0 rules' },
  ],
  breaks: [],
  marks: [],
  alt: 'Nothing is known.',
}
const counts = [31, 30, 27, null, null, 22, 19, 15, 12, 8, 5, 3, 1, 0, 0, 2, 6, 4, 0, 0, 1, 0, 0, 0]
const bars: ChartSeries = {
  ...base,
  points: counts.map((count, n) => point(n, count, count === 0 ? 'met' : (count ?? 0) <= 5 ? 'near' : 'not met')),
  breaks: [{ at: '2025-10-01', label: 'version 1.1.0' }],
}
const shares = [48, 52, null, 61, 68, 71, 69, 74, 79, 83, 86, 84]
const line: ChartSeries = {
  ...base,
  measure: 'trained share',
  unit: '%',
  form: 'line',
  share: true,
  criteria: [
    {
      from: '2024-07-01',
      to: '2025-01-01',
      met: [{ from: 70, to: 100 }],
      near: [{ from: 60, to: 70 }],
      label: 'met: at least 70 %',
    },
    {
      from: '2025-01-01',
      to: null,
      met: [{ from: 80, to: 100 }],
      near: [{ from: 70, to: 80 }],
      label: 'met: at least 80 %',
    },
  ],
  points: shares.map((share, n) =>
    point(
      n,
      share,
      (share ?? 0) >= 80 ? 'met' : (share ?? 0) >= 70 ? 'near' : 'not met',
      share === null ? null : [share - 9, share + 7],
    ),
  ),
}

const pictures: readonly (readonly [string, ChartSeries, number])[] = [
  ['bars-80', bars, 80],
  ['bars-40', bars, 40],
  ['line-80', line, 80],
  [
    'long-line-60',
    { ...line, points: Array.from({ length: 180 }, (_, n) => point(n - 120, 50 + 40 * Math.sin(n / 20), 'near')) },
    60,
  ],
  ['one-point-80', { ...line, points: line.points.slice(0, 1) }, 80],
]
test.each(pictures)('%s', (name, series, width) => {
  const text = `${chartText(series, width, plain)}\n`
  expect(text).toBe(golden(new URL(`./golden/${name}.txt`, import.meta.url), text))
  expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(width)
})

describe('what must not look alike', () => {
  const rowsOf = (values: readonly (number | null)[]): readonly string[] =>
    chartText({ ...base, criteria: [], points: values.map((value, n) => point(n, value, 'met')) }, 80, plain).split(
      '\n',
    )
  const bodyOf = (values: readonly (number | null)[]): string => rowsOf(values).slice(1, 13).join('\n')

  test('a zero is drawn, an absence is not', () => {
    expect(bodyOf([4, 0])).not.toBe(bodyOf([4, null]))
    expect(bodyOf([4, 0, 4])).toContain('▁')
    expect(bodyOf([4, null, 4])).not.toContain('▁')
  })
  test('a period never measured keeps its place', () => {
    const gap = { ...base, criteria: [], points: [point(0, 4, 'met'), point(2, 4, 'met')] }
    const full = { ...base, criteria: [], points: [point(0, 4, 'met'), point(1, null, 'met'), point(2, 4, 'met')] }
    const body = (series: ChartSeries): string => chartText(series, 80, plain).split('\n').slice(1, 13).join('\n')
    expect(body(gap)).toBe(body(full))
  })
  test('without any value there is a sentence instead of an empty frame', () => {
    expect(chartText({ ...base, points: [point(0, null, 'no data')] }, 80, plain)).toBe('Nothing is known.')
  })
})
