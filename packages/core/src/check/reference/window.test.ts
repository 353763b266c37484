import { describe, expect, test } from 'vitest'
import { totalOf, type SmallWorld } from './small-world.ts'

const end = '2026-06-30'

describe('events', () => {
  const world: SmallWorld = {
    contracts: {
      scans: {
        columns: 'scan text, asset text?, at date?, ok boolean?',
        key: 'scan',
        describes: 'events at',
        subject: 'asset',
      },
    },
    tables: {
      scans: [
        {
          asOf: '2026-07-02',
          rows: `
            1 | a | 2025-12-31 | yes
            2 | a | 2026-05-31 | no
            3 | a | 2026-06-01 | yes
            4 | b | 2026-06-30 | no
            5 | b | 2026-06-30 | yes
            6 | b | 2026-07-01 | no
            7 | c |            | yes
            8 | d | 2026-01-01 | `,
        },
      ],
    },
    parameters: { quarter: { value: { kind: 'months', months: 3 } } },
  }
  test.each<[string, number]>([
    ['count(scans)', 3],
    ['count(scans[at < period.start])', 0],
    ['count(ever(scans))', 7],
    ['count(ever(scans)[at in period])', 3],
    ['count(ever(scans)[at = null])', 1],
    ['count(ever(scans)[at in period.year])', 5],
    ['count(ever(scans)[at >= period.year.start and at < period.start])', 2],
    ['count(recent(scans, duration("P30D")))', 3],
    ['count(recent(scans, duration("P31D")))', 4],
    ['count(recent(scans, quarter))', 4],
    ['count(recent(scans, duration("P6M")))', 5],
    ['count(recent(scans, duration("P7M")))', 6],
    // Of b the last of the same day by key; c has no date; the newest of d answers nothing.
    ['count(latest(scans))', 3],
    ['count(latest(scans)[ok])', 2],
    ['count(latest(scans)[not(ok)])', 0],
    ['count(latest(scans[ok]))', 2],
    ['count(latest(scans[not(ok)]))', 2],
    ['count(latest(scans[at < period.start]))', 2],
    ['count(latest(scans[at < period.start])[ok])', 0],
  ])('%s = %i', (text, expected) => expect(totalOf(world, text)).toBe(expected))

  test('the window holds inside conditions too', () => {
    const assets: SmallWorld = {
      ...world,
      contracts: { ...world.contracts, assets: { columns: 'asset text', key: 'asset' } },
      tables: { ...world.tables, assets: [{ asOf: end, rows: 'a\nb\nc\nd' }] },
    }
    expect(totalOf(assets, 'count(assets[some s in scans satisfies s.asset = asset])')).toBe(2)
    expect(
      totalOf(assets, 'count(assets[some s in ever(scans) satisfies s.asset = asset and s.at < period.start])'),
    ).toBe(2)
    expect(totalOf(assets, 'count(for a in assets, s in scans[asset = a.asset] return s)')).toBe(3)
  })
})

