/**
 * Witnesses: checkpoints of the log are sent to where whoever holds its key cannot reach (architecture.md 6). Comes in:
 * a checkpoint and where to send it. Goes out: what came back, kept beside the log. What no witness has seen is attested
 * by the log's own key alone.
 */
export {
  anchor,
  anchorsOf,
  keptBy,
  keptInFile,
  witnessOf,
  type Anchor,
  type Anchored,
  type Witness,
} from './witness.ts'
