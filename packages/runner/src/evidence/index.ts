/**
 * Evidence: a file becomes an immutable, checked, content-addressed snapshot (ISO/IEC 27004 8.5; architecture.md 4).
 * Comes in: a file, the contract it should keep, how it is written, the moment it shows. Goes out: a snapshot with its
 * manifest, or the reasons why not with the file in quarantine. Must not know constructs, measures or results.
 */
export { storedAs } from './cell.ts'
export * from './collect.ts'
export { fileDigest } from './content.ts'
export { sweep } from './folder.ts'
export { keysIn, type Keys } from './keys.ts'
export { readManifest, type Manifest, type RejectedCount, type RuleReport, type StoredSnapshot } from './manifest.ts'
export type { FormulaSql } from './formula.ts'
export { readQuarantined } from './quarantine.ts'
export * from './snapshots.ts'
export * from './recorded.ts'
export { phases, type Collected, type CollectRequest, type Phase } from './work.ts'
export { looksWhole } from './whole.ts'
