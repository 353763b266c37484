import type { Result } from '@isometric/core/term'
import { afterEach, describe, expect, test } from 'vitest'
import { contractsOf, openWorkplace, type Workplace } from './measuring.ts'

/**
 * Deliveries of changes ask again for the periods they can change, and only for those (architecture.md 5): after each
 * of them, what is measured with what was answered before is what a fresh run finds.
 */
const contracts = contractsOf([
  `contract: findings
entity: finding
describes: { records: { from: found at, to: fixed at } }
delivers: changes
key: [finding]
columns:
  finding: { type: text }
  unit: { type: text, role: dimension }
  severity: { type: ordinal, levels: [low, high] }
  effort: { type: number, unit: hour }
  found at: { type: date and time }
  fixed at: { type: date and time, optional: true }
  time to fix: { type: duration, is: fixed at - found at }
`,
  `contract: alarms
entity: alarm
describes: { events: { at: day } }
delivers: changes
key: [alarm]
columns:
  alarm: { type: text }
  finding: { type: text, of: findings }
  day: { type: date }
`,
])

type Method = readonly [name: string, method: string, unit: string]

const constructText = (
  id: string,
  evidence: string,
  by: string,
  methods: readonly Method[],
): string => `construct: ${id}
title: How does it go?
language: 1
version: 1.0.0
type: performance
need: How does it go?
decision: Mend it.
controls: [A.8.8]
evidence: [${evidence}]
base measures:
${methods.map(([name, method, unit]) => `  ${name}: { method: '${method}', unit: ${unit} }`).join('\n')}
indicator:
  measure: ${methods[0]?.[0] ?? ''}
  direction: lower is better
  criteria:
    - { from: 2020-01-01, met: '<= 3' }
by: [${by}]
frequency: { collect: P1M, analyse: P1M, report: P1M, revise: P1Y, valid: P1Y }
parties: { client: c, owner: o, collector: c, analyst: a }
report: { chart: line, audiences: [board] }
`

const standing = constructText('standing', 'findings', 'unit', [
  ['open findings', 'count(findings)', 'finding'],
  ['high findings', 'count(findings[severity = "high"])', 'finding'],
  ['long findings', 'count(findings[age > duration("P20D")])', 'finding'],
  ['effort open', 'sum(findings.effort)', 'hour'],
])
const moving = constructText('moving', 'findings', 'unit', [
  ['found high', 'count(opened(findings)[severity = "high"])', 'finding'],
  ['fixed ones', 'count(closed(findings))', 'finding'],
  ['fixed soon', 'count(closed(findings)[time to fix <= duration("P10D")])', 'finding'],
])
// Asks of every record that was ever begun whether it has ended, whenever that is told.
const everEnded = constructText('ever-ended', 'findings', '', [
  ['ended ones', 'count(ever(findings)[fixed at != null])', 'finding'],
])
// Groups events by what another table says now.
const alarming = constructText('alarming', 'alarms, findings', 'finding.unit', [
  ['alarms told', 'count(alarms)', 'alarm'],
])
const all = [standing, moving, everEnded, alarming]

const head = 'finding,unit,severity,effort,found at,fixed at'
const first = [
  head,
  'f1,north,high,2,2026-01-05T08:00:00Z,2026-01-25T08:00:00Z',
  'f2,north,low,3,2026-01-10T08:00:00Z,',
  'f3,south,high,5,2026-02-20T08:00:00Z,',
]
const alarms = ['alarm,finding,day', 'a1,f1,2026-01-06', 'a2,f3,2026-02-21', 'a3,f2,2026-03-31']

let place: Workplace | undefined
afterEach(async () => {
  await place?.close()
  place = undefined
})
const opened = async (): Promise<Workplace> => {
  place = await openWorkplace(contracts, 'Europe/Berlin')
  return place
}

const told = (results: readonly Result[]): readonly string[] =>
  results
    .map(({ construct, period, group, measures, indicator }) =>
      [construct, period.start, JSON.stringify(group), JSON.stringify(measures), indicator.status].join(' '),
    )
    .toSorted()

