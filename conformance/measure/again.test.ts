import { writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { Result } from '@isometric/core/term'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contractsOf, openWorkplace, type Workplace } from './measuring.ts'

/** What is known is not computed again (architecture.md 5), and what is remembered is what computing would give. */
const contracts = contractsOf([
  `contract: openings
entity: opening
describes: { events: { at: opened at } }
delivers: changes
key: [opening]
columns:
  opening: { type: text }
  door: { type: text, of: doors }
  opened at: { type: date and time }
  forced: { type: boolean }
`,
  `contract: doors
entity: door
describes: state
delivers: full
tolerance: P1Y
key: [door]
columns:
  door: { type: text }
  site: { type: nominal, levels: [hq, plant], role: dimension }
`,
])

const constructText = (id: string, limit: string, method: string): string => `construct: ${id}
title: How often are doors opened?
language: 1
version: 1.0.0
type: performance
need: Are doors opened by force?
decision: Mend the door.
controls: [A.7.2]
evidence: [openings, doors]
parameters: {}
base measures:
  openings ${id}: { method: '${method}', unit: opening }
  doors counted: { method: count(doors), unit: door }
derived measures: {}
indicator:
  measure: openings ${id}
  total: own
  direction: lower is better
  criteria:
    - { from: 2020-01-01, met: 'openings ${id} <= ${limit}' }
  meaning: { met: Well. }
frequency: { collect: P1M, analyse: P1M, report: P1M, revise: P1Y, valid: P1Y }
parties: { client: c, owner: o, collector: c, analyst: a }
report: { chart: line, audiences: [board] }
`
const opened = constructText('counted', '3', 'count(openings)')
const forced = constructText('forced', '0', 'count(openings[forced])')

let place: Workplace
const measured: Workplace['measured'] = (...asked) => place.measured(...asked)
const collectRows: Workplace['collectRows'] = (...rows) => place.collectRows(...rows)
beforeEach(async () => {
  place = await openWorkplace(contracts, 'Europe/Berlin')
  await collectRows('doors', '2026-01-31', ['door,site', 'd1,hq', 'd2,hq'])
  const rows = [
    'o1,d1,2026-01-05T10:00:00Z,false',
    'o2,d2,2026-01-31T22:59:59Z,true',
    'o3,d1,2026-02-03T10:00:00Z,false',
  ]
  await collectRows('openings', '2026-02-28', ['opening,door,opened at,forced', ...rows])
})
afterEach(() => place.close())

const told = (results: readonly Result[]): readonly string[] =>
  results.map(({ construct, period, measures, indicator }) =>
    [construct, period.start, ...Object.values(measures), indicator.status].join(' '),
  )

describe('what is known is not measured again', () => {
  test('nothing new: nothing is asked, and every result stands', async () => {
    const first = await measured([opened, forced], '2026-03-10T00:00:00Z')
    expect(told(first.results)).toEqual([
      'counted 2026-01-01 2 2 met',
      'counted 2026-02-01 1 2 met',
      'forced 2026-01-01 1 2 not met',
      'forced 2026-02-01 0 2 met',
    ])
    expect(first.asked).toHaveLength(4)
    const second = await measured([opened, forced], '2026-03-20T00:00:00Z')
    expect(second).toMatchObject({ asked: [], results: [] })
    expect(second.run.unchanged).toEqual([
      { construct: 'counted', span: { from: '2026-01-01', to: '2026-03-01' } },
      { construct: 'forced', span: { from: '2026-01-01', to: '2026-03-01' } },
    ])
  })

  test('one criterion changed: the construct is judged anew, and evidence is not touched', async () => {
    await measured([opened, forced], '2026-03-10T00:00:00Z')
    const stricter = opened.replace('counted <= 3', 'counted <= 1')
    const second = await measured([stricter, forced], '2026-03-10T00:00:00Z')
    expect(second.asked).toHaveLength(0)
    expect(told(second.results)).toEqual(['counted 2026-01-01 2 2 not met', 'counted 2026-02-01 1 2 met'])
  })

  test('one method changed: one measure of one construct is asked', async () => {
    await measured([opened, forced], '2026-03-10T00:00:00Z')
    const other = constructText('forced', '0', 'count(openings[not(forced)])')
    const second = await measured([opened, other], '2026-03-10T00:00:00Z')
    expect(second.asked).toHaveLength(1)
    expect(told(second.results)).toEqual(['forced 2026-01-01 1 2 not met', 'forced 2026-02-01 1 2 not met'])
  })

  test('a month more: only its period is asked for what is a picture, and the whole is what a fresh run finds', async () => {
    await measured([opened], '2026-03-10T00:00:00Z')
    await collectRows('doors', '2026-03-31', ['door,site', 'd1,hq', 'd2,hq', 'd3,hq'])
    const second = await measured([opened], '2026-04-10T00:00:00Z')
    expect(told(second.results)).toEqual([
      'counted 2026-01-01 2 2 met',
      'counted 2026-02-01 1 2 met',
      // The export of openings does not reach into March.
      'counted 2026-03-01  3 no data',
    ])
    // Both measures of the construct, for the new month only.
    expect(second.asked).toHaveLength(2)
    expect(second.sent.some((sql) => sql.includes("DATE '2026-03-01'"))).toBe(true)
    expect(second.sent.some((sql) => sql.includes("DATE '2026-01-01'"))).toBe(false)
    const fresh = await measured([opened], '2026-04-10T00:00:00Z', { fresh: true })
    expect(told(fresh.results)).toEqual(told(second.results))
  })

  test('a corrected row in a late export changes the period it belongs to', async () => {
    await measured([opened, forced], '2026-03-10T00:00:00Z')
    const late = ['opening,door,opened at,forced', 'o1,d1,2026-01-05T10:00:00Z,true', 'o4,d1,2026-02-05T10:00:00Z,true']
    await collectRows('openings', '2026-03-01', late)
    const second = await measured([opened, forced], '2026-03-10T00:00:00Z')
    const fresh = await measured([opened, forced], '2026-03-10T00:00:00Z', { fresh: true })
    expect(told(second.results)).toEqual(told(fresh.results))
    expect(told(second.results)).toContain('forced 2026-01-01 2 2 not met')
  })
})

test('an answer with a bit turned over is asked again', async () => {
  const first = await measured([opened], '2026-03-10T00:00:00Z')
  const database = new DatabaseSync(join(place.work, 'answers.sqlite'))
  database.exec(`update answer set document = replace(document, '"value":2', '"value":3')`)
  database.close()
  const stricter = opened.replace('counted <= 3', 'counted <= 1')
  const second = await measured([stricter], '2026-03-10T00:00:00Z')
  expect(second.results.map(({ measures }) => measures)).toEqual(first.results.map(({ measures }) => measures))
  expect(second.asked).not.toEqual([])
})

test('a file of answers that is none is begun anew', async () => {
  await writeFile(join(place.work, 'answers.sqlite'), 'no database')
  expect(told((await measured([opened], '2026-03-10T00:00:00Z')).results)).toHaveLength(2)
})
