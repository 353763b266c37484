import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readDecisions, readProgramme, type Programme } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import type { Snapshot } from '@isometric/core/term'
import { decide } from '@isometric/runner/decide'
import { readSnapshots } from '@isometric/runner/evidence'
import { openStore, type ResultQuery, type Store } from '@isometric/runner/store'
import { openWorkspace, openWorkspaceStore, type Workspace } from '@isometric/runner/workspace'
import { rowsIn } from './workspace-rows.ts'
import type { DecidedNow, Organisation, ResultsOf, Source } from './source.ts'

/** A source over a workspace; it reads beside the one process that writes. */
export type OpenSource = { readonly source: Source; readonly close: () => Promise<void> }

/** What `isometric.yaml` says now; while it cannot be read, the pages still show what was measured. */
const organisationOf = async (workspace: Workspace): Promise<Organisation> => {
  const read = await programmeOf(workspace)
  return read.ok
    ? {
        name: read.value.organisation,
        timeZone: read.value.timeZone,
        firstMonth: read.value.firstMonth,
        sample: read.value.sample,
        people: Object.fromEntries(Object.entries(read.value.people).map(([id, { name }]) => [id, name])),
      }
    : { name: basename(workspace.folder), timeZone: 'UTC', firstMonth: 1, sample: false, people: {} }
}

const programmeOf = async ({ programme }: Workspace): Promise<Outcome<Programme>> =>
  readProgramme(programme, await readFile(programme, 'utf8').catch(() => ''))

/** Takes the one writer's place for as long as it takes, and leaves it again. */
const decideIn = async (folder: string, name: string, text: string): Promise<Outcome<DecidedNow>> => {
  const workspace = await openWorkspace(folder, 'write')
  if (!workspace.ok) return workspace
  try {
    const programme = await programmeOf(workspace.value)
    if (!programme.ok) return programme
    const read = readDecisions(name, text, programme.value)
    if (!read.ok) return read
    const store = await openWorkspaceStore(workspace.value, 'write')
    if (!store.ok) return store
    try {
      const people = Object.keys(programme.value.people)
      return await decide({ documents: [read.value], people, store: store.value, now: new Date().toISOString() })
    } finally {
      await store.value.close()
    }
  } finally {
    await workspace.value.close()
  }
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
  entries: (query) => store.entries(query),
  organisation: () => organisationOf(workspace),
  rows: rowsIn(workspace, () => programmeOf(workspace)),
  decide: (name, text) => decideIn(workspace.folder, name, text),
  now: () => new Date().toISOString(),
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
