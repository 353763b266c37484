import type { Issue } from '@isometric/core/issue'
import { readCheckpoint, isSignedBy } from '@isometric/core/record'
import type { Kysely } from 'kysely'
import {
  checkpointIn,
  hasKey,
  makeSigner,
  nextKey,
  openLogWriter,
  readSigner,
  verifySignature,
  type KeyPlace,
  type Signer,
} from '../log/index.ts'
import { issueAt } from './failure.ts'
import { headOf, type NewRecord, type Recording } from './recording.ts'
import type { Tables } from './tables.ts'

/** Where a store's log and its key are, and what is taken into a log that begins. */
export type LogOf = {
  readonly folder: string
  readonly key: KeyPlace
  readonly adopt?: () => Promise<readonly NewRecord[]>
}

/** A new key that the log knows of takes its place, also where the one who changed it did not come to do so. */
const inUse = async (db: Kysely<Tables>, { folder, key }: LogOf, signer: Signer): Promise<Signer> => {
  const next = nextKey(key)
  if (next === undefined) return signer
  const pending = await db.selectFrom('log_pending').select('checkpoint').orderBy('first', 'desc').executeTakeFirst()
  const shown = checkpointIn(folder)
  const newest =
    pending === undefined ? (typeof shown === 'string' ? undefined : shown) : readCheckpoint(pending.checkpoint)
  if (newest === undefined || !isSignedBy(newest.note, next.signer.key, verifySignature)) return signer
  next.install()
  return next.signer
}

/** The log of a store to write to; a key is made only where nothing was ever signed. */
export const openRecording = async (db: Kysely<Tables>, log: LogOf): Promise<Recording | Issue> => {
  const { folder, key } = log
  const isNew = (await headOf(db)) === undefined && checkpointIn(folder) === 'none'
  const own = isNew && !hasKey(key) ? makeSigner(key) : readSigner(key)
  if (own === undefined) return issueAt(key.file, 'signing-key-missing', { file: key.file })
  const signer = await inUse(db, log, own)
  const writer = openLogWriter(folder, signer)
  if ('damaged' in writer) return issueAt(folder, 'log-damaged', { folder, why: writer.damaged })
  return { writer, folder, adopt: log.adopt ?? (() => Promise.resolve([])) }
}
