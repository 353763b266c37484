import { describe, expect, test } from 'vitest'
import { totalOf, type SmallContract, type SmallSnapshot, type SmallWorld } from './small-world.ts'

const worldOf = (
  contract: SmallContract,
  snapshots: readonly SmallSnapshot[],
  more: Partial<SmallWorld> = {},
): SmallWorld => ({
  contracts: { t: contract },
  tables: { t: snapshots },
  ...more,
})
type Case = readonly [what: string, snapshots: readonly SmallSnapshot[], period: string, expected: number | string]

describe('state: the newest picture that counts', () => {
  const state: SmallContract = { columns: 'id text', key: 'id' }
  test.each<Case>([
    ['of its last day', [{ asOf: '2026-06-30', rows: 'a\nb' }], '2026-06', 2],
    ['of the middle of the period', [{ asOf: '2026-06-15', rows: 'a\nb' }], '2026-06', 2],
    ['of the first working day after: within five days', [{ asOf: '2026-07-04', rows: 'a\nb' }], '2026-06', 2],
    ['six days after is too late', [{ asOf: '2026-07-06', rows: 'a\nb' }], '2026-06', 'no-data'],
    ['to the second', [{ asOf: '2026-07-05T23:59:59Z', rows: 'a' }], '2026-06', 1],
    ['and no more', [{ asOf: '2026-07-06T00:00:00Z', rows: 'a' }], '2026-06', 'no-data'],
    [
      'the newest, not all',
      [
        { asOf: '2026-06-10', rows: 'a\nb\nc' },
        { asOf: '2026-06-30', rows: 'a' },
      ],
      '2026-06',
      1,
    ],
    [
      'in whatever order they are listed',
      [
        { asOf: '2026-06-30', rows: 'a' },
        { asOf: '2026-06-10', rows: 'a\nb\nc' },
      ],
      '2026-06',
      1,
    ],
    [
      'of two of the same moment, the later one',
      [
        { asOf: '2026-06-30', rows: 'a\nb' },
        { asOf: '2026-06-30', rows: 'a' },
      ],
      '2026-06',
      1,
    ],
    ['an empty picture is a picture', [{ asOf: '2026-06-30', rows: '' }], '2026-06', 0],
    ['of the month before is too old', [{ asOf: '2026-05-31', rows: 'a' }], '2026-06', 'stale'],
    ['of the first day is not', [{ asOf: '2026-06-01', rows: 'a' }], '2026-06', 1],
    ['that comes later says nothing of before', [{ asOf: '2026-08-31', rows: 'a' }], '2026-06', 'no-data'],
    ['none at all', [], '2026-06', 'no-data'],
  ])('%s', (_, snapshots, period, expected) =>
    expect(totalOf(worldOf(state, snapshots), 'count(t)', period)).toBe(expected),
  )

  test.each<Case>([
    [
      'two sources add up',
      [
        { asOf: '2026-06-30', rows: 'a', source: 'x' },
        { asOf: '2026-06-20', rows: 'b\nc', source: 'y' },
      ],
      '2026-06',
      3,
    ],
    [
      'one too old: what is left is stale',
      [
        { asOf: '2026-06-30', rows: 'a', source: 'x' },
        { asOf: '2026-05-20', rows: 'b\nc', source: 'y' },
      ],
      '2026-06',
      '~1',
    ],
    [
      'both too old',
      [
        { asOf: '2026-05-30', rows: 'a', source: 'x' },
        { asOf: '2026-05-20', rows: 'b\nc', source: 'y' },
      ],
      '2026-06',
      'stale',
    ],
    [
      'one that begins later is not missed before',
      [
        { asOf: '2026-06-30', rows: 'a', source: 'x' },
        { asOf: '2026-09-30', rows: 'b', source: 'y' },
      ],
      '2026-06',
      1,
    ],
  ])('%s', (_, snapshots, period, expected) =>
    expect(totalOf(worldOf(state, snapshots), 'count(t)', period)).toBe(expected),
  )

  test('tolerance and settle are the contract’s, else one collect interval and five days', () => {
    const may = [{ asOf: '2026-05-20', rows: 'a' }]
    expect(totalOf(worldOf({ ...state, tolerance: 'P2M' }, may), 'count(t)')).toBe(1)
    expect(totalOf(worldOf(state, may, { tolerance: 'P2M' }), 'count(t)')).toBe(1)
    expect(totalOf(worldOf({ ...state, tolerance: 'P1M' }, may, { tolerance: 'P2M' }), 'count(t)')).toBe('stale')
    expect(totalOf(worldOf({ ...state, settle: 'P10D' }, [{ asOf: '2026-07-08', rows: 'a' }]), 'count(t)')).toBe(1)
    expect(
      totalOf(worldOf({ ...state, settle: 'P0D' }, [{ asOf: '2026-07-01T00:00:00Z', rows: 'a' }]), 'count(t)'),
    ).toBe('no-data')
  })
})

