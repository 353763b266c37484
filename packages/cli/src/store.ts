import type { Access, Store } from '@isometric/runner/store'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer } from './command.ts'
import { refusal } from './workspace.ts'

/** Opens a workspace's store, works with it, and closes it whatever happens. */
export const withStore = async (
  workspace: Workspace,
  access: Access,
  work: (store: Store) => Promise<Answer>,
): Promise<Answer> => {
  const { openWorkspaceStore } = await import('@isometric/runner/workspace')
  const opened = await openWorkspaceStore(workspace, access)
  if (!opened.ok) return refusal(opened.issues)
  try {
    return await work(opened.value)
  } finally {
    await opened.value.close()
  }
}
