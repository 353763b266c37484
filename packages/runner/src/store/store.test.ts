import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Card, Result } from '@isometric/core/term'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type Access, type Store } from './index.ts'
import { migrate, schemaOf, schemaVersion } from './migrate.ts'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-store-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newFile = (): string => join(folder, `${++made}.sqlite`)

const opened = async (file: string, access: Access = 'write'): Promise<Store> => {
  const outcome = await openStore(file, access)
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}
const refusal = async (file: string, access: Access = 'write'): Promise<string | undefined> => {
  const outcome = await openStore(file, access)
  if (outcome.ok) await outcome.value.close()
  return outcome.ok ? undefined : outcome.issues[0]?.code
}

const card = (id: string, title = 'Are rules needed?'): Card => ({
  id,
  annexB: 'B.26',
  version: '1.0.0',
  digest: 'sha256:c',
  title,
  type: 'performance',
  need: 'Know it',
  decision: null,
  controls: [],
  pairedWith: [],
  evidence: ['firewall rules'],
  baseMeasures: [{ name: 'rules', formula: 'count(firewall rules)', unit: 'rule' }],
  derivedMeasures: [],
  parameters: [],
  indicator: { measure: 'rules', unit: 'rule', direction: 'lower is better', meaning: {} },
  criteria: [],
  by: ['firewall'],
  frequency: { collect: 'P1M', analyse: 'P1M', report: 'P3M', revise: 'P1Y', valid: 'P2Y' },
  parties: {},
  chart: null,
  notes: [],
})

type Short = { group?: string | null; value: number; at: string; month?: string; construct?: string }
/** The digest covers everything but the moment of knowing. */
const result = ({ group, value, at, month = '06', construct = 'rules' }: Short): Result => ({
  construct,
  annexB: null,
  version: '1.0.0',
  period: { start: `2026-${month}-01`, end: `2026-${String(Number(month) + 1).padStart(2, '0')}-01` },
  group: group === undefined ? {} : { firewall: group },
  measures: { rules: value },
  indicator: { measure: 'rules', value, unit: 'rule', interval: null, status: 'met' },
  reasons: {},
  notes: [],
  knownAt: at,
  evidence: ['sha256:e'],
  digest: `sha256:${value}`,
})

const shown = (results: readonly Result[]): readonly string[] =>
  results.map(({ group, measures }) => `${Object.values(group).join() || 'total'} ${String(measures['rules'])}`)

