import { canonical, type Json, type Written } from './canonical.ts'

/** SHA-256 of UTF-8 text as lower-case hex; injected, because the platform's is ten times faster (architecture.md 3). */
export type Hash = (text: string) => string

/** A value's identity: `sha256:` and the hash of its canonical JSON. */
export const digestOf = (value: Json, hash: Hash, written?: Written): string =>
  `sha256:${hash(canonical(value, written))}`
