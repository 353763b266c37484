import { describe, expect, test } from 'vitest'
import { evidenceWritten, measuredIn, methodWritten, shown, type SmallWorld } from './small-world.ts'
import { referenceMeasures } from './measure.ts'

type Shown = Readonly<Record<string, number | string | boolean>>
const groupsOf = (world: SmallWorld, text: string, period = '2026-06'): Shown =>
  Object.fromEntries(
    Object.entries(measuredIn(world, text, [period])[period] ?? {}).map(([group, measurement]) => [
      group,
      shown(measurement),
    ]),
  )

const world: SmallWorld = {
  contracts: {
    assets: { columns: 'asset text, zone text?, critical boolean', key: 'asset' },
    findings: { columns: 'finding text, asset text? > assets, ref text, score number?', key: 'finding' },
    incidents: {
      columns: 'incident text, category text?, detected on date',
      key: 'incident',
      describes: 'events detected on',
    },
    costs: {
      columns: 'incident text > incidents, kind text, amount number',
      key: 'incident, kind',
      describes: 'part incidents',
    },
  },
  tables: {
    assets: [{ asOf: '2026-06-30', rows: 's1 | dmz | yes\ns2 | lan | no\ns3 | lan | yes\ns4 | | no' }],
    findings: [
      {
        asOf: '2026-06-30',
        rows: `
          f1 | s1 | v1 | 9
          f2 | s2 | v1 | 9
          f3 | s3 | v1 | 7
          f4 | s3 | v2 | 4
          f5 | s4 | v2 |
          f6 | s9 | v3 | 2
          f7 |    | v3 | 3`,
      },
    ],
    incidents: [
      {
        asOf: '2026-06-30',
        rows: 'i1 | malware | 2026-06-01\ni2 | malware | 2026-06-02\ni3 | theft | 2026-06-03\ni4 | fire | 2026-05-03\ni5 | flood | 2026-04-03',
      },
    ],
    costs: [{ asOf: '2026-06-30', rows: 'i1 | legal | 10\ni1 | fine | 5\ni2 | legal | 1\ni4 | legal | 7' }],
  },
}
const by = (...paths: readonly string[]): SmallWorld => ({ ...world, by: paths })

describe('a column', () => {
  test.each<[string, Shown]>([
    ['count(assets)', { total: 4, dmz: 1, lan: 2, null: 1 }],
    ['count(assets[critical])', { total: 2, dmz: 1, lan: 1 }],
    // Groups are those of kept rows: no lan, no unknown.
    ['count(assets[critical and zone = "dmz"])', { total: 1, dmz: 1 }],
    ['count(assets[critical]) / count(assets)', { total: 0.5, dmz: 1, lan: 0.5, null: 0 }],
    // A condition is not restricted: s2 shares v1 with assets of other zones.
    [
      'count(assets[some f in findings satisfies f.asset != asset and f.ref = "v1"])',
      { total: 4, dmz: 1, lan: 2, null: 1 },
    ],
    ['sum(for a in assets return count(findings[asset = a.asset]))', { total: 5, dmz: 1, lan: 3, null: 1 }],
    ['count((for a in assets return count(findings[asset = a.asset]))[item > 1])', { total: 1, lan: 1 }],
    ['count(distinct values(assets.critical))', { total: 2, dmz: 1, lan: 2, null: 1 }],
  ])('%s by zone is %j', (text, expected) => expect(groupsOf(by('zone'), text)).toEqual(expected))

  test('what a group leaves out is its own', () => {
    const found = measuredIn({ ...world, by: ['ref'] }, 'count(findings[score > 5])', ['2026-06'])['2026-06']
    // f5 of v2 has no score; v2 keeps no row and is no group.
    expect(found?.['total']?.excluded).toEqual([{ why: 'unknown', rows: 1 }])
    expect(found?.['v1']?.excluded).toEqual([])
    expect(Object.keys(found ?? {})).toEqual(['total', 'v1'])
    const lower = measuredIn({ ...world, by: ['ref'] }, 'count(findings[score > 3])', ['2026-06'])['2026-06']
    expect(lower?.['v2']).toMatchObject({ value: 1, excluded: [{ why: 'unknown', rows: 1 }] })
  })
  test('two columns make pairs', () => {
    expect(groupsOf(by('zone', 'critical'), 'count(assets)')).toEqual({
      total: 4,
      'dmz true': 1,
      'lan false': 1,
      'lan true': 1,
      'null false': 1,
    })
  })
})

