/**
 * Did the same people or things change? Comes in: who changed which way, or values before and after. Goes out: chances
 * and, of means, how far the change may lie from the true one.
 */
export { mcnemar, type McNemar } from './mcnemar.ts'
export { pairedT, type PairedT } from './paired-t.ts'
export { signedRank, type Chances, type SignedRank } from './signed-rank.ts'