describe('appending', () => {
  test('a result that is known already is not added again', async () => {
    const store = await opened(newFile())
    const first = [result({ value: 3, at: '2026-07-01T04:00:00Z' })]
    const again = [result({ value: 3, at: '2026-07-02T04:00:00Z' })]
    expect(await store.append(first, card('rules'))).toEqual({ added: 1, unchanged: 0, restated: 0, withdrawn: 0 })
    expect(await store.append(again, card('rules'))).toEqual({ added: 0, unchanged: 1, restated: 0, withdrawn: 0 })
    expect(await store.results({ history: true })).toEqual(first)
    await store.close()
  })

  test('another one restates it, and the old one stays known as of its day', async () => {
    const store = await opened(newFile())
    const [old, late] = [
      result({ value: 3, at: '2026-07-01T04:00:00Z' }),
      result({ value: 4, at: '2026-07-09T04:00:00.500Z' }),
    ]
    await store.append([old], card('rules'))
    expect(await store.append([late], card('rules'))).toEqual({ added: 0, unchanged: 0, restated: 1, withdrawn: 0 })
    expect(await store.results({})).toEqual([late])
    expect(await store.results({ asKnownOn: '2026-07-09T04:00:00Z' })).toEqual([old])
    expect(await store.results({ asKnownOn: '2026-07-09T06:00:00.500+02:00' })).toEqual([late])
    expect(await store.results({ asKnownOn: '2026-07-01T03:59:59Z' })).toEqual([])
    expect(await store.results({ history: true })).toEqual([old, late])
    await store.close()
  })

  test('a group that vanishes is withdrawn from then on, and may come back', async () => {
    const store = await opened(newFile())
    const all = (at: string) => [
      result({ value: 5, at }),
      result({ group: 'a', value: 2, at }),
      result({ group: 'b', value: 3, at }),
    ]
    await store.append(all('2026-07-01T00:00:00Z'), card('rules'))
    const withoutB = all('2026-07-02T00:00:00Z').slice(0, 2)
    expect(await store.append(withoutB, card('rules'))).toEqual({ added: 0, unchanged: 2, restated: 0, withdrawn: 1 })
    expect(shown(await store.results({}))).toEqual(['a 2', 'total 5'])
    expect(shown(await store.results({ asKnownOn: '2026-07-01T12:00:00Z' }))).toEqual(['a 2', 'b 3', 'total 5'])
    expect(shown(await store.results({ history: true }))).toEqual(['a 2', 'total 5'])
    expect(shown(await store.results({ totals: true }))).toEqual(['total 5'])
    expect(await store.withdrawals({})).toEqual([
      {
        construct: 'rules',
        period: { start: '2026-06-01', end: '2026-07-01' },
        group: { firewall: 'b' },
        knownAt: '2026-07-02T00:00:00.000Z',
      },
    ])
    expect(
      await store.append(
        withoutB.map((r) => ({ ...r, knownAt: '2026-07-03T00:00:00Z' })),
        card('rules'),
      ),
    ).toMatchObject({ withdrawn: 0 })
    expect(await store.append(all('2026-07-04T00:00:00Z'), card('rules'))).toEqual({
      added: 0,
      unchanged: 2,
      restated: 1,
      withdrawn: 0,
    })
    expect(shown(await store.results({}))).toEqual(['a 2', 'b 3', 'total 5'])
    expect(await store.withdrawals({})).toEqual([])
    expect(await store.withdrawals({ history: true })).toHaveLength(1)
    await store.close()
  })

  test('it is withdrawn when that was seen, also where nothing else has changed', async () => {
    const store = await opened(newFile())
    const all = [
      result({ value: 5, at: '2026-07-01T00:00:00Z' }),
      result({ group: 'b', value: 0, at: '2026-07-01T00:00:00Z' }),
    ]
    await store.append(all, card('rules'))
    expect(await store.append(all.slice(0, 1), card('rules'), '2026-07-02T00:00:00Z')).toMatchObject({
      unchanged: 1,
      withdrawn: 1,
    })
    expect(shown(await store.results({ asKnownOn: '2026-07-01T12:00:00Z' }))).toEqual(['b 0', 'total 5'])
    expect(shown(await store.results({}))).toEqual(['total 5'])
    await store.close()
  })

  test('the unknown group and one called null are two', async () => {
    const store = await opened(newFile())
    const at = '2026-07-01T00:00:00Z'
    await store.append([result({ group: null, value: 1, at }), result({ group: 'null', value: 2, at })], card('rules'))
    expect((await store.results({})).map(({ group }) => group['firewall'])).toEqual(['null', null])
    await store.close()
  })

  test('a period that is not measured again keeps its groups', async () => {
    const store = await opened(newFile())
    await store.append(
      [result({ value: 1, at: '2026-07-01T00:00:00Z', month: '05' }), result({ value: 2, at: '2026-07-01T00:00:00Z' })],
      card('rules'),
    )
    await store.append([result({ value: 3, at: '2026-07-02T00:00:00Z' })], card('rules'))
    expect(shown(await store.results({ construct: 'rules' }))).toEqual(['total 1', 'total 3'])
    expect(shown(await store.results({ from: '2026-06-01' }))).toEqual(['total 3'])
    expect(shown(await store.results({ to: '2026-06-01' }))).toEqual(['total 1'])
    expect(await store.results({ construct: 'others' })).toEqual([])
    await store.close()
  })

  test('a clock that went back is refused and changes nothing', async () => {
    const store = await opened(newFile())
    await store.append([result({ value: 1, at: '2026-07-02T00:00:00Z' })], card('rules'))
    const before = result({ value: 2, at: '2026-07-01T00:00:00Z' })
    await expect(store.append([before], card('rules'))).rejects.toMatchObject({ issue: { code: 'clock-went-back' } })
    expect(shown(await store.results({ history: true }))).toEqual(['total 1'])
    await store.close()
  })

  test('appends at the same time take turns', async () => {
    const store = await opened(newFile())
    const constructs = ['a', 'b', 'c', 'd']
    await Promise.all(
      constructs.map((construct) =>
        store.append([result({ construct, value: 1, at: '2026-07-01T00:00:00Z' })], card(construct)),
      ),
    )
    expect((await store.results({})).map(({ construct }) => construct)).toEqual(constructs)
    await store.close()
  })

  test('cards: the newest of each construct, and the one known on a day', async () => {
    const store = await opened(newFile())
    await store.append([result({ value: 1, at: '2026-07-01T00:00:00Z' })], card('rules', 'Old title'))
    await store.append([result({ value: 1, at: '2026-07-02T00:00:00Z' })], card('rules', 'New title'))
    expect((await store.cards()).map(({ title }) => title)).toEqual(['New title'])
    expect(
      (await store.cards({ construct: 'rules', asKnownOn: '2026-07-01T12:00:00Z' })).map(({ title }) => title),
    ).toEqual(['Old title'])
    expect(await store.cards({ construct: 'others' })).toEqual([])
    await store.close()
  })
})

