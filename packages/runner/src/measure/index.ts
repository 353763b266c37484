/**
 * Measuring one construct: a checked construct, its evidence and periods → judged, sealed results (ISO/IEC 27004:2016,
 * 8.5–8.7). The engine computes; the core decides. Must not know workspaces or the command line.
 */
export * from './evidence-views.ts'
export * from './answer.ts'
export * from './remembered.ts'
export * from './basis.ts'
export { sincesOf, type Sinces } from './since.ts'
export { hasRaters, withAgreement } from './agreement.ts'
export * from './finding.ts'
export * from './seal.ts'
export * from './due.ts'
