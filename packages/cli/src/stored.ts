import type { Store } from '@isometric/runner/store'
import type { Request } from './command.ts'

/** What `work` reads in the store of the request's workspace; undefined where there is none, or none that can be read. */
export const fromStore = async <T>(
  { workspace }: Request,
  work: (store: Store) => Promise<T>,
): Promise<T | undefined> => {
  const { openWorkspace } = await import('@isometric/runner/workspace')
  const opened = await openWorkspace(workspace.folder, 'read')
  if (!opened.ok) return undefined
  try {
    const { openStore } = await import('@isometric/runner/store')
    const store = await openStore(opened.value.store, 'read')
    if (!store.ok) return undefined
    try {
      return await work(store.value)
    } finally {
      await store.value.close()
    }
  } finally {
    await opened.value.close()
  }
}
