/**
 * Verifying a workspace: evidence, store and log against each other and against checkpoints kept elsewhere (ISO/IEC
 * 27001:2022 7.5.3). Comes in: where everything lies. Goes out: whether it is what was recorded, whether it is all of
 * it, and each problem with what it means. Must not change anything, nor need a secret key.
 */
export { anchorsIn, verifyWorkspace, type LogSeen, type Verified, type VerifyRequest } from './verify.ts'
export { problemOf, type Aspect, type Problem } from './problem.ts'
export type { Kept } from './tree.ts'