describe('records merge by key', () => {
  const records: SmallContract = {
    columns: 'id text, since on date, until on date?, status text!, name text',
    key: 'id',
    describes: 'records since on, until on',
  }
  const row = (id: string, status: string, name = 'n', until = ''): string =>
    `${id} | 2026-01-01 | ${until} | ${status} | ${name}`

  test('the newest version wins, also for earlier periods: a fact that came late restates', () => {
    const world = worldOf(records, [
      { asOf: '2026-06-30', rows: row('a', 'open') },
      { asOf: '2026-07-31', rows: row('a', 'open', 'n', '2026-06-15') },
    ])
    expect(totalOf(world, 'count(t)', '2026-06')).toBe(0)
    expect(totalOf(world, 'count(closed(t))', '2026-06')).toBe(1)
    expect(totalOf({ ...world, asKnownOn: '2026-07-01T00:00:00Z' }, 'count(t)', '2026-06')).toBe(1)
    expect(totalOf({ ...world, asKnownOn: '2026-07-31T23:59:59Z' }, 'count(t)', '2026-06')).toBe(0)
  })

  test('what was collected late is not known before, whatever it shows', () => {
    const world = worldOf(records, [
      { asOf: '2026-06-30', collectedAt: '2026-09-01T00:00:00Z', rows: row('a', 'open') },
    ])
    expect(totalOf(world, 'count(t)', '2026-06')).toBe(1)
    expect(totalOf({ ...world, asKnownOn: '2026-08-31T00:00:00Z' }, 'count(t)', '2026-06')).toBe('no-data')
  })

  test('a column that changes is read from the picture that counts for the period', () => {
    const world = worldOf(records, [
      { asOf: '2026-05-31', rows: row('a', 'open', 'old') },
      { asOf: '2026-06-30', rows: row('a', 'waiting', 'old') },
      { asOf: '2026-07-31', rows: row('a', 'done', 'new') },
    ])
    expect(totalOf(world, 'count(t[status = "open"])', '2026-05')).toBe(1)
    expect(totalOf(world, 'count(t[status = "waiting"])', '2026-06')).toBe(1)
    expect(totalOf(world, 'count(t[status = "done"])', '2026-07')).toBe(1)
    expect(totalOf(world, 'count(t[name = "new"])', '2026-05')).toBe(1)
  })

  test('where none counts, the oldest later one is read and the result says so', () => {
    const world = worldOf(records, [
      { asOf: '2026-06-30', rows: row('a', 'waiting') },
      { asOf: '2026-07-31', rows: row('a', 'done') },
    ])
    expect(totalOf(world, 'count(t[status = "waiting"])', '2026-04')).toBe('*1')
    expect(totalOf(world, 'count(t)', '2026-04')).toBe(1)
    expect(totalOf(world, 'count(t[name = "n"])', '2026-04')).toBe(1)
    expect(totalOf(world, 'count(t[status = "waiting"])', '2026-06')).toBe(1)
  })

  test('a full export withdraws what it lacks, from its as-of on', () => {
    const snapshots = [
      { asOf: '2026-05-31', rows: `${row('a', 'open')}\n${row('b', 'open')}` },
      { asOf: '2026-06-30', rows: row('a', 'open') },
    ]
    expect(totalOf(worldOf(records, snapshots), 'count(t)', '2026-05')).toBe(2)
    expect(totalOf(worldOf(records, snapshots), 'count(t)', '2026-06')).toBe(1)
    expect(totalOf(worldOf(records, snapshots), 'count(ever(t))', '2026-06')).toBe(1)
    expect(totalOf(worldOf({ ...records, delivers: 'changes' }, snapshots), 'count(t)', '2026-06')).toBe(2)
  })
  test('what only later exports show came late and is there before', () => {
    const world = worldOf(records, [
      { asOf: '2026-05-31', rows: row('a', 'open') },
      { asOf: '2026-06-30', rows: `${row('a', 'open')}\n${row('b', 'open')}` },
    ])
    expect(totalOf(world, 'count(t)', '2026-05')).toBe(2)
  })
  test('a row may come back', () => {
    const world = worldOf(records, [
      { asOf: '2026-04-30', rows: row('a', 'open') },
      { asOf: '2026-05-31', rows: '' },
      { asOf: '2026-06-30', rows: row('a', 'open') },
    ])
    expect(['2026-04', '2026-05', '2026-06'].map((period) => totalOf(world, 'count(t)', period))).toEqual([1, 0, 1])
  })
  test('each source withdraws only what was its own', () => {
    const world = worldOf(records, [
      { asOf: '2026-05-31', rows: `${row('a', 'open')}\n${row('c', 'open')}`, source: 'x' },
      { asOf: '2026-05-31', rows: `${row('b', 'open')}\n${row('c', 'open')}`, source: 'y' },
      { asOf: '2026-06-30', rows: row('z', 'open'), source: 'x' },
    ])
    // Of x only z is left; y still shows b and c.
    expect(totalOf(world, 'count(t)', '2026-06')).toBe(3)
  })
  test('a key of two columns', () => {
    const pairs: SmallContract = {
      columns: 'a text, b text, since on date',
      key: 'a, b',
      describes: 'records since on',
    }
    const world = worldOf(pairs, [
      { asOf: '2026-06-20', rows: 'x | y | 2026-01-01\nx | z | 2026-01-01' },
      { asOf: '2026-06-30', rows: 'x | y | 2026-01-01' },
    ])
    expect(totalOf(world, 'count(t)')).toBe(1)
  })
})

