import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inclusionProof, isIncluded, leafHash, type Checkpoint } from '@isometric/core/record'
import type { Card, Result } from '@isometric/core/term'
import { checkpointIn, entriesOf, hashAtIn, sha256 } from '@isometric/runner/log'
import { openStore } from '@isometric/runner/store'
import { verifyWorkspace } from '@isometric/runner/verify'

/** Storing with a log and without, what the log takes, and how fast it is proved and verified. */
export type RecordRun = {
  readonly without: readonly number[]
  readonly with: readonly number[]
  readonly bytes: number
  readonly proofs: readonly number[]
  readonly verified: readonly number[]
}

const months = 60
const known = '2026-07-01T00:00:00Z'

/** A result as the sample organisation has them: a few measures, some ten snapshots, about 1.2 kB. */
const resultOf = (construct: string, i: number, evidence: readonly string[]): Result => {
  const month = new Date(Date.UTC(2021, i % months, 1)).toISOString().slice(0, 10)
  const next = new Date(Date.UTC(2021, (i % months) + 1, 1)).toISOString().slice(0, 10)
  return {
    construct,
    annexB: 'B.26',
    version: '1.0.0',
    period: { start: month, end: next },
    group: { unit: `unit ${Math.floor(i / months)}` },
    measures: { found: i, fixed: i / 7, open: i % 13, 'fixed in time': (i % 100) / 100 },
    indicator: { measure: 'fixed in time', value: (i % 100) / 100, unit: '1', interval: null, status: 'met' },
    reasons: {},
    notes: [],
    knownAt: known,
    evidence,
    digest: `sha256:${i.toString(16).padStart(64, '0')}`,
  }
}

const card = (id: string): Card => ({
  id,
  annexB: null,
  version: '1.0.0',
  digest: `sha256:${id}`,
  title: 'Is what is found fixed in time?',
  type: 'effectiveness',
  need: 'Know it',
  decision: null,
  controls: [],
  pairedWith: [],
  evidence: ['findings'],
  baseMeasures: [],
  derivedMeasures: [],
  parameters: [],
  indicator: { measure: 'fixed in time', unit: '1', direction: 'higher is better', meaning: {} },
  criteria: [],
  by: ['unit'],
  frequency: { collect: 'P1M', analyse: 'P1M', report: 'P3M', revise: 'P1Y', valid: 'P2Y' },
  parties: {},
  chart: null,
  notes: [],
})

/** As many results as 60 months of some 83 units give: what one construct stores at once. */
const atOnce = 5000

type Place = { readonly folder: string; readonly store: string; readonly log: string; readonly evidence: string }
const placeIn = (folder: string): Place => ({
  folder,
  store: join(folder, 'store.sqlite'),
  log: join(folder, 'log'),
  evidence: join(folder, 'evidence'),
})

/** The seconds it takes to store results, the log shown, and the store closed. */
const storing = async (place: Place, count: number, isLogged: boolean): Promise<number> => {
  const evidence = Array.from({ length: 10 }, (_, i) => `sha256:${i.toString(16).padStart(64, 'a')}`)
  const log = { folder: place.log, key: { file: join(place.folder, 'signing', 'log.key') } }
  const opened = await openStore(place.store, 'write', isLogged ? log : undefined)
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join(' '))
  let seconds = 0
  for (let at = 0; at < count; at += atOnce) {
    const construct = `construct ${at / atOnce}`
    const results = Array.from({ length: Math.min(atOnce, count - at) }, (_, i) => resultOf(construct, i, evidence))
    const began = performance.now()
    await opened.value.append(results, card(construct), known)
    seconds += (performance.now() - began) / 1000
  }
  const began = performance.now()
  await opened.value.close()
  return seconds + (performance.now() - began) / 1000
}

const bytesBelow = (folder: string): number =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
    : 0

/** What the log takes: its files, and what the store has grown beyond what it takes without. */
const bytesOf = (place: Place): number => bytesBelow(place.log) + statSync(place.store).size

const checkpointOf = ({ log }: Place): Checkpoint => {
  const found = checkpointIn(log)
  if (typeof found === 'string') throw new Error(`the log’s checkpoint is ${found}`)
  return found
}

/** The seconds of one proof and of verifying it, tiles read from their files. */
const proving = (place: Place, index: number): number => {
  const began = performance.now()
  const { size, root } = checkpointOf(place)
  const proof = inclusionProof(index, size, hashAtIn(place.log, size), sha256)
  const bundle = Math.floor(index / 256)
  const width = Math.min(256, size - bundle * 256)
  const entry = entriesOf(place.log, { level: 'entries', index: bundle, width })?.[index % 256]
  const isGood = entry !== undefined && isIncluded({ leaf: leafHash(entry, sha256), index, size, root }, proof, sha256)
  if (!isGood) throw new Error(`entry ${index} is not proved`)
  return (performance.now() - began) / 1000
}

const verifying = async (place: Place, count: number): Promise<number> => {
  const began = performance.now()
  const found = await verifyWorkspace({ layout: place, kept: [] })
  if (!(found.integrity && found.completeness && found.records > count)) throw new Error('the log is not whole')
  return (performance.now() - began) / 1000
}

const emptied = <T>(work: (place: Place) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'isometric-bench-record-'))
  return work(placeIn(folder)).finally(() => rmSync(folder, { recursive: true, force: true }))
}

const repeated = async <T>(many: number, act: (i: number) => Promise<T>): Promise<readonly T[]> => {
  const done: T[] = []
  for (let i = 0; i < many; i++) done.push(await act(i))
  return done
}

/** Bytes of a store that has the same rows and no log, given back what it does not use. */
const compacted = (place: Place): number => {
  const database = new DatabaseSync(place.store)
  database.exec('pragma wal_checkpoint(truncate)')
  database.close()
  return statSync(place.store).size
}

/** `stored` results are stored with and without a log; `verified` are verified. */
export const recordRun = async (stored: number, verified: number, runs: number): Promise<RecordRun> => {
  const without: number[] = []
  const withLog: number[] = []
  let bytes = 0
  for (let i = 0; i < runs; i++) {
    const plain = await emptied(async (place) => {
      without.push(await storing(place, stored, false))
      return compacted(place)
    })
    await emptied(async (place) => {
      withLog.push(await storing(place, stored, true))
      bytes = (compacted(place) - plain + bytesOf(place) - statSync(place.store).size) / stored
    })
  }
  return emptied(async (place) => {
    await storing(place, verified, true)
    const proofs = await repeated(20, (i) => Promise.resolve(proving(place, Math.floor((verified / 20) * i))))
    return { without, with: withLog, bytes, proofs, verified: await repeated(runs, () => verifying(place, verified)) }
  })
}
