import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contract } from '@isometric/core/construct'
import { recordSql } from '@isometric/core/sql'
import type { Snapshot } from '@isometric/core/term'
import { openEngine, type Limits } from '@isometric/runner/engine'
import { collectAll, keysIn, type CollectRequest } from '@isometric/runner/evidence'
import { contracts, type Place } from './place.ts'
import {
  accountsAt,
  after,
  changedFindings,
  exportedEvents,
  exportedFindings,
  exportTo,
  lastDay,
  months,
  newEvents,
  nextMonth,
  pictured,
  type World,
} from './world.ts'

/** One file the way a source would hand it over. */
export type Export = {
  readonly contract: string
  readonly sql: string
  readonly day: string
  readonly covers?: Snapshot['covers'] | undefined
}

const instant = (day: string): string => `${day}T00:00:00Z`

/** What is known when the sixty months are over. */
export const history = (world: World): readonly Export[] => {
  const day = lastDay(months.at(-1) ?? '')
  return [
    { contract: 'findings', sql: exportedFindings(world), day },
    { contract: 'security events', sql: exportedEvents(world), day, covers: { from: null, to: instant(nextMonth) } },
    ...pictured.slice(-(world.pictures ?? pictured.length)).map((month) => ({
      contract: 'account states',
      sql: accountsAt(world, month),
      day: lastDay(month),
    })),
  ]
}

/** What one month later is new. */
export const nextDelivery = (world: World): readonly Export[] => {
  const day = lastDay(nextMonth)
  return [
    { contract: 'findings', sql: changedFindings(world), day },
    {
      contract: 'security events',
      sql: newEvents(world),
      day,
      covers: { from: instant(nextMonth), to: instant(after) },
    },
    { contract: 'account states', sql: accountsAt(world, nextMonth), day },
  ]
}

export const calendar = { timeZone: 'UTC', firstMonth: 1 }

const contractIn = (contracts: Readonly<Record<string, Contract>>, name: string): Contract => {
  const contract = contracts[name]
  if (contract === undefined) throw new Error(`there is no contract ${name}`)
  return contract
}

/** A request as the command `collect` makes it. */
export const requestFor = (
  { folder }: Place,
  known: Readonly<Record<string, Contract>>,
  file: string,
  { contract, day, covers }: Export,
  { memoryBytes, threads }: Limits,
): CollectRequest => ({
  contract: contractIn(known, contract),
  contracts: Object.values(known),
  file,
  asOf: day,
  covers,
  sourceName: 'export',
  evidence: join(folder, 'evidence'),
  calendar,
  now: `${day}T23:59:59Z`,
  keys: keysIn(join(folder, 'keys')),
  formulaSql: recordSql(calendar.timeZone),
  memoryBytes,
  threads,
})

/** Writes what a source would hand over. */
const exported = async (
  exports: readonly Export[],
  folder: string,
  ending: string,
  limits: Limits,
): Promise<readonly string[]> => {
  const engine = await openEngine(limits)
  const files = exports.map((_, i) => join(folder, `${i}${ending}`))
  for (const [i, { sql }] of exports.entries()) await exportTo(engine, sql, files[i] ?? '')
  engine.close()
  return files
}

/** Writes each export, collects it as the product does, and takes the files away again. */
export const delivered = async (
  place: Place,
  exports: readonly Export[],
  limits: Limits,
  say: (text: string) => void,
): Promise<void> => {
  const scratch = await mkdtemp(join(place.folder, 'exports-'))
  try {
    say(`making ${exports.length} exports`)
    const files = await exported(exports, scratch, '.parquet', limits)
    const known = await contracts()
    const requests = exports.map((one, i) => requestFor(place, known, files[i] ?? '', one, limits))
    say('collecting them')
    for await (const collected of collectAll(requests))
      if (collected.kind !== 'stored' || collected.manifest.rejected.total > 0)
        throw new Error(`an export was not collected: ${collected.issues.map(({ message }) => message).join(' ')}`)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