describe('events merge by key', () => {
  const events: SmallContract = { columns: 'id text, at date', key: 'id', describes: 'events at' }
  test('a full export withdraws only in the span it covers', () => {
    const snapshots: readonly SmallSnapshot[] = [
      { asOf: '2026-05-31', rows: 'a | 2026-05-10\nb | 2026-05-20' },
      { asOf: '2026-06-30', covers: ['2026-05-15', '2026-07-01'], rows: 'c | 2026-06-10' },
    ]
    expect(totalOf(worldOf(events, snapshots), 'count(ever(t))', '2026-06')).toBe(2)
    expect(totalOf(worldOf(events, snapshots), 'count(t)', '2026-06')).toBe(1)
    // For May the June export does not count: nothing is withdrawn.
    expect(totalOf(worldOf(events, snapshots), 'count(t)', '2026-05')).toBe(2)
  })
  test('an event whose day was corrected moves', () => {
    const world = worldOf(events, [
      { asOf: '2026-06-30', rows: 'a | 2026-06-10' },
      { asOf: '2026-07-31', rows: 'a | 2026-05-10' },
    ])
    expect(totalOf(world, 'count(t)', '2026-06')).toBe(0)
    expect(totalOf(world, 'count(t)', '2026-05')).toBe(1)
  })
})

describe('known: the plan as it was', () => {
  const audits: SmallContract = {
    columns: 'audit text, planned on date?, performed on date?',
    key: 'audit',
    describes: 'records planned on, performed on',
  }
  const world = worldOf(audits, [
    { asOf: '2025-12-31', rows: 'a | 2026-06-10 |\nb | 2026-06-20 |' },
    { asOf: '2026-03-31', rows: 'a | 2026-08-10 |\nc | 2026-06-15 |' },
    { asOf: '2026-06-30', rows: 'a | 2026-08-10 |\nc | 2026-06-15 | 2026-06-16' },
  ])
  test.each<[string, number]>([
    ['count(known(t, period.year.start)[planned on in period])', 2],
    ['count(known(t, period.start)[planned on in period])', 1],
    ['count(ever(t)[planned on in period])', 1],
    ['count(known(t, period.year.start)[planned on in period and (some p in ever(t) satisfies p.audit = audit)])', 0],
    ['count(known(t, @"2026-04-01")[planned on in period.year])', 2],
  ])('%s = %i', (text, expected) => expect(totalOf(world, text)).toBe(expected))

  test('a plan that nobody had by then is no plan of nothing', () => {
    expect(totalOf(world, 'count(known(t, period.start - duration("P1Y")))')).toBe('no-data')
  })
  test('the plan stays, however old; the rest must be covered', () => {
    expect(totalOf(world, 'count(known(t, period.year.start)[planned on in period.year])', '2026-09')).toBe(2)
    expect(totalOf(world, 'count(t)', '2026-09')).toBe('no-data')
  })
  test('of a state, the newest picture by then', () => {
    const state = worldOf({ columns: 'id text', key: 'id' }, [
      { asOf: '2025-12-31', rows: 'a\nb' },
      { asOf: '2026-06-30', rows: 'a' },
    ])
    expect(totalOf(state, 'count(known(t, period.year.start))')).toBe(2)
    expect(totalOf(state, 'count(t)')).toBe(1)
  })
})
