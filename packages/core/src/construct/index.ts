/**
 * Documents: contracts, constructs, mappings and the programme, from YAML with places kept (language.md 1).
 * Comes in: text. Goes out: well-formed documents or issues. Must not know evidence, engines or what a name means.
 */
export * from './document.ts'
export * from './contract.ts'
export * from './construct.ts'
export * from './programme.ts'
export * from './decision.ts'
export { readDecisions } from './read-decision.ts'
export { readDocument, type Document } from './read.ts'
export { readContract } from './read-contract.ts'
export { newestLanguage, readConstruct } from './read-construct.ts'
export { readProgramme } from './read-programme.ts'
export { readMapping } from './read-mapping.ts'
export { functionNames, reservedWords } from './name.ts'
export { documentSchemas, jsonSchemaOf, type DocumentKind } from './schema/index.ts'
export { contractReferences, mappingReferences, programmeReferences, sourceReferences, type Library } from './refer.ts'
export { pairReferences, unmeasuredEffects } from './pairs.ts'
export { durationInWords, tabularOf, type Field } from './tabular.ts'
export { isFreeText, partsOf, printedFreeText, type Part, type Segment } from './free-text/index.ts'
export { readExample, type Example } from './example.ts'
export { printedYaml } from './print-yaml.ts'
export { adopted } from './adopted.ts'
