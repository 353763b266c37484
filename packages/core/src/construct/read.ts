import { issueOf, nearest, type Outcome } from '../issue/index.ts'
import type { Construct } from './construct.ts'
import type { Contract } from './contract.ts'
import type { Mapping, Programme } from './programme.ts'
import { isFreeText } from './free-text/index.ts'
import type { Decisions } from './decision.ts'
import { readConstruct } from './read-construct.ts'
import { readContract } from './read-contract.ts'
import { readDecisions } from './read-decision.ts'
import { readMapping } from './read-mapping.ts'
import { readProgramme } from './read-programme.ts'
import { readScenario } from './read-scenario.ts'
import { kindKeys, kindOfTree } from './reader.ts'
import type { Scenario } from './scenario.ts'
import type { DocumentKind } from './schema/index.ts'
import { entriesOf, treeOf } from './tree.ts'

/** Any kind of document. */
export type Document = Contract | Construct | Programme | Mapping | Scenario | Decisions

const readers: {
  readonly [K in DocumentKind]: (name: string, text: string) => Outcome<Extract<Document, { readonly kind: K }>>
} = {
  contract: readContract,
  construct: readConstruct,
  programme: readProgramme,
  mapping: readMapping,
  scenario: readScenario,
  decision: readDecisions,
}

/** A document of whichever kind its first key says. */
export const readDocument = (name: string, text: string): Outcome<Document> => {
  if (isFreeText(name)) return readConstruct(name, text)
  const { root } = treeOf(text)
  const kind = root === undefined ? 'contract' : kindOfTree(root)
  // A text that is no YAML is no contract either: its reader says why.
  if (root === undefined || kind !== undefined) return readers[kind ?? 'contract'](name, text)
  const first = entriesOf(root)[0]
  const issue =
    first === undefined
      ? issueOf('wrong-kind', { of: 'The document', expected: 'keys with values', found: 'something else' }, root.span)
      : issueOf('unknown-document', { key: first.key, near: nearest(first.key, kindKeys) }, first.keySpan)
  return { ok: false, issues: [{ ...issue, document: name }] }
}
