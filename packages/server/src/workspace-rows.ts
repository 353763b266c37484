import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Programme } from '@isometric/core/construct'
import { issueOf, type Outcome } from '@isometric/core/issue'
import { readCatalogue } from '@isometric/runner/catalogue'
import { openEngine } from '@isometric/runner/engine'
import { readSnapshots } from '@isometric/runner/evidence'
import { rowsBehind, type EvidenceRows } from '@isometric/runner/rows'
import type { Workspace } from '@isometric/runner/workspace'
import type { RowsOf } from './source.ts'

/** Looking at rows must not starve those who measure. */
const limits = { memoryBytes: 512 * 2 ** 20, threads: 1 }

const storedIn = async ({ evidence }: Workspace) => {
  const snapshots = (await readSnapshots(evidence)).map((each) => ({ ...each, file: each.path }))
  return Object.fromEntries(Map.groupBy(snapshots, ({ contract }) => contract))
}

const rowsNow = async (
  workspace: Workspace,
  programme: Outcome<Programme>,
  asked: RowsOf,
): Promise<Outcome<EvidenceRows>> => {
  if (!programme.ok) return programme
  const { constructs, contracts } = await readCatalogue(workspace.folder)
  const construct = constructs[asked.card.id]
  if (construct === undefined) {
    const gone = issueOf('rows-of-another-definition', { construct: asked.card.id }, { from: 0, to: 0 })
    return { ok: false, issues: [gone] }
  }
  const spill = await mkdtemp(join(tmpdir(), 'isometric-rows-'))
  const engine = await openEngine({ ...limits, tempFolder: spill })
  try {
    const stored = await storedIn(workspace)
    return await rowsBehind({ ...asked, programme: programme.value, construct, contracts, stored }, engine)
  } finally {
    engine.close()
    await rm(spill, { recursive: true, force: true })
  }
}

/** Rows of a workspace, one question after the other: each takes an engine of its own. */
export const rowsIn = (workspace: Workspace, programmeOf: () => Promise<Outcome<Programme>>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (asked: RowsOf): Promise<Outcome<EvidenceRows>> => {
    const next = last.then(async () => rowsNow(workspace, await programmeOf(), asked))
    last = next.catch(() => undefined)
    return next
  }
}
