import type { Issue } from '@isometric/core/issue'
import type { Access } from '@isometric/runner/store'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Request } from './command.ts'

/** What the server says of the network; the rest that lies outside is the workspace's. */
const ofTheNetwork = new Set(['port-in-use', 'port-refused'])

/** The answer where a verb could not begin: 3 where something outside failed, 2 where the request was wrong. */
export const refusal = async (issues: readonly Issue[]): Promise<Answer> => {
  const { outsideCodes } = await import('@isometric/runner/workspace')
  return { exit: issues.some(({ code }) => outsideCodes.has(code) || ofTheNetwork.has(code)) ? 3 : 2, issues }
}

/** Opens the request's workspace, works in it, and closes it whatever happens. */
export const inWorkspace = async (
  request: Request,
  access: Access,
  work: (workspace: Workspace) => Promise<Answer>,
): Promise<Answer> => {
  const { openWorkspace } = await import('@isometric/runner/workspace')
  const opened = await openWorkspace(request.workspace.folder, access)
  if (!opened.ok) return refusal(opened.issues)
  try {
    return await work(opened.value)
  } finally {
    await opened.value.close()
  }
}
