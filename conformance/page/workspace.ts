/** A workspace on disk that holds the organisation of `results.ts`: its programme, its store, its manifests. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Card, Result, Snapshot } from '@isometric/core/term'
import type { Manifest } from '@isometric/runner/evidence'
import { openStore, type Store } from '@isometric/runner/store'
import { initWorkspace, layoutOf } from '@isometric/runner/workspace'
import { entries, people } from './decisions.ts'
import { cards, results, snapshots } from './results.ts'

const programme = `organisation: Northwind Harbour Authority
time zone: Europe/Berlin
first month: 1
sample: true
people:
${Object.entries(people)
  .map(([id, name]) => `  ${id}: { name: ${name} }\n`)
  .join('')}`

const manifestOf = (snapshot: Snapshot): Manifest => ({
  manifest: 1,
  digest: snapshot.digest,
  file: 'table.parquet',
  fileDigest: snapshot.digest,
  contract: { name: snapshot.contract, digest: snapshot.digest },
  columns: [],
  source: { name: snapshot.source, digest: snapshot.digest },
  collector: '1.0.0',
  asOf: snapshot.asOf,
  covers: snapshot.covers,
  collectedAt: snapshot.collectedAt,
  rows: snapshot.rows,
  rejected: { total: snapshot.rejected, byReason: snapshot.rejectedBy ?? [], file: null },
  leftOut: 0,
  quality: [],
  blind: null,
  origin: { file: 'export.csv', bytes: 1 },
})

const writeManifests = async (evidence: string): Promise<void> => {
  for (const snapshot of snapshots) {
    const folder = join(evidence, snapshot.contract.replaceAll(' ', '-'))
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${snapshot.digest.slice(7)}.json`), JSON.stringify(manifestOf(snapshot)))
  }
}

/** In the order in which they became known, each period and group at most once in a call. */
const batches = (own: readonly Result[]): readonly (readonly Result[])[] =>
  [...Map.groupBy(own, ({ knownAt }) => knownAt)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, batch]) => batch)

const fillStore = async (store: Store): Promise<void> => {
  const cardFor = (result: Result | undefined): Card | undefined =>
    cards.find(({ id, version }) => id === result?.construct && version === result.version)
  for (const own of Map.groupBy(results, ({ construct }) => construct).values())
    for (const batch of batches(own)) {
      const card = cardFor(batch[0])
      if (card !== undefined) await store.append(batch, card)
    }
  await store.addEntries(entries)
}

export type TestWorkspace = AsyncDisposable & { readonly folder: string }

/** A workspace in which nothing has been measured. */
export const newWorkspace = async (): Promise<TestWorkspace> => {
  const parent = await mkdtemp(join(tmpdir(), 'isometric-page-'))
  const made = await initWorkspace(join(parent, 'workspace'), { timeZone: 'Europe/Berlin' })
  if (!made.ok) throw new Error(made.issues[0]?.message)
  return { folder: made.value.folder, [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }) }
}

export const seededWorkspace = async (): Promise<TestWorkspace> => {
  const workspace = await newWorkspace()
  const { programme: file, store: database, evidence } = layoutOf(workspace.folder)
  const opened = await openStore(database, 'write')
  if (!opened.ok) throw new Error(opened.issues[0]?.message)
  await fillStore(opened.value)
  await opened.value.close()
  await writeFile(file, programme)
  await writeManifests(evidence)
  return workspace
}
