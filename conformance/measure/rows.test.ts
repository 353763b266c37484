import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConstruct, readContract, readProgramme } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import { groupKey } from '@isometric/core/report'
import { recordSql } from '@isometric/core/sql'
import type { Result } from '@isometric/core/term'
import { openEngine, type Engine } from '@isometric/runner/engine'
import { collect, keysIn, readSnapshots } from '@isometric/runner/evidence'
import { rowsBehind, type EvidenceRows, type RowsRequest } from '@isometric/runner/rows'
import { run, type Measured } from '@isometric/runner/run'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** The rows behind results, over evidence that stands here. */
const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}

const contracts = Object.fromEntries(
  [
    `contract: works
entity: work
describes: { events: { at: done on } }
delivers: full
key: [work]
columns:
  work: { type: text }
  site: { type: nominal, levels: [hq, plant], role: dimension }
  done on: { type: date }
  hours: { type: number, unit: h, optional: true }
  late: { type: boolean }
`,
    `contract: lessons
entity: lesson
describes: { events: { at: held on } }
delivers: full
key: [lesson]
columns:
  lesson: { type: text }
  person: { type: text, role: personal }
  unit: { type: nominal, levels: [a, b, c], role: dimension }
  held on: { type: date }
  grade: { type: number }
`,
  ].map((text) => {
    const contract = valueOf(readContract('contract.yaml', text))
    return [contract.name, contract] as const
  }),
)

const construct = (id: string, table: string, measures: string, by: string) =>
  valueOf(
    readConstruct(
      'construct.yaml',
      `construct: ${id}
title: What was done?
language: 1
version: 1.0.0
type: performance
need: To know.
decision: Do it.
evidence: [${table}]
base measures:
${measures}
indicator:
  measure: one
  direction: lower is better
  criteria: [{ from: 2020-01-01, met: "<= 1" }]
by: [${by}]
frequency: { collect: P1M, analyse: P1M, report: P1M, revise: P1Y, valid: P1Y }
`,
    ),
  )

const constructs = {
  works: construct(
    'works',
    'works',
    `  one: { method: "count(works[late])" }
  hours: { method: "sum(works[not(late)].hours)" }
  both: { method: "count(works[late]) - count(works[not(late)])", unit: work }`,
    'site',
  ),
  lessons: construct('lessons', 'lessons', '  one: { method: count(lessons) }', 'unit'),
}
const programme = valueOf(readProgramme('isometric.yaml', 'organisation: Example\ntime zone: Europe/Berlin\n'))

const files = {
  works: [
    'work,site,done on,hours,late',
    'w1,hq,2026-01-31,1,true',
    'w2,plant,2026-01-05,2,true',
    'w3,hq,2026-01-06,3,false',
    'w4,plant,2026-01-07,,false',
    'w5,hq,2026-02-01,5,true',
  ],
  // Six persons in a, three in b, four in c: b and c are too small to be shown.
  lessons: [
    'lesson,person,unit,held on,grade',
    ...Array.from({ length: 13 }, (_, i) => `l${i + 10},p${i},${i < 6 ? 'a' : i < 9 ? 'b' : 'c'},2026-01-10,${i}`),
  ],
}

let work = ''
let engine: Engine
const measured: Record<string, Measured> = {}
let stored: RowsRequest['stored'] = {}
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'isometric-rows-test-'))
  engine = await openEngine({ threads: 1 })
  for (const [name, lines] of Object.entries(files)) {
    const contract = contracts[name]
    const file = join(work, `${name}.csv`)
    await writeFile(file, `${lines.join('\n')}\n`)
    if (contract === undefined) throw new Error(name)
    await collect({
      contract,
      contracts: Object.values(contracts),
      file,
      asOf: '2026-02-05',
      sourceName: name,
      evidence: join(work, 'evidence'),
      calendar: { timeZone: 'Europe/Berlin', firstMonth: 1 },
      now: '2026-02-05T23:30:00Z',
      keys: keysIn(join(work, 'keys')),
      formulaSql: recordSql('Europe/Berlin'),
    })
  }
  const snapshots = (await readSnapshots(join(work, 'evidence'))).map((each) => ({ ...each, file: each.path }))
  stored = Object.fromEntries(Map.groupBy(snapshots, ({ contract }) => contract))
  const done = await run(
    {
      programme,
      contracts,
      constructs,
      ids: Object.keys(constructs),
      stored,
      asked: { from: '2026-01-01', to: '2026-02-01' },
      asKnownOn: undefined,
      now: '2026-02-10T00:00:00Z',
      known: () => Promise.resolve([]),
    },
    engine,
  )
  for (const each of done.measured) measured[each.card.id] = each
})
afterAll(async () => {
  engine.close()
  await rm(work, { recursive: true, force: true })
})

type Asked = Partial<Pick<RowsRequest, 'measure' | 'part' | 'limit' | 'cursor' | 'stored' | 'card'>> & {
  readonly group?: string
}

