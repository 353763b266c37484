import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import type { Issue, Outcome } from '@isometric/core/issue'
import { issueAt, type Access } from '../store/index.ts'
import { problemWithFormat } from './format.ts'
import { layoutOf, type Layout } from './layout.ts'
import { takeLock } from './lock.ts'

/** An open workspace. Readers are many, and read while the one writer writes. */
export type Workspace = Layout & { readonly access: Access; readonly close: () => Promise<void> }

/** Issues that are no mistake of the request but a failure outside: exit code 3 instead of 2 (interface.md). */
export const outsideCodes: ReadonlySet<string> = new Set([
  'workspace-read-only',
  'workspace-in-use',
  'workspace-unreadable',
  'folder-cannot-be-made',
  'store-read-only',
  'store-in-use',
  'store-damaged',
  'store-failed',
  'clock-went-back',
  'log-damaged',
  'log-clock-went-back',
  'signing-key-missing',
])

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const problemWithFolder = async (layout: Layout): Promise<Issue | undefined> => {
  const { folder } = layout
  const found = await stat(folder).catch(() => undefined)
  if (found === undefined) return issueAt(folder, 'workspace-missing', { folder })
  if (!found.isDirectory()) return issueAt(folder, 'workspace-not-a-folder', { folder })
  if (!(await exists(layout.programme))) return issueAt(folder, 'not-a-workspace', { folder })
  return problemWithFormat(layout)
}

/** Files a writer replaces or adds to must be its own to write, the folder alone does not say it. */
const problemWithWriting = async (layout: Layout): Promise<Issue | undefined> => {
  const { folder } = layout
  const needed = [folder, layout.evidence, layout.store]
  for (const path of needed) {
    const refused = await access(path, constants.W_OK).then(
      () => false,
      (thrown: NodeJS.ErrnoException) => thrown.code !== 'ENOENT',
    )
    if (refused) return issueAt(folder, 'workspace-read-only', { folder })
  }
  return undefined
}

const refused = (issue: Issue): Outcome<never> => ({ ok: false, issues: [issue] })
const opened = (value: Workspace): Outcome<Workspace> => ({ ok: true, value, issues: [] })

/** Opens a workspace to read it, or as its one writer; says why not and changes nothing where it cannot. */
export const openWorkspace = async (path: string, mode: Access = 'read'): Promise<Outcome<Workspace>> => {
  const layout = layoutOf(path)
  const problem = await problemWithFolder(layout)
  if (problem !== undefined) return refused(problem)
  if (mode === 'read') return opened({ ...layout, access: mode, close: () => Promise.resolve() })
  const readOnly = await problemWithWriting(layout)
  if (readOnly !== undefined) return refused(readOnly)
  const lock = takeLock(layout)
  if ('code' in lock) return refused(lock)
  const close = (): Promise<void> => Promise.resolve(lock.release())
  return opened({ ...layout, access: mode, close })
}
