import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sqlName } from '@isometric/core/construct'

/** Where things lie in a workspace's `evidence/`. */
export const folderOf = (evidence: string, contract: string): string => join(evidence, sqlName(contract))
export const quarantineIn = (evidence: string): string => join(evidence, 'quarantine')
const tmpIn = (evidence: string): string => join(evidence, 'tmp')

const synced = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file is there whole or not at all: its bytes reach the disk before its name does, then the name. */
export const settle = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true })
  await synced(from)
  await rename(from, to)
  await synced(dirname(to))
}

/** A folder of one collection's own, named by its process so that a later one can tell whether it still runs. */
export const scratchIn = async (evidence: string): Promise<string> => {
  const folder = join(tmpIn(evidence), `${process.pid}-${randomUUID()}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

const runs = (pid: number): boolean => {
  if (Number.isNaN(pid)) return false
  try {
    return process.kill(pid, 0)
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

const entries = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR'))
      return []
    throw thrown
  }
}

/** The names of files a manifest speaks for: itself, its table and its list of rejected rows. */
const named = async (folder: string, manifests: readonly string[]): Promise<ReadonlySet<string>> => {
  const texts = await Promise.all(manifests.map((name) => readFile(join(folder, name), 'utf8')))
  return new Set([
    ...manifests,
    ...texts.flatMap((text) =>
      [...text.matchAll(/"([0-9a-f]{64}\.(?:parquet|rejects\.ndjson))"/g)].map(([, name]) => name ?? ''),
    ),
  ])
}

const orphansIn = async (folder: string): Promise<readonly string[]> => {
  const files = await entries(folder)
  const kept = await named(
    folder,
    files.filter((name) => /^[0-9a-f]{64}\.json$/.test(name)),
  )
  const orphans = files.filter((name) => /^[0-9a-f]{64}\.(parquet|rejects\.ndjson)$/.test(name) && !kept.has(name))
  return orphans.map((name) => join(folder, name))
}

/** Leaves word that a collection failed after it began: what it wrote may have no manifest. */
export const leaveWord = async (evidence: string): Promise<void> => {
  await mkdir(join(tmpIn(evidence), `failed-${randomUUID()}`), { recursive: true })
}

/**
 * Removes what a crash left: tables no manifest speaks for, because the manifest is written last, and then the scratch
 * folders of processes that are gone, which are the sign that there may be such tables. While another collection runs
 * nothing is removed: a table may be about to get its manifest. Returns what was removed.
 */
export const sweep = async (evidence: string): Promise<readonly string[]> => {
  const scratch = await entries(tmpIn(evidence))
  if (scratch.length === 0 || scratch.some((name) => runs(Number.parseInt(name, 10)))) return []
  const removed: string[] = []
  for (const contract of await entries(evidence))
    if (contract !== 'tmp' && contract !== 'quarantine') removed.push(...(await orphansIn(join(evidence, contract))))
  removed.push(...scratch.map((name) => join(tmpIn(evidence), name)))
  for (const path of removed) await rm(path, { recursive: true, force: true })
  return removed.map((path) => basename(path))
}