const resultOf = (id: string, group: string): Result => {
  const found = measured[id]?.results.find((result) => groupKey(result.group) === group)
  if (found === undefined) throw new Error(`${id} has no ${group}`)
  return found
}

const asked = (id: 'works' | 'lessons', { group = '', ...rest }: Asked = {}): Promise<Outcome<EvidenceRows>> => {
  const own = measured[id]
  if (own === undefined) throw new Error(id)
  const result = resultOf(id, group)
  const base = { programme, contracts, construct: constructs[id], card: own.card, stored, limit: 50 }
  return rowsBehind({ ...base, result, beside: own.results, ...rest }, engine)
}
const rowsOf = async (...of: Parameters<typeof asked>): Promise<EvidenceRows> => valueOf(await asked(...of))
const codesOf = async (...of: Parameters<typeof asked>): Promise<readonly string[]> =>
  (await asked(...of)).issues.map(({ code }) => code)

describe('rows', () => {
  test('those the measure counted, with all their columns and what selects them', async () => {
    expect(await rowsOf('works')).toMatchObject({
      measure: 'one',
      measures: ['one', 'hours', 'both'],
      parts: ['count(works[late])'],
      contract: 'works',
      columns: [
        { name: 'work' },
        { name: 'site' },
        { name: 'done on' },
        { name: 'hours', unit: 'h' },
        { name: 'late' },
      ],
      rows: [
        ['w1', 'hq', '2026-01-31', 1, true],
        ['w2', 'plant', '2026-01-05', 2, true],
      ],
      total: 2,
      hidden: 0,
      next: null,
    })
  })
  test('of one group', async () => {
    expect((await rowsOf('works', { group: 'site=plant' })).rows.map(([work]) => work)).toEqual(['w2'])
  })
  test('of a sum: each with the value that it adds, also where it has none', async () => {
    const { columns, rows } = await rowsOf('works', { measure: 'hours' })
    expect(columns.at(-1)).toEqual({ name: '', type: 'value', unit: null })
    expect(rows.map((row) => [row[0], row.at(-1)])).toEqual([
      ['w3', 3],
      ['w4', null],
    ])
  })
  test('of a method that reads twice: each part by itself', async () => {
    const parts = [
      await rowsOf('works', { measure: 'both', part: 1 }),
      await rowsOf('works', { measure: 'both', part: 2 }),
    ]
    expect(parts.map(({ rows }) => rows.map(([work]) => work))).toEqual([
      ['w1', 'w2'],
      ['w3', 'w4'],
    ])
    expect(parts[1]?.parts).toEqual(['count(works[late])', 'count(works[not(late)])'])
    expect(await codesOf('works', { measure: 'both', part: 3 })).toEqual(['rows-of-no-measure'])
  })
  test('page by page', async () => {
    const one = await rowsOf('works', { limit: 1 })
    expect([one.rows.map(([work]) => work), one.total]).toEqual([['w1'], 2])
    const two = await rowsOf('works', { limit: 1, cursor: one.next ?? '' })
    expect([two.rows.map(([work]) => work), two.total, two.next]).toEqual([['w2'], 2, null])
    expect(await codesOf('works', { group: 'site=hq', cursor: one.next ?? '' })).toEqual(['rows-cursor'])
    expect(await codesOf('works', { cursor: 'nonsense' })).toEqual(['rows-cursor'])
  })
  test('of another definition there are none', async () => {
    const card = measured['works']?.card
    if (card === undefined) throw new Error('works')
    expect(await codesOf('works', { card: { ...card, digest: 'sha256:other' } })).toEqual([
      'rows-of-another-definition',
    ])
  })
  test('nor of evidence that is gone', async () => {
    expect(await codesOf('works', { stored: { ...stored, works: [] } })).toEqual(['rows-evidence-gone'])
  })
  test('a measure nobody knows', async () => {
    expect(await codesOf('works', { measure: 'minutes' })).toEqual(['rows-of-no-measure'])
  })
})

describe('rows about persons', () => {
  test('are called by their key, and nothing of them is told besides', async () => {
    const { columns, rows } = await rowsOf('lessons', { group: 'unit=a' })
    expect(columns.map(({ name }) => name)).toEqual(['lesson'])
    expect(rows.flat()).toEqual(['l10', 'l11', 'l12', 'l13', 'l14', 'l15'])
  })
  test('of hidden groups are not shown, by themselves or in the whole', async () => {
    expect(resultOf('lessons', '').indicator.value).toBe(13)
    expect(resultOf('lessons', 'unit=b').indicator.value).toBeNull()
    expect(await codesOf('lessons', { group: 'unit=b' })).toEqual(['rows-hidden'])
    const whole = await rowsOf('lessons')
    expect([whole.rows.flat(), whole.hidden]).toEqual([['l10', 'l11', 'l12', 'l13', 'l14', 'l15'], 2])
  })
})
