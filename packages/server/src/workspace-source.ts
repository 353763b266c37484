import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readProgramme } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import type { Snapshot } from '@isometric/core/term'
import { readSnapshots } from '@isometric/runner/evidence'
import { openStore, type ResultQuery, type Store } from '@isometric/runner/store'
import { openWorkspace, type Workspace } from '@isometric/runner/workspace'
import type { Organisation, ResultsOf, Source } from './source.ts'

/** A source over a workspace; it reads beside the one process that writes. */
export type OpenSource = { readonly source: Source; readonly close: () => Promise<void> }

/** What `isometric.yaml` says now; while it cannot be read, the pages still show what was measured. */
const organisationOf = async ({ programme, folder }: Workspace): Promise<Organisation> => {
  const text = await readFile(programme, 'utf8').catch(() => '')
  const read = readProgramme(programme, text)
  return read.ok
    ? { name: read.value.organisation, timeZone: read.value.timeZone, sample: read.value.sample }
    : { name: basename(folder), timeZone: 'UTC', sample: false }
}

/** The store's own query: what is not asked is left out. */
const given = (query: ResultsOf): ResultQuery =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))

const knownBy =
  (asKnownOn: string | undefined) =>
  ({ collectedAt }: Snapshot): boolean =>
    asKnownOn === undefined || Date.parse(collectedAt) <= Date.parse(asKnownOn)

const sourceOver = (workspace: Workspace, store: Store): Source => ({
  results: (query) => store.results(given(query)),
  cards: (query) => store.cards(query),
  snapshots: async ({ asKnownOn }) => (await readSnapshots(workspace.evidence)).filter(knownBy(asKnownOn)),
  organisation: () => organisationOf(workspace),
})

/** A workspace to serve, or a sentence that says why it cannot be. */
export const openSource = async (folder: string): Promise<Outcome<OpenSource>> => {
  const workspace = await openWorkspace(folder, 'read')
  if (!workspace.ok) return workspace
  const store = await openStore(workspace.value.store, 'read')
  if (!store.ok) return store
  const close = async (): Promise<void> => {
    await store.value.close()
    await workspace.value.close()
  }
  return { ok: true, value: { source: sourceOver(workspace.value, store.value), close }, issues: [] }
}
