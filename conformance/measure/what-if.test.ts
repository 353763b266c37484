import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConstruct, readContract, readProgramme, readScenario } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import { whatIfOf, type WhatIf } from '@isometric/core/report'
import { recordSql } from '@isometric/core/sql'
import { openEngine, type Engine } from '@isometric/runner/engine'
import { collect, keysIn, readSnapshots } from '@isometric/runner/evidence'
import { whatIf, type WhatIfRun } from '@isometric/runner/what-if'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Scenarios over evidence that stands here, with results worked by hand or published. */
const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}

const contract = valueOf(
  readContract(
    'contract.yaml',
    `contract: patches
entity: patch
describes: { events: { at: found on } }
delivers: full
key: [patch]
columns:
  patch: { type: text }
  owner: { type: text, role: personal, optional: true }
  site: { type: nominal, levels: [hq, plant], role: dimension }
  found on: { type: date }
  timely: { type: boolean }
`,
  ),
)
const construct = valueOf(
  readConstruct(
    'construct.yaml',
    `construct: patching
title: Are patches made in time?
language: 1
version: 1.0.0
type: performance
need: To know.
decision: Patch sooner.
evidence: [patches]
base measures:
  patches made: { method: count(patches) }
  timely patches: { method: "count(patches[timely])" }
derived measures:
  timely share: { function: "share(timely patches, patches made)", unit: percent }
indicator:
  measure: timely share
  direction: higher is better
  criteria: [{ from: 2020-01-01, met: "> 75" }]
by: [site]
frequency: { collect: P1M, analyse: P1M, report: P1M, revise: P1Y, valid: P1Y }
`,
  ),
)
const programme = valueOf(readProgramme('isometric.yaml', 'organisation: Example\ntime zone: Europe/Berlin\n'))

/** R. G. Newcombe’s example: 48 of 80, and 56 of 70. Patches 1–48 are in time; owners a to d have patches 41–44. */
const owners = ['a', 'b', 'c', 'd']
const rows = Array.from({ length: 80 }, (_, i) =>
  [`p${String(i + 1).padStart(2, '0')}`, owners[i - 40] ?? '', i < 60 ? 'hq' : 'plant', '2026-01-10', i < 48].join(','),
)

let [work, engine]: [string, Engine | undefined] = ['', undefined]
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'isometric-what-if-'))
  const file = join(work, 'patches.csv')
  await writeFile(file, `patch,owner,site,found on,timely\n${rows.join('\n')}\n`)
  const collected = await collect({
    contract,
    contracts: [contract],
    file,
    asOf: '2026-01-31',
    sourceName: 'patches',
    evidence: join(work, 'evidence'),
    calendar: { timeZone: 'Europe/Berlin', firstMonth: 1 },
    now: '2026-01-31T23:30:00Z',
    keys: keysIn(join(work, 'keys')),
    formulaSql: recordSql('Europe/Berlin'),
  })
  if (collected.kind !== 'stored' || collected.snapshot.rejected > 0) throw new Error(JSON.stringify(collected))
  engine = await openEngine({ threads: 1 })
})
afterAll(async () => {
  engine?.close()
  await rm(work, { recursive: true, force: true })
})

const supposing = async (alternatives: string): Promise<WhatIfRun> => {
  if (engine === undefined) throw new Error('no engine')
  const snapshots = (await readSnapshots(join(work, 'evidence'))).map((each) => ({ ...each, file: each.path }))
  return whatIf(
    {
      programme,
      contracts: { patches: contract },
      construct,
      scenario: valueOf(readScenario('scenario.yaml', `scenario: What if?\nalternatives:\n${alternatives}`)),
      stored: { patches: snapshots },
      asked: undefined,
      asKnownOn: undefined,
      now: '2026-02-10T00:00:00Z',
    },
    engine,
  )
}

const pageOf = (run: WhatIfRun): WhatIf | undefined =>
  run.ok
    ? whatIfOf(
        'What if?',
        [
          { name: 'as it is', cost: null, results: run.results },
          ...run.supposed.map(({ alternative, results }) => ({
            name: alternative.name,
            cost: alternative.cost ?? null,
            results,
          })),
        ],
        run.card,
      )
    : undefined