/** The months that statements of a run ask about, by their first days. */
const monthsAsked = (sent: readonly string[]): readonly string[] => {
  const bounds = sent.filter((sql) => sql.includes('start_date') && sql.includes('VALUES'))
  const days = bounds.flatMap((sql) => [...sql.matchAll(/\(\d+, DATE '([\d-]+)'/g)].map(([, day = '']) => day))
  return [...new Set(days)].toSorted()
}

describe('a delivery asks for the periods it can change', () => {
  const asked = async (construct: string, delivery: readonly string[]): Promise<readonly string[]> => {
    const { collectRows, measured } = await opened()
    await collectRows('findings', '2026-02-28', first)
    await measured([construct], '2026-03-02T00:00:00Z')
    await collectRows('findings', '2026-03-31', [head, ...delivery])
    const then = await measured([construct], '2026-04-02T00:00:00Z')
    const fresh = await measured([construct], '2026-04-02T00:00:00Z', { fresh: true })
    expect(told(then.results)).toEqual(told(fresh.results))
    return monthsAsked(then.sent)
  }
  const fixedInMarch = 'f2,north,low,3,2026-01-10T08:00:00Z,2026-03-10T08:00:00Z'

  test.for([
    ['what was found and fixed in the month', standing, [fixedInMarch], ['2026-03-01']],
    ['the same, where ends are counted', moving, [fixedInMarch], ['2026-03-01']],
    [
      'the same, where somebody asks for ends in every month',
      everEnded,
      [fixedInMarch],
      ['2026-01-01', '2026-02-01', '2026-03-01'],
    ],
    ['a new record of an older month', standing, ['f9,east,low,1,2026-02-10T08:00:00Z,'], ['2026-02-01', '2026-03-01']],
    [
      'an end that is told late',
      standing,
      ['f2,north,low,3,2026-01-10T08:00:00Z,2026-02-10T08:00:00Z'],
      ['2026-02-01', '2026-03-01'],
    ],
    [
      'an end that is taken back',
      standing,
      ['f1,north,high,2,2026-01-05T08:00:00Z,'],
      ['2026-01-01', '2026-02-01', '2026-03-01'],
    ],
    ['another severity', standing, ['f3,south,low,5,2026-02-20T08:00:00Z,'], ['2026-02-01', '2026-03-01']],
    ['the same again', standing, [first[1] ?? ''], ['2026-03-01']],
    [
      'a beginning on the first instant of a month here',
      standing,
      ['f9,east,low,1,2026-02-28T23:00:00Z,'],
      ['2026-03-01'],
    ],
    ['a beginning a second before it', standing, ['f9,east,low,1,2026-02-28T22:59:59Z,'], ['2026-02-01', '2026-03-01']],
  ] as const)('%s', async ([, construct, delivery, months]) => {
    expect(await asked(construct, delivery)).toEqual(months)
  })

  test('a table that others look up is seen in every period', async () => {
    const { collectRows, measured } = await opened()
    await collectRows('findings', '2026-02-28', first)
    await collectRows('alarms', '2026-03-31', alarms)
    await measured([alarming], '2026-04-02T00:00:00Z')
    await collectRows('findings', '2026-03-31', [head, 'f1,west,high,2,2026-01-05T08:00:00Z,2026-03-25T08:00:00Z'])
    const then = await measured([alarming], '2026-04-02T00:00:00Z')
    const fresh = await measured([alarming], '2026-04-02T00:00:00Z', { fresh: true })
    expect(told(then.results)).toEqual(told(fresh.results))
    expect(told(then.results).join('\n')).toContain('2026-01-01 {"finding.unit":"west"}')
  })
})

/** Numbers that are the same every time. */
const drawing = (seed: number): ((below: number) => number) => {
  let state = seed * 2_654_435_761 + 1
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) | 0
    return (state >>> 0) % below
  }
}

const pad = (day: number): string => String(day).padStart(2, '0')
const momentIn = (draw: (below: number) => number, months: number): string =>
  `2026-${pad(1 + draw(months))}-${pad(1 + draw(28))}T${pad(draw(24))}:00:00Z`

const rowsDrawn = (draw: (below: number) => number, months: number): readonly string[] => {
  const keys = [...new Set(Array.from({ length: 3 + draw(6) }, () => `f${draw(12)}`))]
  return keys.map((key) => {
    const [a, b] = [momentIn(draw, months), momentIn(draw, months)].toSorted()
    const end = draw(3) === 0 ? '' : b
    return [key, ['north', 'south'][draw(2)], ['low', 'high'][draw(2)], draw(5), a, end].join(',')
  })
}

const alarmsDrawn = (draw: (below: number) => number, months: number): readonly string[] =>
  [...new Set(Array.from({ length: 2 + draw(4) }, () => draw(9)))].map(
    (key) => `a${key},f${draw(14)},2026-${pad(1 + draw(months))}-${pad(1 + draw(28))}`,
  )

test.for([1, 2, 3, 4])('random deliveries, one after the other (%i)', async (seed) => {
  const { collectRows, measured } = await opened()
  const draw = drawing(seed)
  for (const month of [3, 4, 5]) {
    const asOf = `2026-${pad(month)}-28`
    await collectRows('findings', asOf, [head, ...rowsDrawn(draw, month)])
    await collectRows('alarms', asOf, ['alarm,finding,day', ...alarmsDrawn(draw, month)])
    const now = `2026-${pad(month + 1)}-02T00:00:00Z`
    const then = await measured(all, now)
    const fresh = await measured(all, now, { fresh: true })
    expect(told(then.results)).toEqual(told(fresh.results))
  }
})
