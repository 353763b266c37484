import { basename } from 'node:path'
import type { Stored } from '@isometric/runner/measure'
import type { Workspace } from '@isometric/runner/workspace'
import { whyUnread } from './paths.ts'

/** What evidence a workspace has, by contract. */
export const storedIn = async (workspace: Workspace): Promise<Readonly<Record<string, readonly Stored[]>>> => {
  const { readSnapshots } = await import('@isometric/runner/evidence')
  const snapshots = await readSnapshots(workspace.evidence)
  const stored = snapshots.map(({ path, manifestPath: _manifest, blind: _blind, ...snapshot }): Stored => ({
    ...snapshot,
    file: path,
  }))
  return Object.fromEntries(Map.groupBy(stored, ({ contract }) => contract))
}

/** Why a table of evidence is not what was stored: its name is the digest of its bytes. */
const damageOf = async (file: string): Promise<string | undefined> => {
  const { fileDigest } = await import('@isometric/runner/evidence')
  try {
    return (await fileDigest(file)) === basename(file, '.parquet') ? undefined : 'its bytes have changed'
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ENOENT' ? 'the file is gone' : whyUnread(thrown)
  }
}

/** The damage to evidence among these files, as what to throw. */
const failureOf = async (files: readonly string[], cause?: unknown): Promise<Error | undefined> => {
  const { Failure, issueAt } = await import('@isometric/runner/store')
  for (const file of files) {
    const why = await damageOf(file)
    if (why !== undefined) return new Failure(issueAt(file, 'evidence-damaged', { file, why }), { cause })
  }
  return undefined
}

/** Throws where a table of evidence is gone or cut: what is known already is not read again, and must still be there. */
export const assertWhole = async (stored: Readonly<Record<string, readonly Stored[]>>): Promise<void> => {
  const { looksWhole } = await import('@isometric/runner/evidence')
  const files = Object.values(stored).flatMap((each) => each.map(({ file }) => file))
  const whole = await Promise.all(files.map(looksWhole))
  const failure = await failureOf(files.filter((_, i) => whole[i] === false))
  if (failure !== undefined) throw failure
}

/** What to throw where measuring ended: the engine's complaint, or the damage to evidence that it stumbled over. */
export const orDamage = async (
  thrown: unknown,
  stored: Readonly<Record<string, readonly Stored[]>>,
): Promise<unknown> => {
  if (!(thrown instanceof Error && thrown.name === 'EngineFailure')) return thrown
  const files = Object.values(stored).flatMap((each) => each.map(({ file }) => file))
  return (await failureOf(files, thrown)) ?? thrown
}
