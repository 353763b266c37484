import { describe, expect, test } from 'vitest'
import type { Adopted, ProgrammeFacts } from '../programme/index.ts'
import type { Result, Snapshot, Status } from '../term/index.ts'
import { checklistPage, matrixMarkdown, matrixPage } from './index.ts'

const calendar = { timeZone: 'Europe/Berlin', firstMonth: 1 }

const requirements = '5.1 7.1 7.2 7.3 7.5.2 8.1 8.2 8.3 9.1 9.2.1 9.3.2 10.1 10.2'.split(' ')

const construct = (id: string, more: Partial<Adopted> = {}): Adopted => ({
  id,
  annexB: 'B.26',
  title: 'Are all rules needed?',
  type: 'performance',
  decision: 'Remove what is not.',
  controls: ['A.8.22'],
  pairedWith: [],
  evidence: ['rules'],
  frequency: { collect: 'P1M', analyse: 'P1M', report: 'P3M', revise: 'P1Y', valid: 'P2Y' },
  parties: { client: 'board', owner: 'network', collector: 'network team' },
  efficiency: false,
  requirements: requirements.map((clause) => `27001:2022 ${clause}`),
  audiences: ['management'],
  measures: [{ name: 'idle rules', formula: 'count(rules[idle])' }],
  indicator: { measure: 'idle rules', meaning: { met: 'Fine.', 'not met': 'Act.' } },
  criteria: [{ from: '2026-01-01', met: '0', near: null, approved: '2025-12-20' }],
  isSound: true,
  since: '2026-01-01',
  ...more,
})

const snapshot: Snapshot = {
  contract: 'rules',
  digest: 'sha256:a',
  source: 'file',
  asOf: '2026-06-30T20:00:00Z',
  collectedAt: '2026-07-01T08:00:00Z',
  rows: 3,
  rejected: 0,
  covers: { from: null, to: '2026-06-30T20:00:00Z' },
}

const result = (id: string, month: number, status: Status = 'met'): Result => {
  const first = (n: number): string => `2026-${String(n).padStart(2, '0')}-01`
  return {
    construct: id,
    annexB: 'B.26',
    version: '1.0.0',
    period: { start: first(month), end: first(month + 1) },
    group: {},
    measures: { 'idle rules': 0 },
    indicator: { measure: 'idle rules', value: 0, unit: 'rule', interval: null, status },
    reasons: {},
    notes: [],
    knownAt: '2026-07-01T09:00:00Z',
    evidence: ['sha256:a'],
    digest: 'sha256:b',
  }
}

const everyRole = ['measurement planner', 'information analyst', 'information communicator']
const complete: ProgrammeFacts = {
  organisation: 'Example Ltd',
  now: '2026-07-03T10:00:00Z',
  calendar,
  people: [
    { name: 'Ada', roles: everyRole },
    { name: 'Felix', roles: ['measurement reviewer'] },
  ],
  adopted: [construct('idle'), construct('effect', { type: 'effectiveness', annexB: null })],
  sourced: ['rules'],
  snapshots: [snapshot],
  quarantined: [],
  answered: [],
  results: [3, 4, 5, 6].flatMap((month) => [result('idle', month), result('effect', month)]),
}

const left = (facts: ProgrammeFacts): readonly string[] =>
  checklistPage(facts).steps.flatMap(({ step, items }) =>
    step === 'clauses' || step === 'annexes'
      ? []
      : items.filter(({ state }) => state !== 'done').map(({ id, state }) => `${id} ${state}`),
  )

