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
  'record-changed': error(
    (p: { record: string; at: string }) =>
      `${p.record}, recorded at ${p.at}, has been changed in the store. Do not rely on it; restore it from a backup and find out who can write to the store.`,
  ),
  'record-inserted': error(
    (p: { record: string }) =>
      `${p.record} stands in the store and was never recorded. Somebody put it there past the product: do not rely on it.`,
  ),
  'rows-inserted': error(
    (p: { table: string; rows: number }) =>
      `${p.rows} ${p.rows === 1 ? 'row' : 'rows'} at the end of the table ${p.table} ${p.rows === 1 ? 'was' : 'were'} never recorded. Somebody put them there past the product, or the log was cut short: do not rely on them.`,
  ),
  'record-missing': error(
    (p: { record: string; at: string }) =>
      `${p.record}, recorded at ${p.at}, is not in the store any more. Restore it from a backup.`,
  ),
  'record-gap': error(
    (p: { record: string; next: string }) =>
      `${p.record} is missing in the log, where ${p.next} follows: entries were taken out. Restore the log from a backup.`,
  ),
  'record-twice': error(
    (p: { record: string }) =>
      `${p.record} stands in the log a second time, or in another order than it was recorded in. Entries were replayed: restore the log from a backup.`,
  ),
  'record-clock-back': error(
    (p: { record: string; at: string; before: string }) =>
      `${p.record} says it was recorded at ${p.at}, after what was recorded at ${p.before}. A clock or an entry was changed: do not rely on the times from there on.`,
  ),
  'record-known-later': error(
    (p: { record: string; knownAt: string; at: string }) =>
      `${p.record} was recorded at ${p.at} and says it became known at ${p.knownAt}, which is later. A clock was changed: do not rely on its times.`,
  ),
  'log-in-future': error(
    (p: { at: string; now: string }) =>
      `The last entry of the log was made at ${p.at}, and it is ${p.now}. A clock was set ahead, here or there: compare it with another one.`,
  ),
  'log-entry-changed': error(
    (p: { index: number; what: string }) =>
      `Entry ${p.index} of the log (${p.what}) is not the one its tile was made from: a byte of one of them has changed. Restore the log from a backup.`,
  ),
  'log-entry-unreadable': error(
    (p: { index: number }) => `Entry ${p.index} of the log cannot be read. Restore the log from a backup.`,
  ),
  'log-file-missing': error(
    (p: { file: string }) => `The file ${p.file} of the log is gone. Restore it from a backup.`,
  ),
  'log-file-changed': error(
    (p: { file: string }) =>
      `The file ${p.file} of the log does not fit those below it: it has been changed. Restore it from a backup.`,
  ),
  'log-file-unknown': error(
    (p: { file: string }) => `The file ${p.file} is no part of the log. Somebody put it there: take it away.`,
  ),
  'log-root-differs': error(
    (p: { size: number }) =>
      `The checkpoint over ${p.size} entries is not that of the tiles: the log has been changed, or the checkpoint. Restore the log from a backup.`,
  ),
  'log-missing': error(
    (p: { folder: string }) =>
      `The store says that there is a log, and there is none in ${p.folder}. Restore it from a backup.`,
  ),
  'log-truncated': error(
    (p: { file: string; kept: number; size: number }) =>
      `${p.file} is a checkpoint over ${p.kept} entries, and the log has ${p.size}: entries were cut off its end. Restore the workspace from a backup.`,
  ),
  'log-forked': error(
    (p: { file: string; kept: number }) =>
      `${p.file} is a checkpoint over ${p.kept} entries that this log does not go on from: its history has been rewritten, or it is another log. Do not rely on it; ask who holds its key.`,
  ),
  'log-head-differs': error(
    (p: { size: number }) =>
      `The log has ${p.size} entries, and what the store says of how far it has come differs. The store has been changed: restore it from a backup.`,
  ),
  'pending-changed': error(
    (p: { first: number }) =>
      `Entries from ${p.first} on, stored to be shown by the log’s tiles, are not what was signed. The store has been changed: restore it from a backup.`,
  ),
  'checkpoint-unreadable': error(
    (p: { file: string }) =>
      `${p.file} is no checkpoint of a log, or has been changed. Restore it from where it was kept.`,
  ),
  'checkpoint-not-signed': error(
    (p: { file: string }) =>
      `${p.file} is not signed by the key that the log names as its own. It has been changed, or somebody else signed it: do not rely on the log.`,
  ),
  'key-not-agreed': error(
    (p: { record: string; name: string }) =>
      `${p.record} (${p.name}) names a key that the one before it did not agree to. Do not rely on what was recorded since.`,
  ),
  'key-unknown': error(
    (p: { key: string }) =>
      `The log was never signed by ${p.key}. Either it is another log, or its history has been signed anew by somebody else: do not rely on it.`,
  ),
  'store-missing': error((p: { file: string }) => `There is no store ${p.file}. Restore it from a backup.`),
  'store-check-failed': error(
    (p: { why: string }) => `The store’s own check reports: ${p.why}. Restore it from a backup.`,
  ),
  'store-changed': error(
    (p: { why: string }) => `The store has been changed past the product: ${p.why}. Restore it from a backup.`,
  ),
  'evidence-changed': error(
    (p: { file: string; contract: string }) =>
      `${p.file} (${p.contract}) is not what was collected: a byte has changed. Restore it from a backup; results made from it before still stand.`,
  ),
  'evidence-missing': error(
    (p: { file: string; contract: string }) =>
      `${p.file} (${p.contract}) was collected and is gone. Restore it from a backup: without it results cannot be recomputed.`,
  ),
  'evidence-inserted': error(
    (p: { file: string }) =>
      `${p.file} was never collected: somebody put it there past the product. Take it away before anything is measured from it.`,
  ),
  'evidence-record-unreadable': error(
    (p: { record: string; name: string }) =>
      `${p.record} (${p.name}) does not say which files it is about. Do not rely on that evidence.`,
  ),
  'nothing-to-anchor': error(
    (p: { folder: string }) =>
      `There is no checkpoint in ${p.folder} to send: the log begins with the first command that writes, such as “isometric collect”.`,
  ),
  'witness-failed': error(
    (p: { witness: string; why: string }) =>
      `The checkpoint could not be sent to ${p.witness} (${p.why}). Nothing is lost: it is sent with the next “isometric anchor”.`,
  ),
  'backup-exists': error(
    (p: { file: string }) => `${p.file} is there already. Name a new file; nothing was written over.`,
  ),
  'backup-too-busy': error(
    (p: { folder: string }) =>
      `${p.folder} was written to all the time while it was to be copied. Try again later; no backup was made.`,
  ),
  'backup-not-whole': error(
    (p: { file: string }) =>
      `${p.file} is not a whole backup: it ends too early, a file in it has changed, or it is something else. Use another backup; nothing was restored.`,
  ),
  'backup-keys-closed': error(
    (p: { file: string }) =>
      `${p.file} holds keys that are enciphered. Say the passphrase it was made with in ISOMETRIC_PASSPHRASE; nothing was restored.`,
  ),
  'restore-not-empty': error(
    (p: { folder: string }) => `${p.folder} is not empty. Name a new or an empty folder; nothing was restored.`,
  ),
  'result-differs': error(
    (p: { construct: string; period: string; group: string; knownAt: string }) =>
      `${p.construct}, ${p.period}, ${p.group}, known at ${p.knownAt}: measured again from the same evidence the result is another one. Do not rely on it.`,
  ),
  'result-seal-broken': error(
    (p: { construct: string; period: string; group: string; knownAt: string }) =>
      `${p.construct}, ${p.period}, ${p.group}, known at ${p.knownAt}: the result’s digest is not that of what it says. It was changed before it was recorded: do not rely on it.`,
  ),
} as const
