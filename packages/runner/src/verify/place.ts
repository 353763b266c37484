/** Only for tests: a small workspace with collected evidence, results of two measurements, and the checkpoint between them. */
import { readFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Card, Result } from '@isometric/core/term'
import { contractOf, storedOf, workspaceIn } from '../evidence/fixture.ts'
import type { Store } from '../store/index.ts'
import { layoutOf, openWorkspaceStore } from '../workspace/index.ts'

const contract = contractOf(`
contract: readings
entity: reading
describes: { events: { at: at } }
delivers: changes
key: [meter, at]
columns:
  meter: { type: text }
  at:    { type: date and time }
  value: { type: number }
`)

const card = (id: string): Card => ({
  id,
  annexB: null,
  version: '1.0.0',
  digest: `sha256:${id}`,
  title: 'How much was read?',
  type: 'performance',
  need: 'Know it',
  decision: null,
  controls: [],
  pairedWith: [],
  evidence: ['readings'],
  baseMeasures: [{ name: 'readings', formula: 'count(readings)', unit: 'reading' }],
  derivedMeasures: [],
  parameters: [],
  indicator: { measure: 'readings', unit: 'reading', direction: 'lower is better', meaning: {} },
  criteria: [],
  by: ['meter'],
  frequency: { collect: 'P1M', analyse: 'P1M', report: 'P3M', revise: 'P1Y', valid: 'P2Y' },
  parties: {},
  chart: null,
  notes: [],
})

const resultOf = (construct: string, day: number, i: number, at: string): Result => ({
  construct,
  annexB: null,
  version: '1.0.0',
  period: { start: '2026-06-01', end: '2026-07-01' },
  group: { meter: `m${i}` },
  measures: {},
  indicator: { measure: 'readings', value: day * 1000 + i, unit: 'reading', interval: null, status: 'met' },
  reasons: {},
  notes: [],
  knownAt: at,
  evidence: [`sha256:${'e'.repeat(64)}`],
  digest: `sha256:${construct}-${day}-${i}`,
})

export const momentOf = (day: number): string => `2026-07-${String(day).padStart(2, '0')}T04:00:00Z`

export const openedStore = async (folder: string): Promise<Store> => {
  const opened = await openWorkspaceStore(layoutOf(folder), 'write')
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join('\n'))
  return opened.value
}

export const addResults = async (store: Store, construct: string, day: number, count: number): Promise<void> => {
  const results = Array.from({ length: count }, (_, i) => resultOf(construct, day, i, momentOf(day)))
  await store.append(results, card(construct), momentOf(day), `{"day":${day}}`)
}

const csv = (rows: number): string =>
  `meter,at,value\n${Array.from({ length: rows }, (_, i) => `m${i},2026-06-01T00:00:00Z,${i % 40 === 7 ? 'x' : i}\n`).join('')}`

export type Place = { readonly folder: string; readonly kept: string; readonly remove: () => void }

/** `kept` is the checkpoint after the first of two measurements. */
export const placeWithHistory = async (): Promise<Place> => {
  const folder = mkdtempSync(join(tmpdir(), 'isometric-verify-'))
  const layout = layoutOf(folder)
  const place = workspaceIn(folder, contract)
  const store = await openedStore(folder)
  const record = (now: string) => ({
    now,
    record: (found: Parameters<Store['record']>[0][number]) => store.record([found], now),
  })
  storedOf(await place.collect('a.csv', csv(300), { ...record(momentOf(1)), asOf: '2026-06-29' }))
  storedOf(await place.collect('b.csv', csv(90), { ...record(momentOf(2)), asOf: '2026-06-30' }))
  await addResults(store, 'readings', 3, 320)
  await store.show()
  const kept = readFileSync(join(layout.log, 'checkpoint'), 'utf8')
  await addResults(store, 'readings', 4, 20)
  await addResults(store, 'others', 5, 260)
  await store.record([{ kind: 'act', name: 'tried', document: '{"act":"tried"}' }], momentOf(6))
  await store.close()
  return { folder, kept, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
