/** Evidence in the log: what is recorded of a snapshot covers every byte of its files, and is enough to write its manifest again. */
import { hash } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { canonical } from '@isometric/core/record'
import type { NewRecord } from '../store/index.ts'
import { fileDigest } from './content.ts'
import { scratchIn, settle } from './folder.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { manifestPaths } from './snapshots.ts'

/** The kind of these records. */
export const evidenceKind = 'evidence'

/** What is recorded of a snapshot: SHA-256 of each file by its name in the folder, and the manifest's own text. */
export type EvidenceRecord = {
  readonly contract: string
  readonly folder: string
  readonly files: Readonly<Record<string, string>>
  readonly manifest: { readonly file: string; readonly text: string }
}

const isMissing = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'

/** `rejects`: the list of rejected rows, where it lies now. */
export const evidenceRecord = async (
  path: string,
  text: string,
  manifest: Manifest,
  rejects: string | undefined,
): Promise<NewRecord> => {
  const name = basename(path)
  const listed = manifest.rejected.file
  const record: EvidenceRecord = {
    contract: manifest.contract.name,
    folder: basename(dirname(path)),
    files: {
      [name]: `sha256:${hash('sha256', text)}`,
      [manifest.file]: manifest.fileDigest,
      ...(listed === null || rejects === undefined ? {} : { [listed]: `sha256:${await fileDigest(rejects)}` }),
    },
    manifest: { file: name, text },
  }
  return { kind: evidenceKind, name: manifest.digest, document: canonical(record) }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Undefined where a document is no such record. */
export const readEvidenceRecord = (document: string): EvidenceRecord | undefined => {
  try {
    const value: unknown = JSON.parse(document)
    if (!isObject(value) || !isObject(value['files']) || !isObject(value['manifest'])) return undefined
    const { contract, folder, files, manifest } = value
    const digests = Object.entries(files).filter((pair): pair is [string, string] => isText(pair[1]))
    return isText(contract) && isText(folder) && isText(manifest['file']) && isText(manifest['text'])
      ? {
          contract,
          folder,
          files: Object.fromEntries(digests),
          manifest: { file: manifest['file'], text: manifest['text'] },
        }
      : undefined
  } catch {
    return undefined
  }
}

/** Records of all evidence there is, for a log that begins after it. */
export const recordsOfEvidence = async (evidence: string): Promise<readonly NewRecord[]> => {
  const records: NewRecord[] = []
  for (const path of await manifestPaths(evidence)) {
    const manifest = await readManifest(path)
    const listed = manifest.rejected.file === null ? undefined : join(dirname(path), manifest.rejected.file)
    const isThere = listed !== undefined && (await exists(listed))
    records.push(await evidenceRecord(path, await readFile(path, 'utf8'), manifest, isThere ? listed : undefined))
  }
  return records
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path)
    return true
  } catch (thrown) {
    if (isMissing(thrown)) return false
    throw thrown
  }
}

/**
 * Writes a manifest that was recorded and did not come to be written before its process ended. Without the other files
 * it names it is not written: they were on the disk before the record was.
 */
export const finishManifest = async (evidence: string, document: string): Promise<boolean> => {
  const record = readEvidenceRecord(document)
  if (record === undefined) return false
  const folder = join(evidence, record.folder)
  const path = join(folder, record.manifest.file)
  const others = Object.keys(record.files).filter((name) => name !== record.manifest.file)
  if (await exists(path)) return false
  for (const name of others) if (!(await exists(join(folder, name)))) return false
  const scratch = await scratchIn(evidence)
  const temporary = join(scratch, 'manifest.json')
  await writeFile(temporary, record.manifest.text)
  await settle(temporary, path)
  await rm(scratch, { recursive: true })
  return true
}
