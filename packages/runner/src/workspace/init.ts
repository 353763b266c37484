import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Issue, Outcome } from '@isometric/core/issue'
import { issueAt, openStore } from '../store/index.ts'
import { formatText, problemWithFormat } from './format.ts'
import { logOf } from './recorded-store.ts'
import { foldersOf, layoutOf, type Layout } from './layout.ts'

/** `fill` puts the sample organisation into a new workspace: its exports and its `isometric.yaml`. */
export type NewWorkspace = { readonly timeZone: string; readonly fill?: (folder: string) => Promise<void> }

/** `made` is false where the workspace was there already; nothing in it was changed then. */
export type Initialised = Layout & { readonly made: boolean }

const programmeText = (timeZone: string): string => `# The organisation, and what it measures.
organisation: Our organisation
time zone: ${timeZone}
first month: 1
`

const entriesOf = async (folder: string): Promise<readonly string[] | Issue> => {
  try {
    return await readdir(folder)
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    return code === 'ENOTDIR'
      ? issueAt(folder, 'workspace-not-a-folder', { folder })
      : issueAt(folder, 'folder-cannot-be-made', { folder, why: message })
  }
}

/** Appears whole or not at all: written beside, brought to the disk, renamed. */
const writeWhole = async (file: string, text: string): Promise<void> => {
  const handle = await open(`${file}.new`, 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
}

/** Above first. Node's own way to make a folder with those above it never ends where the file system takes none (/proc). */
const makeFolder = async (folder: string): Promise<void> => {
  if (existsSync(folder)) return
  await makeFolder(dirname(folder))
  await mkdir(folder)
}

/**
 * The format file comes first and says that the rest is ours; `isometric.yaml` comes last and makes it a workspace.
 * A start that was cut short between the two is gone on with.
 */
const fillFolder = async (layout: Layout, { timeZone, fill }: NewWorkspace): Promise<Issue | undefined> => {
  await makeFolder(layout.folder)
  await writeFile(layout.format, formatText)
  for (const folder of foldersOf(layout)) await mkdir(folder, { recursive: true })
  const store = await openStore(layout.store, 'write', logOf(layout))
  if (!store.ok) return store.issues[0]
  await store.value.close()
  if (fill === undefined) await writeWhole(layout.programme, programmeText(timeZone))
  else await fill(layout.folder)
  return undefined
}

const problemWithNew = (layout: Layout, entries: readonly string[]): Issue | undefined => {
  if (entries.length === 0 || entries.includes('workspace.json')) return undefined
  const found = `${entries.slice(0, 3).join(', ')}${entries.length > 3 ? ' …' : ''}`
  return issueAt(layout.folder, 'folder-not-empty', { folder: layout.folder, found })
}

const existing = async (layout: Layout, wanted: NewWorkspace): Promise<Outcome<Initialised>> => {
  const { folder } = layout
  const problem =
    (await problemWithFormat(layout)) ??
    (wanted.fill === undefined ? undefined : issueAt(folder, 'workspace-exists', { folder }))
  return problem === undefined
    ? { ok: true, value: { ...layout, made: false }, issues: [] }
    : { ok: false, issues: [problem] }
}

/** Makes a workspace in a new or empty folder; refuses any other that is not a workspace already. */
export const initWorkspace = async (path: string, wanted: NewWorkspace): Promise<Outcome<Initialised>> => {
  const layout = layoutOf(path)
  const { folder } = layout
  const entries = await entriesOf(folder)
  if ('code' in entries) return { ok: false, issues: [entries] }
  if (entries.includes('isometric.yaml')) return existing(layout, wanted)
  const refused = problemWithNew(layout, entries)
  if (refused !== undefined) return { ok: false, issues: [refused] }
  try {
    const problem = await fillFolder(layout, wanted)
    return problem === undefined
      ? { ok: true, value: { ...layout, made: true }, issues: [] }
      : { ok: false, issues: [problem] }
  } catch (thrown) {
    if (!(thrown instanceof Error && 'syscall' in thrown)) throw thrown
    return { ok: false, issues: [issueAt(folder, 'folder-cannot-be-made', { folder, why: thrown.message })] }
  }
}