describe('records', () => {
  const world: SmallWorld = {
    contracts: {
      risks: {
        columns: 'risk text, opened on date?, closed on date?',
        key: 'risk',
        describes: 'records opened on, closed on',
      },
    },
    tables: {
      risks: [
        {
          asOf: '2026-07-02',
          rows: `
            open long       | 2026-01-01 |
            opened in june  | 2026-06-01 |
            opened last day | 2026-06-30 |
            opened after    | 2026-07-01 |
            closed in june  | 2026-01-01 | 2026-06-30
            closed at end   | 2026-01-01 | 2026-07-01
            closed before   | 2026-01-01 | 2026-05-31
            short           | 2026-06-10 | 2026-06-20
            no beginning    |            |`,
        },
      ],
    },
  }
  test.each<[string, number]>([
    ['count(risks)', 4],
    ['count(open(risks))', 4],
    ['count(opened(risks))', 3],
    ['count(closed(risks))', 2],
    ['count(ever(risks))', 8],
    ['count(ever(risks)[closed on in period])', 2],
    ['count(recent(risks, duration("P10D")))', 5],
    ['count(recent(risks, duration("P11D")))', 5],
    ['count(recent(risks, duration("P12D")))', 6],
    ['count(recent(risks, duration("P31D")))', 6],
    ['count(recent(risks, duration("P32D")))', 7],
    ['count(risks[age > duration("P30D")])', 2],
    ['sum(for r in risks[risk = "opened in june"] return r.age) / duration("P1D")', 30],
    ['count(open(risks)[closed on = null])', 3],
  ])('%s = %i', (text, expected) => expect(totalOf(world, text)).toBe(expected))

  test('what is open now is what was open before, with what opened and without what closed', () => {
    const count = (text: string, period: string): number => Number(totalOf(world, text, period))
    for (const [before, now] of [
      ['2026-05', '2026-06'],
      ['2026-06', '2026-07'],
    ] as const) {
      const opened = count('count(opened(risks))', now)
      expect(count('count(risks)', now)).toBe(
        count('count(risks)', before) + opened - count('count(closed(risks))', now),
      )
    }
  })

  test('a last day counts: it ends the day after', () => {
    const lastDay: SmallWorld = {
      contracts: {
        people: {
          columns: 'person text, start on date, end on date?',
          key: 'person',
          describes: 'records start on, end on',
          lastDay: true,
        },
      },
      tables: { people: [{ asOf: '2026-07-31', rows: 'p | 2026-01-01 | 2026-06-30' }] },
    }
    expect(totalOf(lastDay, 'count(people)')).toBe(1)
    expect(totalOf(lastDay, 'count(closed(people))')).toBe(0)
    expect(totalOf(lastDay, 'count(people)', '2026-07')).toBe(0)
    expect(totalOf(lastDay, 'count(closed(people))', '2026-07')).toBe(1)
    const firstAfter = {
      ...lastDay,
      contracts: { people: { ...lastDay.contracts['people'], lastDay: false } },
    } as SmallWorld
    expect(totalOf(firstAfter, 'count(people)')).toBe(0)
    expect(totalOf(firstAfter, 'count(closed(people))')).toBe(1)
  })

  test('records without an end go on', () => {
    const endless: SmallWorld = {
      contracts: { reviews: { columns: 'review text, held on date', key: 'review', describes: 'records held on' } },
      tables: { reviews: [{ asOf: end, rows: '1 | 2020-01-01' }] },
    }
    expect(totalOf(endless, 'count(reviews)')).toBe(1)
  })
})

describe('parts', () => {
  const world: SmallWorld = {
    contracts: {
      incidents: {
        columns: 'incident text, detected on date?, closed on date?',
        key: 'incident',
        describes: 'records detected on, closed on',
      },
      costs: {
        columns: 'incident text > incidents, kind text, amount number',
        key: 'incident, kind',
        describes: 'part incidents',
      },
    },
    tables: {
      incidents: [
        { asOf: end, rows: 'old | 2026-01-05 | 2026-02-01\njune | 2026-06-05 |\njuly | 2026-07-05 |\ndateless | |' },
      ],
      costs: [
        {
          asOf: end,
          rows: 'old | legal | 1\njune | legal | 2\njune | fine | 4\njuly | legal | 8\ndateless | legal | 16\nunknown | legal | 32',
        },
      ],
    },
  }
  test.each<[string, number]>([
    ['sum(costs.amount)', 23],
    ['sum(for i in opened(incidents), c in costs[incident = i.incident] return c.amount)', 6],
    ['sum(for i in incidents, c in costs[incident = i.incident] return c.amount)', 6],
    ['mean(for i in opened(incidents) return sum(costs[incident = i.incident].amount))', 6],
    ['count(costs[incident.detected on < period.start])', 1],
  ])('%s = %i', (text, expected) => expect(totalOf(world, text)).toBe(expected))
})

