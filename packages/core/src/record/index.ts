/**
 * The record: canonical JSON and digests (RFC 8785), a Merkle tree with proofs (RFC 6962), its tiles, and signed
 * checkpoints (C2SP tlog-tiles, signed-note, tlog-checkpoint). Comes in: plain JSON or bytes, a hash, a way to verify
 * signatures. Goes out: text, digests, proofs, and whether they hold. Knows no domain type, no file and no secret key,
 * so that a browser verifies by the same code.
 */
export * from './canonical.ts'
export * from './digest.ts'
export * from './bytes.ts'
export * from './tree.ts'
export * from './proof.ts'
export * from './tile.ts'
export * from './note.ts'
export * from './checkpoint.ts'
