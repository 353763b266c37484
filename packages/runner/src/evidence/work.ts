/** What one collection is asked, what it knows while it runs, and what comes of it. */
import { join } from 'node:path'
import type { Issue } from '@isometric/core/issue'
import type { Contract, Mapping } from '@isometric/core/construct'
import type { Calendar, Snapshot } from '@isometric/core/term'
import type { Engine } from '../engine/index.ts'
import type { NewRecord } from '../store/index.ts'
import type { Failed } from './failed.ts'
import type { FormulaSql } from './formula.ts'
import type { AsOf } from './instants.ts'
import { keyContract, type Keys } from './keys.ts'
import type { Manifest, StoredSnapshot } from './manifest.ts'
import type { Matched } from './matched.ts'
import type { Quality } from './quality.ts'
import type { Stage } from './staged.ts'

export const phases = ['reading', 'checking', 'writing'] as const
export type Phase = (typeof phases)[number]

export type CollectRequest = {
  readonly contract: Contract
  /** All contracts, because a reference to a person has that person's key. */
  readonly contracts: readonly Contract[]
  readonly file: string
  readonly mapping?: Mapping | undefined
  /** A local day or an instant; the clock where nothing is said. */
  readonly asOf?: string | undefined
  readonly covers?: Snapshot['covers'] | undefined
  readonly sourceName: string
  /** The workspace's folder of evidence. */
  readonly evidence: string
  readonly calendar: Calendar
  readonly now: string
  readonly keys: Keys
  /** Puts what is stored on record, before it is known by its manifest. */
  readonly record?: ((record: NewRecord) => Promise<void>) | undefined
  readonly formulaSql: FormulaSql
  readonly memoryBytes?: number | undefined
  readonly threads?: number | undefined
  readonly onProgress?: ((bytesDone: number, bytesTotal: number, phase: Phase) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * `stored`: there is a snapshot, now or already. `quarantined`: the file was kept and nothing else changed.
 * `refused`: the request itself was wrong. `failed`: something outside did, a disk for one; what was known before still
 * is. The issues of a stored file are warnings and notices.
 */
export type Collected =
  | {
      readonly kind: 'stored'
      readonly known: boolean
      readonly snapshot: StoredSnapshot
      readonly manifest: Manifest
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'quarantined'
      readonly contract: string
      readonly path: string
      readonly issues: readonly Issue[]
    }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | Failed

/** Everything one collection knows while it runs. */
export type Work = {
  readonly request: CollectRequest
  readonly engine: Engine
  readonly scratch: string
  readonly file: string
  readonly bytes: number
  readonly asOf: AsOf
}

/** A file found, read and understood, with nothing checked yet. */
export type Understood = Work & Stage & { readonly issues: readonly Issue[] }

export type Checked = {
  readonly quality: Quality
  readonly rows: number
  readonly rejected: number
  readonly read: number
  readonly issues: readonly Issue[]
  readonly failed: readonly Issue[]
}

export const personalIn =
  ({ contract, contracts }: CollectRequest) =>
  (match: Matched): string | undefined =>
    keyContract(match.column, contract, contracts)

/** Says every tenth of a second how far the engine is. */
export const watched = async <T>({ engine, request, bytes }: Work, phase: Phase, act: () => Promise<T>): Promise<T> => {
  const { onProgress } = request
  if (onProgress === undefined) return act()
  onProgress(0, bytes, phase)
  const clock = setInterval(() => onProgress(Math.floor((engine.progress() ?? 0) * bytes), bytes, phase), 100)
  try {
    return await act()
  } finally {
    clearInterval(clock)
    onProgress(bytes, bytes, phase)
  }
}

export const rejectsIn = ({ scratch }: Work): string => join(scratch, 'rejects.ndjson')
