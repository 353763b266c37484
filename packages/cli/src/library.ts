import type { Outcome } from '@isometric/core/issue'
import type { Catalogue } from '@isometric/runner/catalogue'
import type { Request } from './command.ts'

/**
 * What names mean here: the product's catalogue and, over it, the workspace's own documents. A workspace that nobody
 * named and that does not exist is none.
 */
export const libraryFor = async (request: Request): Promise<Outcome<Catalogue>> => {
  const [{ readCatalogue }, { openWorkspace }] = await Promise.all([
    import('@isometric/runner/catalogue'),
    import('@isometric/runner/workspace'),
  ])
  const opened = await openWorkspace(request.workspace.folder, 'read')
  if (!opened.ok && request.workspace.named) return opened
  const value = await readCatalogue(opened.ok ? opened.value.folder : undefined)
  return { ok: true, value, issues: [] }
}
