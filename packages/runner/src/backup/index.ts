/**
 * Backup of a workspace while it is written to, and restoring it (ISO/IEC 27001:2022 7.5.3). Comes in: a workspace or
 * an archive. Goes out: an archive that is whole, or a workspace that has been verified, or nothing. Must not let a key
 * leave the workspace unenciphered.
 */
export { backUp, type BackedUp, type BackupRequest } from './backup.ts'
export { restore, type Restored, type RestoreRequest } from './restore.ts'
