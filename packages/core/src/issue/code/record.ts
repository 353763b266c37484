import { error } from './entry.ts'

/** The log and its keys (architecture.md 6). */
export const recordCodes = {
  'log-damaged': error(
    (p: { folder: string; why: string }) =>
      `The log in ${p.folder} cannot be gone on with: ${p.why}. Run “isometric verify” to see what is affected, and restore the workspace from a backup (a log that is moved away with the store is begun anew); nothing was changed.`,
  ),
  'log-clock-went-back': error(
    (p: { now: string; known: string }) =>
      `Nothing can be recorded at ${p.now}: the log has entries of ${p.known} already. Set this machine’s clock right; nothing was changed.`,
  ),
  'signing-key-missing': error(
    (p: { file: string }) =>
      `The key that signs the log is not in ${p.file}, or cannot be opened. Put it back there or name its file in ISOMETRIC_SIGNING_KEY (its passphrase in ISOMETRIC_SIGNING_PASSPHRASE); nothing was changed.`,
  ),
} as const
