import type { z } from 'zod'
import { isError, issueOf, type Issue, type Outcome } from '../issue/index.ts'
import type { Source } from './document.ts'
import type { DocumentKind } from './schema/index.ts'
import { sourceOf } from './place.ts'
import { shapeOf } from './shape.ts'
import { entriesOf, entryAt, treeOf, type Node } from './tree.ts'

/** What is needed to read one kind of document. `check` looks at whatever could be read, so that all issues come at once. */
export type Reader<S extends z.ZodType, T> = {
  readonly kind: DocumentKind
  readonly schema: S
  readonly check: (root: Node, text: string) => readonly Issue[]
  readonly build: (written: z.output<S>, root: Node, source: Source) => T
}

/** The first key of each kind of document. */
const firstKeys: Readonly<Record<string, DocumentKind>> = {
  contract: 'contract',
  construct: 'construct',
  organisation: 'programme',
  programme: 'programme',
  mapping: 'mapping',
  scenario: 'scenario',
  decisions: 'decision',
}

/** The kind of a document by its first key, or else by any key that only one kind begins with. `contract` stands in mappings too. */
export const kindOfTree = (root: Node): DocumentKind | undefined => {
  const first = firstKeys[entriesOf(root)[0]?.key ?? '']
  if (first !== undefined) return first
  const key = ['mapping', 'construct', 'organisation', 'programme', 'scenario', 'decisions', 'contract'].find(
    (each) => entryAt(root, each) !== undefined,
  )
  return key === undefined ? undefined : firstKeys[key]
}

export const kindKeys = Object.keys(firstKeys)

const named = (name: string, issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, document: name })).toSorted((a, b) => a.span.from - b.span.from)

const wrongKind = (root: Node, wanted: DocumentKind): readonly Issue[] => {
  const found = kindOfTree(root)
  const span = entriesOf(root)[0]?.keySpan ?? root.span
  return found === undefined || found === wanted ? [] : [issueOf('wrong-document', { wanted, found }, span)]
}

const readRoot = <S extends z.ZodType, T>(reader: Reader<S, T>, name: string, text: string, root: Node): Outcome<T> => {
  const wrong = wrongKind(root, reader.kind)
  if (wrong.length > 0) return { ok: false, issues: named(name, wrong) }
  const { written, issues: shape } = shapeOf(reader.schema, root)
  const issues = named(name, [...shape, ...reader.check(root, text)])
  if (written === undefined || issues.some(isError)) return { ok: false, issues }
  return { ok: true, value: reader.build(written, root, sourceOf(name, text, root)), issues }
}

/** Text → document, or everything that is wrong with it. */
export const readAs = <S extends z.ZodType, T>(
  reader: Reader<S, T>,
  name: string,
  text: string,
  syntax: typeof treeOf = treeOf,
): Outcome<T> => {
  const { root, issues } = syntax(text)
  if (root === undefined) {
    const empty = issues.length === 0 ? [issueOf('empty-document', {}, { from: 0, to: 0 })] : issues
    return { ok: false, issues: named(name, empty) }
  }
  const outcome = readRoot(reader, name, text, root)
  if (issues.length === 0) return outcome
  return { ok: false, issues: named(name, [...issues, ...outcome.issues]) }
}
