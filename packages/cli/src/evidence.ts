import type { Stored } from '@isometric/runner/measure'
import type { Workspace } from '@isometric/runner/workspace'

/** What evidence a workspace has, by contract. */
export const storedIn = async (workspace: Workspace): Promise<Readonly<Record<string, readonly Stored[]>>> => {
  const { readSnapshots } = await import('@isometric/runner/evidence')
  const snapshots = await readSnapshots(workspace.evidence)
  const stored = snapshots.map(({ path, manifestPath: _manifest, blind: _blind, ...snapshot }): Stored => ({
    ...snapshot,
    file: path,
  }))
  return Object.fromEntries(Map.groupBy(stored, ({ contract }) => contract))
}
