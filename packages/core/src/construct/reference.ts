import { issueOf, nearest, type Issue, type Span } from '../issue/index.ts'
import { itemsOf, wordOf, type Node } from './tree.ts'

/** What one part of a document says of another part of it. */
export type Said = { readonly text: string; readonly span: Span }
export const saidOf = (node: Node | undefined): readonly Said[] => {
  const text = wordOf(node)
  return node === undefined || text === undefined ? [] : [{ text, span: node.span }]
}
export const allSaid = (node: Node | undefined): readonly Said[] => itemsOf(node).flatMap(saidOf)

/** Entries a list holds twice. */
export const repeatedEntries = (of: string, said: readonly Said[]): readonly Issue[] =>
  said
    .filter(({ text }, i) => said.findIndex((other) => other.text === text) < i)
    .map(({ text, span }) => issueOf('duplicate-entry', { of, value: text }, span))

export const unknownColumns = (contract: string, columns: readonly string[], said: readonly Said[]): readonly Issue[] =>
  said
    .filter(({ text }) => !columns.includes(text))
    .map(({ text, span }) =>
      issueOf('unknown-column', { name: text, table: contract, near: nearest(text, columns) }, span),
    )
