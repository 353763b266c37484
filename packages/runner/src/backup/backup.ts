import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, open, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite'
import type { Outcome } from '@isometric/core/issue'
import { newBundles, newTiles } from '@isometric/core/record'
import { bytesIn, checkpointFile, checkpointIn, fileOf, syncFolder } from '../log/index.ts'
import { issueAt } from '../store/index.ts'
import { anchorsIn } from '../verify/index.ts'
import type { Layout } from '../workspace/index.ts'
import { sealKeys } from './sealed-keys.ts'
import { addBytes, addFile, endArchive } from './tar.ts'

/** The last file of a whole backup: every file before it, with its digest. */
export const listName = 'isometric-backup.json'
export const keysName = 'keys.sealed'

export type Listed = { readonly path: string; readonly size: number; readonly digest: string }
export type BackupList = { readonly backup: 1; readonly at: string; readonly files: readonly Listed[] }

export type BackupRequest = {
  readonly layout: Layout
  readonly file: string
  readonly at: string
  /** Keys are taken along enciphered by it; without it they are left out. */
  readonly passphrase?: string | undefined
}

export type BackedUp = { readonly file: string; readonly files: number; readonly bytes: number; readonly keys: boolean }

type Source = { readonly path: string; readonly file: string; readonly size: number }

const filesBelow = (layout: Layout, folder: string): readonly Source[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => ({ path: relative(layout.folder, file).split(sep).join('/'), file, size: statSync(file).size }))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    : []

const isEvidence = ({ path }: Source): boolean => !/^evidence\/(tmp|quarantine)\//.test(path)

/** The tiles of the log as its checkpoint has it: beside them may lie some of an earlier one, about to be taken away. */
const logSources = (layout: Layout): readonly Source[] => {
  const checkpoint = checkpointIn(layout.log)
  const size = typeof checkpoint === 'string' ? 0 : checkpoint.size
  const tiles = [...newTiles(0, size), ...newBundles(0, size)].map((tile) => fileOf(layout.log, tile))
  const files = [...(existsSync(checkpointFile(layout.log)) ? [checkpointFile(layout.log)] : []), ...tiles]
  return [
    ...files.map((file) => ({
      path: relative(layout.folder, file).split(sep).join('/'),
      file,
      size: statSync(file).size,
    })),
    ...filesBelow(layout, anchorsIn(layout.log)),
  ]
}

/** Everything but the store, the keys, and what can be made again. */
const sourcesOf = (layout: Layout): readonly Source[] => [
  ...[layout.programme, layout.format].flatMap((file) =>
    existsSync(file) ? [{ path: relative(layout.folder, file), file, size: statSync(file).size }] : [],
  ),
  ...[layout.contracts, layout.constructs, layout.mappings].flatMap((folder) => filesBelow(layout, folder)),
  ...logSources(layout),
  ...filesBelow(layout, layout.evidence).filter(isEvidence),
]

const keysOf = (layout: Layout): ReadonlyMap<string, Uint8Array> =>
  new Map(
    [...filesBelow(layout, layout.keys), ...filesBelow(layout, dirname(layout.signingKey))].map(({ path, file }) => [
      path,
      readFileSync(file),
    ]),
  )

/** Archives are written under another name, which is theirs once they are whole. */
const unfinished = (file: string): string => `${file}.part`

const written = async (request: BackupRequest, store: string, sources: readonly Source[]): Promise<BackedUp> => {
  const archive = await open(unfinished(request.file), 'w', 0o600)
  const listed: Listed[] = []
  try {
    for (const { path, file, size } of [
      { path: 'store.sqlite', file: store, size: statSync(store).size },
      ...sources,
    ]) {
      const hash = createHash('sha256')
      await addFile(archive, path, file, size, (bytes) => hash.update(bytes))
      listed.push({ path, size, digest: `sha256:${hash.digest('hex')}` })
    }
    const keys =
      request.passphrase === undefined ? undefined : Buffer.from(sealKeys(keysOf(request.layout), request.passphrase))
    if (keys !== undefined) {
      await addBytes(archive, keysName, keys)
      listed.push({
        path: keysName,
        size: keys.length,
        digest: `sha256:${createHash('sha256').update(keys).digest('hex')}`,
      })
    }
    const list: BackupList = { backup: 1, at: request.at, files: listed }
    await addBytes(archive, listName, Buffer.from(`${JSON.stringify(list, null, 1)}\n`))
    await endArchive(archive)
    await archive.sync()
    const bytes = listed.reduce((sum, { size }) => sum + size, 0)
    return { file: request.file, files: listed.length, bytes, keys: keys !== undefined }
  } finally {
    await archive.close()
  }
}

const isMissing = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'

/** Store and log as of one moment: undefined where somebody wrote meanwhile, and it has to be done again. */
const attempted = async (request: BackupRequest, scratch: string): Promise<BackedUp | undefined> => {
  const { layout } = request
  const shown = (): string => bytesIn(checkpointFile(layout.log))?.toString('latin1') ?? ''
  const before = shown()
  const store = join(scratch, 'store.sqlite')
  await rm(store, { force: true })
  const database = new DatabaseSync(layout.store, { readOnly: true, timeout: 2000 })
  try {
    await copyDatabase(database, store)
  } finally {
    database.close()
  }
  if (shown() !== before) return undefined
  try {
    const done = await written(request, store, sourcesOf(layout))
    return shown() === before ? done : undefined
  } catch (thrown) {
    // A tile that was not full is replaced by a fuller one.
    if (isMissing(thrown) && shown() !== before) return undefined
    throw thrown
  }
}

const attempts = 20

/** Copies a workspace into one file, while it is written to; the file has its name only once it is whole and on the disk. */
export const backUp = async (request: BackupRequest): Promise<Outcome<BackedUp>> => {
  const file = resolve(request.file)
  if (existsSync(file)) return { ok: false, issues: [issueAt(file, 'backup-exists', { file })] }
  const scratch = await mkdtemp(join(dirname(file), '.isometric-backup-'))
  try {
    for (let n = 0; n < attempts; n++) {
      const done = await attempted({ ...request, file }, scratch)
      if (done === undefined) continue
      await rename(unfinished(file), file)
      await syncFolder(dirname(file))
      return { ok: true, value: done, issues: [] }
    }
    return { ok: false, issues: [issueAt(request.layout.folder, 'backup-too-busy', { folder: request.layout.folder })] }
  } finally {
    await rm(scratch, { recursive: true, force: true })
    await rm(unfinished(file), { force: true })
  }
}
