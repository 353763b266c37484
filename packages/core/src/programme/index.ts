/**
 * How far an organisation has come with its measurement programme (27004 clauses 5 to 8), and the answers of
 * ISO/IEC 27001 9.1. Comes in: what is adopted, who does what, where evidence comes from, what was measured. Goes out:
 * facts with their gaps, for whoever says them in words. Must not know documents, formulas or files.
 */
export * from './facts.ts'
export * from './checklist.ts'
export * from './matrix.ts'