describe('the seven steps', () => {
  test('can be done', () => {
    const page = checklistPage(complete)
    expect(page.sentence).toBe('Example Ltd, 3 Jul 2026: of seven steps 7 are done.')
    expect(page.steps.map(({ number, state }) => `${number} ${state}`)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((n) => `${n} done`),
    )
    expect(page.steps.flatMap(({ items }) => items).filter(({ todo }) => todo !== null)).toEqual([])
  })

  test.each<readonly [what: string, change: Partial<ProgrammeFacts>, expected: readonly string[]]>([
    ['the effect is not measured', { adopted: [construct('idle')] }, ['types open', 'effects missing']],
    [
      'a decision is due',
      {
        results: [
          ...complete.results.filter(({ period }) => period.end < '2026-07-01'),
          result('idle', 6, 'not met'),
          result('effect', 6),
        ],
      },
      ['decided open'],
    ],
    [
      'a decision is made',
      {
        answered: ['idle'],
        results: [
          ...complete.results.filter(({ period }) => period.end < '2026-07-01'),
          result('idle', 6, 'not met'),
          result('effect', 6),
        ],
      },
      [],
    ],
    [
      'a verdict is missing',
      {
        results: [
          ...complete.results.filter(({ period }) => period.end < '2026-07-01'),
          result('idle', 6, 'stale'),
          result('effect', 6),
        ],
      },
      ['judged open'],
    ],
    ['evidence is too old', { now: '2026-08-20T10:00:00Z' }, ['fresh missing', 'measured missing']],
    [
      'it is a year later',
      { now: '2027-01-02T10:00:00Z', snapshots: [{ ...snapshot, asOf: '2026-12-30T20:00:00Z' }] },
      ['measured missing', 'revised missing'],
    ],
    ['evidence is gone', { snapshots: [{ ...snapshot, digest: 'sha256:other' }] }, ['kept missing']],
    ['nothing says where evidence comes from', { sourced: [] }, ['sources missing']],
    [
      'a planner reviews',
      { people: [{ name: 'Ada', roles: [...everyRole, 'measurement reviewer'] }] },
      ['separation missing'],
    ],
    [
      'criteria were approved by nobody',
      {
        adopted: complete.adopted.map((one) => ({
          ...one,
          criteria: one.criteria.map((set) => ({ ...set, approved: null })),
        })),
      },
      ['criteria missing'],
    ],
    ['a file waits in quarantine', { quarantined: ['rules'] }, ['quarantine open']],
    [
      'there are three periods',
      { results: complete.results.filter(({ period }) => period.start > '2026-03-01') },
      ['course missing'],
    ],
    [
      'nobody analyses',
      {
        people: [
          { name: 'Ada', roles: ['measurement planner'] },
          { name: 'Felix', roles: ['measurement reviewer'] },
        ],
      },
      ['roles open', 'matrix missing'],
    ],
  ])('where %s', (_, change, expected) => expect(left({ ...complete, ...change })).toEqual(expected))

  test('say of a clause what it waits for', () => {
    const { steps } = checklistPage({ ...complete, sourced: [] })
    const clause = steps.flatMap(({ items }) => items).find(({ id }) => id === '8.4')
    expect(clause).toMatchObject({ state: 'open', sentence: 'Clause 8.4: procedures.', todo: 'Left above: sources.' })
  })

  test('name every item that is left, and say the first of many', () => {
    const many = Array.from({ length: 9 }, (_, i) => construct(`c${i}`, { parties: {} }))
    const { steps } = checklistPage({ ...complete, adopted: many })
    const clients = steps.flatMap(({ items }) => items).find(({ id }) => id === 'clients')
    expect(clients).toMatchObject({
      state: 'missing',
      sentence: '0 of 9 indicators name who asked for them.',
      todo: 'Name the client, under parties:, of c0, c1, c2, c3 and 5 more.',
    })
    expect(clients?.left).toHaveLength(9)
  })
})

describe('the matrix of 9.1', () => {
  test('answers the six questions', () => {
    expect(matrixPage(complete).rows[0]).toEqual({
      id: 'idle',
      annexB: 'B.26',
      cells: [
        'Are all rules needed? By: idle rules.',
        'From rules. Met: 0.',
        'every month',
        'network team; information owner: network',
        'every month; reported every quarter',
        'Ada',
      ],
      hasGap: false,
    })
  })

  test('says what has no answer, and stands in a table that nothing breaks', () => {
    const adopted = [construct('idle', { title: 'Is a|b needed?', parties: {}, criteria: [] })]
    const page = matrixPage({ ...complete, people: [], adopted })
    expect(page.sentence).toBe('Something is missing for 1 of 1 indicator.')
    expect(page.rows[0]?.cells.filter((cell) => cell === 'nobody is named')).toHaveLength(2)
    const line = matrixMarkdown(page, 'Example Ltd').split('\n').at(-2) ?? ''
    expect(line.replaceAll('\\|', '').split('|')).toHaveLength(9)
  })
})
