/**
 * The record: canonical JSON and digests (RFC 8785). Comes in: plain JSON and a `Hash`. Goes out: text and digests.
 * Knows no domain type. The Merkle log, proofs and checkpoints will live here too (architecture.md 6).
 */
export * from './canonical.ts'
export * from './digest.ts'
