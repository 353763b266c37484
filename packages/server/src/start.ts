import type { Outcome } from '@isometric/core/issue'
import { listen, refusedHost, type Address, type Serving } from './listen.ts'
import { openSource } from './workspace-source.ts'

export type Wanted = Address & { readonly workspace: string }

/**
 * Serves the pages and the API of a workspace to this machine. Until sign-in exists any other host is refused
 * (interface.md, HTTP). Port 0 takes a free one; `url` says which.
 */
export const startServer = async (wanted: Wanted): Promise<Outcome<Serving>> => {
  const foreign = refusedHost(wanted.host)
  if (foreign !== undefined) return { ok: false, issues: [foreign] }
  const opened = await openSource(wanted.workspace)
  if (!opened.ok) return opened
  const listening = await listen(opened.value.source, wanted)
  if (!listening.ok) {
    await opened.value.close()
    return listening
  }
  const close = async (): Promise<void> => {
    await listening.value.close()
    await opened.value.close()
  }
  return { ok: true, value: { url: listening.value.url, close }, issues: [] }
}
