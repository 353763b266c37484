/**
 * Documents: contracts, constructs, mappings and the programme, from YAML with places kept (language.md 1).
 * Comes in: text. Goes out: well-formed documents or issues. Must not know evidence, engines or what a name means.
 */
export * from './document.ts'
export * from './contract.ts'
export * from './construct.ts'
export * from './programme.ts'
