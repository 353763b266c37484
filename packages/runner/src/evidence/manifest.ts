import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RejectedBy, Snapshot } from '@isometric/core/term'
import { Failure, issueAt } from '../store/index.ts'

export type RejectedCount = RejectedBy
/** How a rule of the contract went: rows that break it. */
export type RuleReport = { readonly rule: string; readonly level: string; readonly broken: number }

/** What is recorded of one snapshot beside its table (architecture.md 4). Its presence is what makes evidence known. */
export type Manifest = {
  readonly manifest: 1
  /** Identity: SHA-256 of the canonical content, whatever the file's bytes are. */
  readonly digest: string
  /** The table's file beside the manifest, and the SHA-256 of its bytes: integrity. */
  readonly file: string
  readonly fileDigest: string
  readonly contract: { readonly name: string; readonly digest: string }
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly source: { readonly name: string; readonly digest: string }
  readonly collector: string
  readonly asOf: string
  readonly covers: Snapshot['covers']
  readonly collectedAt: string
  readonly rows: number
  readonly rejected: {
    readonly total: number
    readonly byReason: readonly RejectedCount[]
    readonly file: string | null
  }
  readonly leftOut: number
  readonly quality: readonly RuleReport[]
  /** What the source does not see. */
  readonly blind: string | null
  readonly origin: { readonly file: string; readonly bytes: number }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The parts later work rests on are looked at; a manifest is ours, so anything else is damage, not a mistake. */
const isManifest = (value: unknown): value is Manifest =>
  isRecord(value) &&
  value['manifest'] === 1 &&
  ['digest', 'file', 'fileDigest', 'asOf', 'collectedAt', 'collector'].every((key) => typeof value[key] === 'string') &&
  typeof value['rows'] === 'number' &&
  isRecord(value['contract']) &&
  isRecord(value['source']) &&
  isRecord(value['covers']) &&
  isRecord(value['rejected'])

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const readManifest = async (path: string): Promise<Manifest> => {
  const value = parsed(await readFile(path, 'utf8'))
  if (isManifest(value)) return value
  throw new Failure(issueAt(path, 'evidence-damaged', { file: path, why: 'it is not a whole manifest' }))
}

/** A snapshot with where its table lies. */
export type StoredSnapshot = Snapshot & {
  readonly path: string
  readonly manifestPath: string
  readonly blind: string | null
}

export const snapshotOf = (manifest: Manifest, manifestPath: string): StoredSnapshot => ({
  digest: manifest.digest,
  contract: manifest.contract.name,
  source: manifest.source.name,
  asOf: manifest.asOf,
  covers: manifest.covers,
  collectedAt: manifest.collectedAt,
  rows: manifest.rows,
  rejected: manifest.rejected.total,
  rejectedBy: manifest.rejected.byReason,
  path: join(dirname(manifestPath), manifest.file),
  manifestPath,
  blind: manifest.blind,
})
