import type { Span } from '../issue/index.ts'
import type { FormulaText, Source } from './document.ts'
import { trimmedText } from './scalar-text.ts'
import { spanAt } from './shape.ts'
import { nodeAt, pathText, wordOf, type Node, type Path } from './tree.ts'

const everyPath = (node: Node, path: Path): readonly Path[] => {
  if (node.kind === 'scalar') return [path]
  const inside =
    node.kind === 'list'
      ? node.items.flatMap((item, i) => everyPath(item, [...path, i]))
      : node.entries.flatMap(({ key, value }) => everyPath(value, [...path, key]))
  return [path, ...inside]
}
const everyKey = (node: Node, path: Path): readonly (readonly [string, Span])[] => {
  if (node.kind === 'scalar') return []
  if (node.kind === 'list') return node.items.flatMap((item, i) => everyKey(item, [...path, i]))
  return node.entries.flatMap(({ key, keySpan, value }) => [
    [pathText([...path, key]), keySpan] as const,
    ...everyKey(value, [...path, key]),
  ])
}

export const sourceOf = (name: string, text: string, root: Node): Source => ({
  name,
  text,
  places: Object.fromEntries(everyPath(root, []).map((path) => [pathText(path), spanAt(root, path)])),
  keys: Object.fromEntries(everyKey(root, [])),
})

/** The formula at a path that the schema has found to hold one. */
export const formulaAt = (root: Node, path: Path): FormulaText => {
  const node = nodeAt(root, path)
  const said = node?.kind === 'scalar' ? trimmedText(node.said) : { text: '', offsets: [0] }
  return { ...said, path: pathText(path) }
}
export const formulaIfAny = (root: Node, path: Path): FormulaText | undefined =>
  nodeAt(root, path) === undefined ? undefined : formulaAt(root, path)

/** A word as written, where YAML took it for a number or a truth. */
export const wordAt = (root: Node, path: Path): string => wordOf(nodeAt(root, path)) ?? ''