describe('dates and instants', () => {
  /** In Berlin June ends at 22:00 UTC, and began at 22:00 UTC on 31 May. */
  const world: SmallWorld = {
    contracts: {
      events: { columns: 'id text, at instant, on date', key: 'id', describes: 'events at' },
      days: { columns: 'id text, at instant, on date', key: 'id', describes: 'events on' },
    },
    tables: {
      events: [
        {
          asOf: '2026-07-02',
          rows: '1 | 2026-05-31T21:59:59 | 2026-05-31\n2 | 2026-05-31T22:00:00 | 2026-06-01\n3 | 2026-06-30T21:59:59 | 2026-06-30\n4 | 2026-06-30T22:00:00 | 2026-07-01',
        },
      ],
      days: [
        {
          asOf: '2026-07-02',
          rows: '1 | 2026-05-31T22:00:00 | 2026-05-31\n2 | 2026-05-31T22:00:00 | 2026-06-01\n3 | 2026-06-30T23:00:00 | 2026-06-30\n4 | 2026-06-30T22:00:00 | 2026-07-01',
        },
      ],
    },
    timeZone: 'Europe/Berlin',
  }
  test.each<[string, number]>([
    ['count(events)', 2],
    ['count(days)', 2],
    ['count(ever(events)[at in period])', 2],
    ['count(ever(events)[on in period])', 2],
    ['count(ever(events)[at < period.start])', 1],
    ['count(ever(events)[date(at) = on])', 3],
    ['count(ever(days)[at >= period.end])', 1],
    ['count(events[date(at) = period.start])', 1],
  ])('%s = %i', (text, expected) => expect(totalOf(world, text)).toBe(expected))

  test('months and years are those of the organisation’s calendar', () => {
    // Six months before 1 July 00:00 in Berlin is 1 January 00:00, not 23:00 or 31 December.
    const turn = {
      ...world,
      tables: {
        ...world.tables,
        events: [
          { asOf: '2026-07-02', rows: '1 | 2025-12-31T22:59:59 | 2026-01-01\n2 | 2025-12-31T23:00:00 | 2026-01-01' },
        ],
      },
    }
    expect(totalOf(turn, 'count(recent(events, duration("P6M")))')).toBe(1)
    expect(totalOf(turn, 'count(ever(events)[at >= period.end - duration("P6M")])')).toBe(1)
    expect(totalOf(turn, 'count(ever(events)[at.year = 2026])')).toBe(1)
    expect(totalOf(turn, 'count(ever(events)[at in period.year])')).toBe(1)
  })
  test('the organisation’s year may begin in April', () => {
    const fiscal = {
      ...world,
      timeZone: 'UTC',
      firstMonth: 4,
      tables: {
        ...world.tables,
        days: [
          { asOf: '2026-07-02', rows: '1 | 2026-03-31T00:00:00 | 2026-03-31\n2 | 2026-04-01T00:00:00 | 2026-04-01' },
        ],
      },
    }
    expect(totalOf(fiscal, 'count(ever(days)[on in period.year])')).toBe(1)
    expect(totalOf(fiscal, 'count(ever(days)[on >= period.year.start])')).toBe(1)
    expect(totalOf(fiscal, 'count(ever(days)[on < period.year.end])')).toBe(2)
  })
  test('a quarter, a week, a day', () => {
    expect(totalOf(world, 'count(events)', '2026-Q2')).toBe(3)
    expect(totalOf(world, 'count(events)', '2026-W23')).toBe(1)
    expect(totalOf(world, 'count(days)', '2026-06-30')).toBe(1)
  })
})

