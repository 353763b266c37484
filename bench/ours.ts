import { join } from 'node:path'
import type { Result } from '@isometric/core/term'
import { openEngine, type Engine, type Limits } from '@isometric/runner/engine'
import { looksWhole, readSnapshots } from '@isometric/runner/evidence'
import type { Stored } from '@isometric/runner/measure'
import { run, type Measured as Found, type Timing } from '@isometric/runner/run'
import { openAnswers, openStore, type Answers, type Store } from '@isometric/runner/store'
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

type Opened = { readonly store: Store; readonly answers: Answers | undefined; readonly engine: Engine }

/** What the command `measure` does once it has opened the workspace: manifests, run, and storing what is new. */
const measureIn = async (
  place: Place,
  { store, answers, engine }: Opened,
  { ids, until }: Asked,
): Promise<Measured> => {
  const documents = { programme: programme(), contracts: await contracts(), constructs: constructsNamed(ids) }
  const now = `${until}T12:00:00Z`
  let storing = 0
  const keep = async ({ results, card, basis }: Found): Promise<void> => {
    const since = performance.now()
    await store.append(results, card, now, basis)
    storing += (performance.now() - since) / 1000
  }
  const began = performance.now()
  const stored = await storedIn(place)
  const files = Object.values(stored).flatMap((each) => each.map(({ file }) => file))
  if ((await Promise.all(files.map(looksWhole))).includes(false)) throw new Error('the evidence is damaged')
  const done = await run(
    {
      ...documents,
      ids,
      stored,
      asked: { from: '2021-07-01', to: until },
      asKnownOn: undefined,
      now,
      answers,
      bases: await store.bases(),
      known: (construct) => store.results({ construct }),
      keep,
    },
    engine,
  )
  const seconds = (performance.now() - began) / 1000
  const [issue] = done.issues
  if (issue !== undefined) throw new Error(`${issue.document}: ${issue.message}`)
  return { stages: [...done.timing, { stage: 'store', seconds: storing }], seconds }
}

/** What was answered before lies beside the store. */
export const answersBeside = (storeFile: string): string => `${storeFile}.answers`

export const openSession = async (place: Place, storeFile: string, limits: Limits): Promise<Session> => {
  const opened = await openStore(storeFile)
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join(' '))
  const store = opened.value
  const answers = openAnswers(answersBeside(storeFile))
  const engine = await openEngine(limits)
  return {
    measure: (asked) => measureIn(place, { store, answers, engine }, asked),
    stored: async (ids) => (await Promise.all(ids.map((construct) => store.results({ construct })))).flat(),
    close: async () => {
      engine.close()
      answers?.close()
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
