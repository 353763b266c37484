import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { folderOf } from './folder.ts'
import { readManifest, snapshotOf, type StoredSnapshot } from './manifest.ts'

const manifestsIn = async (folder: string): Promise<readonly string[]> => {
  try {
    const names = await readdir(folder)
    return names.filter((name) => /^[0-9a-f]{64}\.json$/.test(name)).map((name) => join(folder, name))
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR'))
      return []
    throw thrown
  }
}

const foldersIn = async (evidence: string): Promise<readonly string[]> => {
  try {
    const found = await readdir(evidence, { withFileTypes: true })
    return found
      .filter((entry) => entry.isDirectory() && entry.name !== 'tmp' && entry.name !== 'quarantine')
      .map(({ name }) => join(evidence, name))
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return []
    throw thrown
  }
}

/** The manifests there are. */
export const manifestPaths = async (evidence: string): Promise<readonly string[]> =>
  (await Promise.all((await foldersIn(evidence)).map(manifestsIn))).flat().toSorted()

const order = (a: StoredSnapshot, b: StoredSnapshot): number =>
  Date.parse(a.asOf) - Date.parse(b.asOf) ||
  Date.parse(a.collectedAt) - Date.parse(b.collectedAt) ||
  (a.digest < b.digest ? -1 : 1)

/** What is known, of one contract or of all, by the moment it shows and then by when it was collected. */
export const readSnapshots = async (evidence: string, contract?: string): Promise<readonly StoredSnapshot[]> => {
  const folders = contract === undefined ? await foldersIn(evidence) : [folderOf(evidence, contract)]
  const paths = (await Promise.all(folders.map(manifestsIn))).flat()
  const found = await Promise.all(paths.map(async (path) => snapshotOf(await readManifest(path), path)))
  return found.toSorted(order)
}