describe('covered, overlap, steps', () => {
  const hour = 3600
  const world: SmallWorld = {
    contracts: {
      services: { columns: 'service text', key: 'service' },
      downs: {
        columns: 'service text, from at instant?, to at instant?',
        key: 'service, from at',
        describes: 'records from at, to at',
      },
      windows: {
        columns: 'service text, from at instant, to at instant?',
        key: 'service, from at',
        describes: 'records from at, to at',
      },
      leaves: {
        columns: 'person text, first on date, last on date?',
        key: 'person, first on',
        describes: 'records first on, last on',
      },
      reviews: { columns: 'log text, reviewed on date', key: 'log, reviewed on', describes: 'events reviewed on' },
    },
    tables: {
      services: [{ asOf: end, rows: 'mail\nweb' }],
      downs: [
        {
          asOf: '2026-07-02',
          rows: `
            mail | 2026-05-31T22:00:00 | 2026-06-01T02:00:00
            mail | 2026-06-10T10:00:00 | 2026-06-10T14:00:00
            mail | 2026-06-10T12:00:00 | 2026-06-10T15:00:00
            web  | 2026-06-30T20:00:00 |`,
        },
      ],
      windows: [
        {
          asOf: '2026-07-02',
          rows: 'mail | 2026-06-10T13:00:00 | 2026-06-10T16:00:00\nmail | 2026-06-10T14:00:00 | 2026-06-10T18:00:00',
        },
      ],
      leaves: [{ asOf: '2026-07-02', rows: 'p | 2026-05-20 | 2026-06-03\nq | 2026-06-28 |' }],
      reviews: [{ asOf: '2026-07-02', rows: 'l | 2026-06-01\nl | 2026-06-14\nl | 2026-06-27' }],
    },
  }
  const down = '(for d in ever(downs)[service = "mail"] return [d.from at..d.to at))'
  const planned = '(for w in ever(windows)[service = "mail"] return [w.from at..w.to at))'
  test.each<[string, number]>([
    // 2 h at the start of June, and 10 to 15 counted once.
    [`covered(${down})`, 7 * hour],
    [`covered(${planned})`, 5 * hour],
    // Down outside the planned windows: the two hours, and 10 to 13.
    [`covered(concatenate(${down}, ${planned})) - covered(${planned})`, 5 * hour],
    ['covered(for d in ever(downs)[service = "web"] return [d.from at..d.to at))', 4 * hour],
    ['covered(for d in ever(downs)[service = "none"] return [d.from at..d.to at))', 0],
    // Pairs count twice where windows overlap: (10–14, 12–15) with (13–16, 14–18) is 1 + 0 + 2 + 1.
    [
      'sum(for d in ever(downs)[service = "mail"], w in ever(windows)[service = d.service] return overlap([d.from at..d.to at), [w.from at..w.to at)))',
      4 * hour,
    ],
    ['sum(for d in ever(downs) return overlap([d.from at..d.to at), period))', (2 + 4 + 3 + 4) * hour],
    [
      'sum(for s in services return (period.end - period.start) - covered(for d in ever(downs)[service = s.service] return [d.from at..d.to at)))',
      (60 * 24 - 11) * hour,
    ],
    // Days: 1 and 2 June; with the last day included, 3 June too; from 28 June on, three days.
    ['sum(for p in ever(leaves)[person = "p"] return overlap([p.first on..p.last on), period)) / duration("P1D")', 2],
    ['sum(for p in ever(leaves)[person = "p"] return overlap([p.first on..p.last on], period)) / duration("P1D")', 3],
    ['sum(for p in ever(leaves) return overlap([p.first on..p.last on), period)) / duration("P1D")', 5],
    ['covered(for p in ever(leaves) return [p.first on..p.last on)) / duration("P1D")', 5],
    ['count(steps(period, duration("P7D")))', 4],
    ['count(steps(period, duration("P30D")))', 1],
    ['count(steps(period, duration("P31D")))', 0],
    ['count(steps(period.year, duration("P1M")))', 12],
    ['count((for d in steps(period, duration("P10D")) return count(ever(reviews)[reviewed on in d]))[item > 0])', 3],
    ['count((for d in steps(period, duration("P10D")) return count(ever(reviews)[reviewed on in d]))[item = 1])', 3],
    [
      'count(services[every d in steps(period, duration("P7D")) satisfies (some r in ever(reviews) satisfies r.reviewed on in d)])',
      0,
    ],
    [
      'count(services[every d in steps(period, duration("P15D")) satisfies (some r in ever(reviews) satisfies r.reviewed on in d)])',
      2,
    ],
  ])('%s = %i', (text, expected) => expect(totalOf(world, text)).toBe(expected))

  test('the month in which clocks change is an hour shorter or longer', () => {
    const berlin = {
      ...world,
      timeZone: 'Europe/Berlin',
      tables: {
        services: [
          { asOf: '2026-03-31', rows: 'mail' },
          { asOf: '2026-10-31', rows: 'mail' },
        ],
      },
    }
    expect(totalOf(berlin, 'sum(for s in services return period.end - period.start)', '2026-03')).toBe(
      (31 * 24 - 1) * hour,
    )
    expect(totalOf(berlin, 'sum(for s in services return period.end - period.start)', '2026-10')).toBe(
      (31 * 24 + 1) * hour,
    )
  })
})
