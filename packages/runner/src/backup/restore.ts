import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Issue, Outcome } from '@isometric/core/issue'
import { canonical } from '@isometric/core/record'
import { hasKey, syncFolder } from '../log/index.ts'
import { issueAt } from '../store/index.ts'
import { verifyWorkspace } from '../verify/index.ts'
import { layoutOf, logOf, openWorkspaceStore } from '../workspace/index.ts'
import { keysName, listName, type BackupList } from './backup.ts'
import { openKeys } from './sealed-keys.ts'
import { entriesOf, type Entry } from './tar.ts'

export type RestoreRequest = {
  readonly file: string
  /** A new or an empty folder. */
  readonly folder: string
  readonly at: string
  readonly passphrase?: string | undefined
}

/** `keys`: whether the key that signs the log came along. */
export type Restored = {
  readonly folder: string
  readonly files: number
  readonly backedUpAt: string
  readonly keys: boolean
}

const isInside = (path: string): boolean =>
  path !== '' &&
  !path.startsWith('/') &&
  !path.includes('\\') &&
  path.split('/').every((part) => part !== '..' && part !== '.' && part !== '')

const extract = async ({ path, chunks }: Entry, folder: string): Promise<string> => {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'wx', 0o600)
  const hash = createHash('sha256')
  try {
    for await (const chunk of chunks()) {
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return `sha256:${hash.digest('hex')}`
}

const isList = (value: unknown): value is BackupList =>
  typeof value === 'object' &&
  value !== null &&
  'backup' in value &&
  value.backup === 1 &&
  'files' in value &&
  Array.isArray(value.files)

const listIn = async (path: string): Promise<BackupList | undefined> => {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isList(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What the archive says of itself, where it is whole: its last file names all the others as they are. */
const unpacked = async (file: string, folder: string): Promise<BackupList | undefined> => {
  const found = new Map<string, string>()
  for await (const entry of entriesOf(file)) {
    if (!isInside(entry.path) || found.has(entry.path)) return undefined
    found.set(entry.path, await extract(entry, folder))
  }
  const list = await listIn(join(folder, listName))
  if (list === undefined || [...found.keys()].at(-1) !== listName) return undefined
  const isWhole =
    list.files.length === found.size - 1 && list.files.every(({ path, digest }) => found.get(path) === digest)
  return isWhole ? list : undefined
}

const keysInto = async (folder: string, passphrase: string | undefined): Promise<'none' | 'there' | 'closed'> => {
  const sealed = join(folder, keysName)
  if (!existsSync(sealed)) return 'none'
  if (passphrase === undefined) return 'closed'
  const keys = openKeys(await readFile(sealed, 'utf8'), passphrase)
  if (keys === undefined) return 'closed'
  for (const [path, bytes] of keys) {
    if (!isInside(path)) return 'closed'
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 })
    const handle = await open(join(folder, path), 'wx', 0o600)
    await handle.writeFile(bytes)
    await handle.sync()
    await handle.close()
  }
  await rm(sealed)
  return 'there'
}

const refused = (...issues: readonly Issue[]): Outcome<never> => ({ ok: false, issues })

/** That it was restored stands in the log, where its key is there to say so. */
const recordRestore = async (folder: string, at: string, list: BackupList): Promise<readonly Issue[]> => {
  const opened = await openWorkspaceStore(layoutOf(folder), 'write')
  if (!opened.ok) return opened.issues
  const document = canonical({ act: 'restored', backedUpAt: list.at, files: list.files.length })
  try {
    await opened.value.record([{ kind: 'act', name: 'restored', document }], at)
  } finally {
    await opened.value.close()
  }
  return []
}

const filled = async (request: RestoreRequest, folder: string, scratch: string): Promise<Outcome<Restored>> => {
  const { file, at, passphrase } = request
  const list = await unpacked(file, scratch)
  if (list === undefined) return refused(issueAt(file, 'backup-not-whole', { file }))
  if ((await keysInto(scratch, passphrase)) === 'closed') return refused(issueAt(file, 'backup-keys-closed', { file }))
  await rm(join(scratch, listName))
  const layout = layoutOf(scratch)
  for (const each of [
    layout.evidence,
    layout.keys,
    layout.contracts,
    layout.constructs,
    layout.mappings,
    layout.exports,
  ])
    await mkdir(each, { recursive: true })
  const found = await verifyWorkspace({ layout, kept: [] })
  if (!(found.integrity && found.completeness)) return refused(...found.problems.map(({ issue }) => issue))
  const keys = hasKey(logOf(layout).key)
  const issues = keys && found.log !== undefined ? await recordRestore(scratch, at, list) : []
  if (issues.length > 0) return refused(...issues)
  if (existsSync(folder)) await rmdir(folder)
  await rename(scratch, folder)
  await syncFolder(dirname(folder))
  return { ok: true, value: { folder, files: list.files.length, backedUpAt: list.at, keys }, issues: [] }
}

/** Makes a workspace from a backup: whole and verified, or not at all. */
export const restore = async (request: RestoreRequest): Promise<Outcome<Restored>> => {
  const folder = resolve(request.folder)
  if (!existsSync(request.file)) return refused(issueAt(request.file, 'backup-not-whole', { file: request.file }))
  if (existsSync(folder) && readdirSync(folder).length > 0)
    return refused(issueAt(folder, 'restore-not-empty', { folder }))
  const scratch = `${folder}.restoring-${process.pid}`
  await mkdir(scratch, { recursive: true, mode: 0o700 })
  try {
    return await filled(request, folder, scratch)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
