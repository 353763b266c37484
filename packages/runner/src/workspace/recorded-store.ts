import process from 'node:process'
import type { Outcome } from '@isometric/core/issue'
import { evidenceKind, finishManifest, recordsOfEvidence } from '../evidence/index.ts'
import { openStore, type Access, type LogOf, type Store } from '../store/index.ts'
import type { Layout } from './layout.ts'

/**
 * A workspace's log. Its key may be kept elsewhere: ISOMETRIC_SIGNING_KEY names the file, and
 * ISOMETRIC_SIGNING_PASSPHRASE opens it.
 */
export const logOf = (layout: Layout): LogOf => {
  const { ISOMETRIC_SIGNING_KEY: elsewhere, ISOMETRIC_SIGNING_PASSPHRASE: passphrase } = process.env
  return {
    folder: layout.log,
    key: { file: elsewhere ?? layout.signingKey, passphrase },
    adopt: () => recordsOfEvidence(layout.evidence),
  }
}

/** The store of a workspace. To write to it is to write to the log, and to finish what a killed process could not. */
export const openWorkspaceStore = async (layout: Layout, access: Access): Promise<Outcome<Store>> => {
  const opened = await openStore(layout.store, access, logOf(layout))
  if (!opened.ok || access === 'read') return opened
  const [newest] = await opened.value.records({ kind: evidenceKind, last: 1 })
  if (newest !== undefined) await finishManifest(layout.evidence, newest.document)
  return opened
}
