import { join } from 'node:path'
import type { Result } from '@isometric/core/term'
import { openEngine, type Engine, type Limits } from '@isometric/runner/engine'
import { readSnapshots } from '@isometric/runner/evidence'
import type { Stored } from '@isometric/runner/measure'
import { run, type Timing } from '@isometric/runner/run'
import { openStore, type Store } from '@isometric/runner/store'
import type { Cell } from './cells.ts'
import { constructsNamed, contracts, programme, type Place } from './place.ts'

/** A workspace that is open: documents read, store and engine there. */
export type Session = {
  readonly measure: (asked: Asked) => Promise<Measured>
  /** What the store says now, of each construct in order. */
  readonly stored: (ids: readonly string[]) => Promise<readonly Result[]>
  readonly close: () => Promise<void>
}

export type Asked = { readonly ids: readonly string[]; readonly until: string }
export type Measured = {
  readonly stages: readonly (Omit<Timing, 'stage'> & { readonly stage: string })[]
  readonly seconds: number
}

const storedIn = async ({ folder }: Place): Promise<Readonly<Record<string, readonly Stored[]>>> => {
  const snapshots = await readSnapshots(join(folder, 'evidence'))
  const stored = snapshots.map(({ path, manifestPath: _manifest, blind: _blind, ...snapshot }): Stored => ({
    ...snapshot,
    file: path,
  }))
  return Object.fromEntries(Map.groupBy(stored, ({ contract }) => contract))
}

/** What the command `measure` does once it has opened the workspace: manifests, run, and storing what is new. */
const measureIn = async (place: Place, store: Store, engine: Engine, { ids, until }: Asked): Promise<Measured> => {
  const documents = { programme: programme(), contracts: await contracts(), constructs: constructsNamed(ids) }
  const now = `${until}T12:00:00Z`
  const began = performance.now()
  const done = await run(
    {
      ...documents,
      ids,
      stored: await storedIn(place),
      asked: { from: '2021-07-01', to: until },
      asKnownOn: undefined,
      now,
      known: (construct) => store.results({ construct }),
    },
    engine,
  )
  const [issue] = done.issues
  if (issue !== undefined) throw new Error(`${issue.document}: ${issue.message}`)
  const measured = performance.now()
  for (const { results, card } of done.measured) await store.append(results, card, now)
  const ended = performance.now()
  return {
    stages: [...done.timing, { stage: 'store', seconds: (ended - measured) / 1000 }],
    seconds: (ended - began) / 1000,
  }
}

export const openSession = async (place: Place, storeFile: string, limits: Limits): Promise<Session> => {
  const opened = await openStore(storeFile)
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join(' '))
  const store = opened.value
  const engine = await openEngine(limits)
  return {
    measure: (asked) => measureIn(place, store, engine, asked),
    stored: async (ids) => (await Promise.all(ids.map((construct) => store.results({ construct })))).flat(),
    close: async () => {
      engine.close()
      await store.close()
    },
  }
}

/** Every base measure of every period and group. */
export const cellsOfResults = (results: readonly Result[]): readonly Cell[] =>
  results.flatMap(({ period, group, measures }) =>
    Object.entries(measures).map(([measure, value]) => ({
      measure,
      month: period.start,
      unit: group['unit'] ?? null,
      value: typeof value === 'number' ? value : null,
    })),
  )
