/**
 * The log (architecture.md 6): signed leaves in tiles on disk. Comes in: the texts of entries, a folder, a key. Goes
 * out: tiles, checkpoints, proofs. Must not know what an entry is about, nor how it is stored.
 */
export { digestOfText, entryText, readEntry, rowText, type Entry } from './entry.ts'
export { sha256, verifySignature } from './platform.ts'
export {
  hasKey,
  makeNextKey,
  makeSigner,
  nextKey,
  readSigner,
  type KeyPlace,
  type NextKey,
  type Signer,
} from './signer.ts'
export { bytesIn, checkpointFile, checkpointIn, edgeIn, entriesOf, fileOf, hashAtIn, tileBytes } from './tiles.ts'
export { openLogWriter, type Damage, type Extension, type LogWriter } from './writer.ts'
export { replaceFile, syncFolder } from './durable.ts'