describe('as known on any day', () => {
  // The model keeps whole pictures; the store keeps differences.
  const picture = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 2 }), {
    minKeys: 1,
    noNullPrototype: true,
  })
  const instant = (n: number): string => new Date(Date.UTC(2026, 6, 1) + n * 1500).toISOString()

  test('the groups are exactly those of the newest picture then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(picture, { minLength: 1, maxLength: 8 }), async (pictures) => {
        const store = await opened(newFile())
        for (const [n, groups] of pictures.entries()) {
          const results = Object.entries(groups).map(([group, value]) => result({ group, value, at: instant(n) }))
          await store.append(results, card('rules'))
        }
        for (const [n, groups] of pictures.entries()) {
          const expected = Object.entries(groups)
            .map(([group, value]) => `${group} ${value}`)
            .sort()
          expect(shown(await store.results({ asKnownOn: instant(n) }))).toEqual(expected)
        }
        await store.close()
      }),
      { numRuns: 25 },
    )
  })
})

describe('many results', () => {
  test('10,000 are added, known again and read', async () => {
    const store = await opened(newFile())
    const at = '2026-07-01T00:00:00Z'
    const many = Array.from({ length: 10_000 }, (_, n) => result({ group: `g${n}`, value: n, at }))
    await store.append(many, card('rules'))
    expect(await store.append(many, card('rules'))).toMatchObject({ unchanged: 10_000 })
    expect(await store.results({ construct: 'rules' })).toHaveLength(10_000)
    await store.close()
  })
})

describe('the file', () => {
  test('what was stored is there after closing, for a reader too', async () => {
    const file = newFile()
    const store = await opened(file)
    await store.append([result({ value: 3, at: '2026-07-01T04:00:00Z' })], card('rules'))
    const reader = await opened(file, 'read')
    expect(shown(await reader.results({}))).toEqual(['total 3'])
    await expect(
      reader.append([result({ value: 4, at: '2026-07-02T04:00:00Z' })], card('rules')),
    ).rejects.toMatchObject({
      issue: { code: 'store-read-only' },
    })
    await reader.close()
    await store.close()
    const again = await opened(file)
    expect(shown(await again.results({}))).toEqual(['total 3'])
    await again.close()
  })

  test('a store that does not exist yet reads as empty and is not made', async () => {
    const file = newFile()
    const store = await opened(file, 'read')
    expect(await store.results({})).toEqual([])
    expect(await store.cards()).toEqual([])
    await store.close()
    expect(() => readFileSync(file)).toThrow('ENOENT')
  })

  test('rows are added, never changed or deleted', async () => {
    const file = newFile()
    const store = await opened(file)
    await store.append([result({ value: 3, at: '2026-07-01T04:00:00Z' })], card('rules'))
    await store.close()
    const raw = new DatabaseSync(file)
    for (const statement of [
      "update result set digest = 'x'",
      'delete from result',
      "update card set document = '{}'",
      'delete from card',
    ]) {
      expect(() => raw.exec(statement)).toThrow('only added')
    }
    raw.close()
  })

  test('from a newer version: refused, untouched', async () => {
    const file = newFile()
    await (await opened(file)).close()
    const raw = new DatabaseSync(file)
    raw.exec(`pragma user_version = ${schemaVersion + 1}`)
    raw.close()
    const before = readFileSync(file)
    expect(await refusal(file)).toBe('store-newer')
    expect(await refusal(file, 'read')).toBe('store-newer')
    expect(readFileSync(file)).toEqual(before)
  })

  test('in use by another writer: refused with a sentence', async () => {
    const file = newFile()
    const store = await opened(file)
    const raw = new DatabaseSync(file)
    raw.exec('begin immediate')
    await expect(store.append([result({ value: 3, at: '2026-07-01T04:00:00Z' })], card('rules'))).rejects.toMatchObject(
      {
        issue: { code: 'store-in-use' },
      },
    )
    expect(await store.results({})).toEqual([])
    raw.exec('rollback')
    expect(await store.append([result({ value: 3, at: '2026-07-01T04:00:00Z' })], card('rules'))).toMatchObject({
      added: 1,
    })
    raw.close()
    await store.close()
  })

  const damaged: readonly (readonly [string, (file: string) => void, string])[] = [
    [
      'text',
      (file) => writeFileSync(file, 'these are not the results you are looking for'.repeat(100)),
      'store-damaged',
    ],
    ["another program's database", (file) => new DatabaseSync(file).exec('create table t (x)'), 'store-not-ours'],
    ['a folder', (file) => mkdirSync(file), 'store-read-only'],
  ]
  test.each(damaged)('%s is refused', async (_, make, code) => {
    const file = newFile()
    make(file)
    expect(await refusal(file)).toBe(code)
  })
})

test('schema.sql is the schema the migrations make', () => {
  const database = new DatabaseSync(':memory:')
  expect(migrate(database, ':memory:', 'write')).toBeUndefined()
  const golden = new URL('./schema.sql', import.meta.url)
  const schema = `-- Written by the store's tests from the migrations: read it, do not edit it.\n\n${schemaOf(database)}`
  if (process.env['CI'] !== 'true' && process.env['UPDATE'] === '1') writeFileSync(golden, schema)
  expect(readFileSync(golden, 'utf8')).toBe(schema)
})
