import { Document, isMap, isScalar, isSeq, visit, type Node } from 'yaml'
import type { Construct } from './construct.ts'
import { writtenOf, type Written } from './written.ts'

/** Above this, a map or list has a line for each of its parts. */
const fits = 100

const isShort = (node: Node): boolean => {
  if (isScalar(node)) return !String(node.value).includes('\n')
  return isMap(node)
    ? node.items.every(({ value }) => isScalar(value) && isShort(value))
    : isSeq(node) && node.items.every((item) => isScalar(item) && isShort(item))
}

/** What is short stands on one line: `{ collect: P1M, analyse: P3M }`. */
const inFlow = (document: Document): void => {
  visit(document, {
    Collection: (_, node, path) => {
      if (path.length > 1 && isShort(node) && JSON.stringify(node).length <= fits) node.flow = true
    },
  })
}

/** Keys and texts as YAML that reads back as the same keys and texts. */
export const yamlOf = (written: Written): string => {
  const document = new Document(written, { version: '1.2', aliasDuplicateObjects: false })
  inFlow(document)
  return document.toString({ lineWidth: fits, blockQuote: 'folded', flowCollectionPadding: true, indentSeq: true })
}

/** The construct as YAML: the same construct when it is read again. */
export const printedYaml = (construct: Construct): string => yamlOf(writtenOf(construct))