describe('a path', () => {
  test.each<[string, Shown]>([
    ['count(findings)', { total: 7, dmz: 1, lan: 3, null: 3 }],
    ['sum(findings.score)', { total: 34, dmz: 9, lan: 20, null: 5 }],
    ['max(findings[score > 2].score)', { total: 9, dmz: 9, lan: 9, null: 3 }],
    // Rows lose their identity in the values: groups are formed inside. v1: 9 × 3, v2: 4 × 2, v3: 3 × 1;
    // in lan v1: 9 × 2, v2: 4 × 1; unknown has v2 without a score, which is left out, and v3: 3 × 1.
    [
      'sum(for v in distinct values(findings.ref) return max(findings[ref = v].score) * count(distinct values(findings[ref = v].asset)))',
      { total: 38, dmz: 9, lan: 22, null: 3 },
    ],
  ])('%s by asset.zone is %j', (text, expected) => expect(groupsOf(by('asset.zone'), text)).toEqual(expected))

  test('rows whose reference finds nothing stay, unknown, and are told', () => {
    const found = measuredIn(by('asset.zone'), 'count(findings)', ['2026-06'])['2026-06']
    expect(found?.['total']?.excluded).toEqual([{ why: 'no-reference', rows: 1 }])
    expect(found?.['null']?.excluded).toEqual([{ why: 'no-reference', rows: 1 }])
    expect(found?.['lan']?.excluded).toEqual([])
    expect(
      measuredIn(by('asset.zone'), 'count(findings[ref != "v3"])', ['2026-06'])['2026-06']?.['total']?.excluded,
    ).toEqual([])
  })
})

describe('which table gives the group', () => {
  test.each<[string, string, Shown]>([
    [
      'category',
      'sum(for i in incidents, c in costs[incident = i.incident] return c.amount)',
      { total: 16, malware: 16, fire: 0 },
    ],
    [
      'category',
      'mean(for i in incidents return sum(costs[incident = i.incident].amount))',
      { total: 16 / 3, malware: 8, theft: 0, fire: 'aggregate-of-nothing' },
    ],
    // The first iterator that has the path: here the second.
    [
      'category',
      'sum(for c in costs, i in incidents[incident = c.incident] return c.amount)',
      { total: 16, malware: 16, fire: 0 },
    ],
    // The outermost table lacks it: the total only.
    ['category', 'count(costs)', { total: 4 }],
    ['category', 'count(incidents) / count(assets)', { total: 0.75 }],
    ['kind', 'sum(costs.amount)', { total: 23, fine: 5, legal: 18 }],
    ['zone', 'sum(for v in distinct values(findings.ref) return count(findings[ref = v]))', { total: 7 }],
  ])('by %s: %s is %j', (path, text, expected) => expect(groupsOf(by(path), text)).toEqual(expected))
})

describe('which groups there are', () => {
  test('those of the period and of the one before; an earlier one is gone', () => {
    expect(groupsOf(by('category'), 'count(incidents)')).toEqual({ total: 3, malware: 2, theft: 1, fire: 0 })
    expect(groupsOf(by('category'), 'count(incidents)', '2026-07')).toEqual({
      total: 'no-data',
      malware: 'no-data',
      theft: 'no-data',
    })
  })
  test('the groups of one measure are those of all', () => {
    const given = by('category')
    const methods = {
      costly: methodWritten(given, 'count(incidents[category = "theft"])'),
      all: methodWritten(given, 'count(incidents)'),
      parts: methodWritten(given, 'count(costs)'),
    }
    const rows = referenceMeasures(evidenceWritten(given, ['2026-06']), methods)
    const shownOf = (name: string): readonly unknown[] =>
      (rows[name] ?? []).map(({ group, measurement }) => [
        group === null ? 'total' : group['category'],
        shown(measurement),
      ])
    expect(shownOf('costly')).toEqual([
      ['total', 1],
      ['fire', 0],
      ['malware', 0],
      ['theft', 1],
    ])
    expect(shownOf('all')).toEqual([
      ['total', 3],
      ['fire', 0],
      ['malware', 2],
      ['theft', 1],
    ])
    expect(shownOf('parts')).toEqual([['total', 4]])
  })
  test('a total is computed, never added up', () => {
    const ages = groupsOf(by('asset.zone'), 'count(distinct values(findings.ref))')
    expect(ages).toEqual({ total: 3, dmz: 1, lan: 2, null: 2 })
  })
  test('without `by` there is the total alone', () => expect(groupsOf(world, 'count(assets)')).toEqual({ total: 4 }))
})

test('the newest row of a subject gives its group, also where it moved', () => {
  const scans: SmallWorld = {
    contracts: {
      scans: {
        columns: 'scan text, asset text, zone text, at date, ok boolean',
        key: 'scan',
        describes: 'events at',
        subject: 'asset',
      },
    },
    tables: {
      scans: [
        {
          asOf: '2026-06-30',
          rows: '1 | a | lan | 2026-06-01 | yes\n2 | a | dmz | 2026-06-02 | yes\n3 | b | lan | 2026-06-03 | no',
        },
      ],
    },
    by: ['zone'],
  }
  expect(groupsOf(scans, 'count(latest(scans))')).toEqual({ total: 2, dmz: 1, lan: 1 })
  expect(groupsOf(scans, 'count(latest(scans)[ok])')).toEqual({ total: 1, dmz: 1 })
})

test('a parameter per level is that of the row, in groups too', () => {
  const given: SmallWorld = { ...by('zone'), parameters: { least: { by: 'zone', values: { dmz: 's0', lan: 's3' } } } }
  expect(groupsOf(given, 'count(assets[asset >= least])')).toEqual({ total: 2, dmz: 1, lan: 1 })
})