const newcombe = `  sooner:
    cost: { amount: 1000, unit: EUR }
    evidence:
      patches:
        - drop: patch in ["p71".."p80"]
        - { where: 'patch in ["p49".."p56"]', set: { timely: "true" } }
`

test('48 of 80 against 56 of 70: the limits that Newcombe published, and the cost of each point', async () => {
  const page = pageOf(await supposing(newcombe))
  expect(page?.sides.map(({ name, value }) => [name, value?.text])).toEqual([
    ['as it is', '60\u00a0%'],
    ['sooner', '80\u00a0%'],
  ])
  const [found] = page?.differences ?? []
  expect(found?.difference?.change).toBeCloseTo(0.2, 12)
  expect(found?.difference?.verdict).toBe('improved')
  // Statistics in Medicine 17, 1998, 873–890, table II (a), method 10: 0.0524 to 0.3339.
  expect(found?.difference?.test?.lower.toFixed(4)).toBe('0.0524')
  expect(found?.difference?.test?.upper?.toFixed(4)).toBe('0.3339')
  // 1000 / 20 points; 1000 / 33.39 and 1000 / 5.24.
  expect(found?.costPerEffect).toMatchObject({ unit: 'EUR', per: 'percentage point' })
  expect(found?.costPerEffect?.value).toBeCloseTo(50, 9)
  expect(found?.costPerEffect?.lower).toBeCloseTo(1000 / 33.39, 1)
  expect(found?.costPerEffect?.upper).toBeCloseTo(1000 / 5.24, 0)
})

test('what each change meets is counted, the second after the first', async () => {
  const run = await supposing(newcombe)
  expect(run.ok && run.supposed.map(({ met }) => met)).toEqual([
    [
      { table: 'patches', change: 1, rows: 80, met: 10, unknown: 0 },
      { table: 'patches', change: 2, rows: 70, met: 8, unknown: 0 },
    ],
  ])
})

test('alternatives are compared with each other: what the better one costs more for each further point', async () => {
  const two = `${newcombe}  cheaper:
    cost: { amount: 300, unit: EUR }
    evidence:
      patches:
        - { where: 'patch in ["p53".."p60"]', set: { timely: "true" } }
`
  const page = pageOf(await supposing(two))
  // 56 of 80 is 70 %: ten points for 300, and the further ten of 80 % for 700 more.
  expect(page?.differences.map(({ from, to, sentences }) => [from, to, sentences.at(-1)])).toEqual([
    ['as it is', 'sooner', expect.stringContaining('EUR\u00a050 for each percentage point')],
    ['as it is', 'cheaper', '“cheaper” costs EUR\u00a0300: EUR\u00a030 for each percentage point.'],
    ['sooner', 'cheaper', '“sooner” instead of “cheaper”: each further percentage point costs EUR\u00a070.'],
  ])
})

test('a change that meets nothing is told, and the sides are the same', async () => {
  const run = await supposing('  none:\n    evidence:\n      patches: [{ drop: "patch = \\"x\\"" }]\n')
  expect(run.issues.map(({ code }) => code)).toEqual(['scenario-changes-nothing'])
  expect(pageOf(run)?.differences[0]?.sentences).toEqual(['“none”: 60\u00a0%, the same as it is.'])
})

test('rows of four persons are not changed: the difference would say what they did', async () => {
  const run = await supposing('  four:\n    evidence:\n      patches: [{ drop: \'patch in ["p41".."p48"]\' }]\n')
  expect(run).toMatchObject({ ok: false, issues: [{ code: 'scenario-few-persons' }] })
})

test('where rows about persons change, groups are not shown', async () => {
  const run = await supposing(newcombe)
  const groups = pageOf(run)?.groups?.rows.map(({ name, cells }) => [name, ...cells])
  expect(groups).toEqual([
    ['hq', null, null],
    ['plant', '0', null],
  ])
})
