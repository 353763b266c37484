/**
 * The kinds of document as schemas: the one source of the check of form, of its sentences and of the JSON Schemas
 * an editor reads (language.md 1). In: nothing. Out: schemas. Knows no YAML and no place in a text.
 */
import { z } from 'zod'
import { constructSchema } from './construct.ts'
import { contractSchema } from './contract.ts'
import { decisionSchema } from './decision.ts'
import { mappingSchema } from './mapping.ts'
import { programmeSchema } from './programme.ts'
import { scenarioSchema } from './scenario.ts'

export { contractSchema, plainTypes, type WrittenContract } from './contract.ts'
export { constructSchema, type WrittenConstruct } from './construct.ts'
export { adoptionId, programmeSchema, type WrittenProgramme } from './programme.ts'
export { formats, mappingSchema, type WrittenMapping } from './mapping.ts'
export { decisionForms, decisionSchema } from './decision.ts'
export { scenarioSchema, type WrittenScenario } from './scenario.ts'
export { keysSeparator, namePattern } from './form.ts'

export const documentSchemas = {
  contract: contractSchema,
  construct: constructSchema,
  programme: programmeSchema,
  mapping: mappingSchema,
  scenario: scenarioSchema,
  decision: decisionSchema,
} as const
export type DocumentKind = keyof typeof documentSchemas

/** The JSON Schema of one kind, as published in docs/language/schema. */
export const jsonSchemaOf = (kind: DocumentKind): unknown => z.toJSONSchema(documentSchemas[kind], { io: 'input' })
